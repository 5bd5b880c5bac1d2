"""The life of a case of withdrawal (Điều 8.3 QĐ 26/2026/QĐ-TTg)."""

from django.db import models

from ocop.kernel.transitions import Transition, TransitionTable


class CaseState(models.TextChoices):
    """Where a case is; each label is what an official reads."""

    PROPOSED = "proposed", "Mới được đề nghị"
    HEARING = "hearing", "Chờ chủ thể trả lời"
    VERIFIED = "verified", "Đã xác minh, chờ quyết định"
    WITHDRAWN = "withdrawn", "Đã thu hồi"
    DROPPED = "dropped", "Không thu hồi"
    ANNULLED = "annulled", "Quyết định thu hồi đã bị hủy"


S = CaseState
OPEN_STATES = (S.PROPOSED, S.HEARING, S.VERIFIED)

STEPS = TransitionTable(
    [
        Transition(S.PROPOSED, "hear", S.HEARING),
        # The producer was heard already, in the minutes of the inspection.
        Transition(S.PROPOSED, "verify", S.VERIFIED),
        Transition(S.HEARING, "verify", S.VERIFIED),
        *(Transition(state, "drop", S.DROPPED) for state in OPEN_STATES),
        Transition(S.VERIFIED, "decide", S.WITHDRAWN),
        Transition(S.WITHDRAWN, "annul", S.ANNULLED),
    ]
)
