"""What follows from a dossier's last result."""

from ocop.councils.models import CouncilResult, Session
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState as S
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.recognition.rules import (
    ENDS_WITH_NOTICE,
    Outcome,
    outcome_back_at_province,
    outcome_of,
)
from ocop.register.models import EvaluationKind
from ocop.register.queries import status_of_recognition

# From these states on nothing more is decided on the province's (or the centre's) last result.
_DECIDED = frozenset(
    {S.RECOGNISED, S.NOT_RECOGNISED, S.NOT_UPGRADED, S.FORWARDED, S.IN_CENTRAL_COUNCIL}
)
_UNDECIDED = frozenset({S.SCORED, S.BACK_AT_PROVINCE})


def latest_result(dossier: Dossier) -> CouncilResult:
    """The last council result of a dossier. Raises RefusedError where no council has concluded."""
    results = dossier.results.select_related("item__session__council", "snapshot")
    result = results.order_by("-pk").first()
    if result is None:
        raise RefusedError("Hội đồng chưa kết luận hồ sơ này.")
    return result


def outcome_for(dossier: Dossier, result: CouncilResult) -> Outcome:
    """The one thing to do next with a dossier on which a council has concluded."""
    in_force = star_in_force(dossier)
    if dossier.state == S.BACK_AT_PROVINCE:
        return outcome_back_at_province(result.star, in_force)
    return outcome_of(
        level=result.level,
        band_star=result.band_star,
        star=result.star,
        star_in_force=in_force,
    )


def star_in_force(dossier: Dossier) -> int | None:
    """The star that an upgrade starts from, while it is valid; None for every other dossier."""
    before = dossier.builds_on if dossier.kind == EvaluationKind.UPGRADE else None
    if before is None:
        return None
    return before.star if status_of_recognition(before, clock.today()).is_valid else None


def has_minutes(result: CouncilResult) -> bool:
    """Whether the council has ended its session and closed the minutes that report the result."""
    return result.item.session.state == Session.State.CONCLUDED


def may_be_told(dossier: Dossier, result: CouncilResult) -> bool:
    """Whether commune and producer may be told: decided, or nothing is left to decide."""
    if dossier.state in _DECIDED:
        return True
    return dossier.state in _UNDECIDED and outcome_for(dossier, result) in ENDS_WITH_NOTICE
