"""The steps of one inspection."""

from django.db import models

from ocop.kernel.transitions import Transition, TransitionTable


class InspectionState(models.TextChoices):
    """Where an inspection stands."""

    PLANNED = "planned", "Chờ đi kiểm tra"
    IN_FIELD = "in_field", "Đang kiểm tra"
    SIGNING = "signing", "Chờ ký biên bản"
    MINUTED = "minuted", "Đã có biên bản"
    CONCLUDED = "concluded", "Đã kết luận"
    CANCELLED = "cancelled", "Không thực hiện"


S = InspectionState
STEPS = TransitionTable(
    Transition(*step)
    for step in (
        (S.PLANNED, "begin", S.IN_FIELD),
        (S.PLANNED, "cancel", S.CANCELLED),
        (S.IN_FIELD, "lock", S.SIGNING),
        (S.SIGNING, "reopen", S.IN_FIELD),
        (S.SIGNING, "close", S.MINUTED),
        (S.MINUTED, "conclude", S.CONCLUDED),
    )
)

# From here on the producer knows of the inspection: what stands in the minutes was read to them.
TOLD_STATES = frozenset({S.SIGNING, S.MINUTED, S.CONCLUDED})
OPEN_STATES = frozenset({S.PLANNED, S.IN_FIELD, S.SIGNING, S.MINUTED})
