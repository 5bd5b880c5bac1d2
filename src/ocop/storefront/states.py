"""The life of one version of a page: written, sent, decided, and what ends it afterwards."""

from django.db import models

from ocop.kernel.transitions import Transition, TransitionTable


class VersionState(models.TextChoices):
    """Where a version is; at most one is open and at most one published."""

    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Chờ duyệt"
    RETURNED = "returned", "Được trả lại"
    PUBLISHED = "published", "Đang công khai"
    REPLACED = "replaced", "Đã thay bằng bản mới"
    WITHDRAWN = "withdrawn", "Cơ sở đã rút"
    TAKEN_DOWN = "taken_down", "Cơ quan đã gỡ"


S = VersionState
OPEN_STATES = (S.DRAFT, S.SENT)

STEPS = TransitionTable(
    [
        Transition(S.DRAFT, "send", S.SENT),
        Transition(S.SENT, "recall", S.DRAFT),
        Transition(S.SENT, "return", S.RETURNED),
        Transition(S.SENT, "approve", S.PUBLISHED),
        Transition(S.PUBLISHED, "replace", S.REPLACED),
        Transition(S.PUBLISHED, "withdraw", S.WITHDRAWN),
        Transition(S.PUBLISHED, "take_down", S.TAKEN_DOWN),
    ]
)
