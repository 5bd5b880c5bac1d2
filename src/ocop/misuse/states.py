"""The life of a report: new, being looked at, closed; it may be opened again."""

from django.db import models

from ocop.kernel.transitions import Transition, TransitionTable


class ReportState(models.TextChoices):
    """Where a report is; each label is what the reporter reads."""

    NEW = "new", "Đã nhận, chờ xem"
    LOOKING = "looking", "Đang xem xét"
    CLOSED = "closed", "Đã xử lý xong"


S = ReportState
OPEN_STATES = (S.NEW, S.LOOKING)

STEPS = TransitionTable(
    [
        Transition(S.NEW, "look", S.LOOKING),
        Transition(S.NEW, "close", S.CLOSED),
        Transition(S.LOOKING, "close", S.CLOSED),
        Transition(S.CLOSED, "reopen", S.LOOKING),
    ]
)
