"""The life of a reward list, of a place in a ceremony and of a use of the mark."""

from django.db import models

from ocop.kernel.transitions import Transition, TransitionTable


class ListState(models.TextChoices):
    """A draft may be thrown away; an approved list never changes but for its payments."""

    DRAFT = "draft", "Đang lập"
    APPROVED = "approved", "Đã duyệt"


class Presence(models.TextChoices):
    """Whether a certificate reached its producer."""

    EXPECTED = "expected", "Chưa trao"
    PRESENT = "present", "Đã nhận tại lễ"
    ABSENT = "absent", "Vắng, chưa nhận"
    COLLECTED = "collected", "Đã nhận sau lễ"


class UseState(models.TextChoices):
    """A declared use, as the office found it."""

    DECLARED = "declared", "Chờ cơ quan OCOP xem"
    OK = "ok", "Dùng đúng"
    WRONG = "wrong", "Dùng sai"
    STOPPED = "stopped", "Đã ngừng dùng"


S = UseState
IN_USE = (S.DECLARED, S.OK, S.WRONG)

LIST_STEPS = TransitionTable([Transition(ListState.DRAFT, "approve", ListState.APPROVED)])
USE_STEPS = TransitionTable(
    [
        *(Transition(state, "accept", S.OK) for state in IN_USE),
        *(Transition(state, "reject", S.WRONG) for state in IN_USE),
        *(Transition(state, "correct", S.DECLARED) for state in (S.DECLARED, S.WRONG)),
        *(Transition(state, "stop", S.STOPPED) for state in IN_USE),
    ]
)
