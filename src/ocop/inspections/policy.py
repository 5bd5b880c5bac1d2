"""Who plans, visits, concludes (Điều 9 QĐ 26/2026/QĐ-TTg: the province's OCOP body, the ministry)."""

from ocop.accounts.models import User
from ocop.accounts.policy import Visitor, has_national_role, has_role, units_with_role
from ocop.accounts.roles import Role
from ocop.inspections.models import InspectingLevel, Inspection, TeamMember
from ocop.inspections.states import OPEN_STATES, InspectionState
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.producers.policy import own_producer_ids

PLANNERS = (Role.PROVINCE_OFFICE,)
CONCLUDERS = (Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER)
NATIONAL_PLANNERS = frozenset({Role.MINISTRY_OFFICE})
NATIONAL_CONCLUDERS = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER})
# Who may be sent: inspectors, the office itself, departments of an interdisciplinary team (H01).
TEAM_ROLES = frozenset({Role.INSPECTOR, Role.PROVINCE_OFFICE, Role.DEPARTMENT})
# An inspector may open an ad hoc visit: misuse is met in the market, not at a desk.
OPENERS = (Role.PROVINCE_OFFICE, Role.INSPECTOR)


def may_plan(user: Visitor, level: str, province_id: int | None) -> bool:
    """The office of the level draws up plans and forms teams."""
    if level == InspectingLevel.MINISTRY:
        return has_national_role(user, NATIONAL_PLANNERS)
    return has_role(user, *PLANNERS, unit_id=province_id) and province_id is not None


def may_open(user: Visitor, level: str, province: Unit | None) -> bool:
    """Who may begin an ad hoc inspection of a product made in this province."""
    if level == InspectingLevel.MINISTRY:
        return has_national_role(user, NATIONAL_PLANNERS)
    return province is not None and has_role(user, *OPENERS, unit_id=province.pk)


def planning_scopes(user: Visitor) -> list[tuple[str, int | None]]:
    """(level, province id) for which the person may plan."""
    scopes: list[tuple[str, int | None]] = [
        (str(InspectingLevel.PROVINCE), pk) for pk in sorted(units_with_role(user, PLANNERS))
    ]
    if has_national_role(user, NATIONAL_PLANNERS):
        scopes.append((str(InspectingLevel.MINISTRY), None))
    return scopes


def opening_scopes(user: Visitor) -> list[tuple[str, int | None]]:
    """(level, province id) for which the person may begin an ad hoc inspection."""
    scopes: list[tuple[str, int | None]] = [
        (str(InspectingLevel.PROVINCE), pk) for pk in sorted(units_with_role(user, OPENERS))
    ]
    if has_national_role(user, NATIONAL_PLANNERS):
        scopes.append((str(InspectingLevel.MINISTRY), None))
    return scopes


def manages(user: Visitor, inspection: Inspection) -> bool:
    """The office that inspects: changes the team, gives up a visit."""
    return may_plan(user, inspection.level, inspection.province_id)


def is_on_team(user: Visitor, inspection: Inspection) -> bool:
    """Whether the person is sent on this visit."""
    return user.is_authenticated and any(
        member.user_id == user.pk for member in inspection.team.all()
    )


def leads(user: Visitor, inspection: Inspection) -> bool:
    """Whether the person leads the team."""
    return user.is_authenticated and any(
        member.user_id == user.pk and member.part == TeamMember.Part.LEAD
        for member in inspection.team.all()
    )


def may_fill(user: Visitor, inspection: Inspection) -> bool:
    """The team writes what it sees while the visit lasts."""
    return inspection.state == InspectionState.IN_FIELD and is_on_team(user, inspection)


def may_follow_up(user: Visitor, inspection: Inspection) -> bool:
    """The team and the office look whether a fault was mended."""
    return is_on_team(user, inspection) or may_conclude(user, inspection)


def may_conclude(user: Visitor, inspection: Inspection) -> bool:
    """The office of the level and its leader."""
    if inspection.level == InspectingLevel.MINISTRY:
        return has_national_role(user, NATIONAL_CONCLUDERS)
    return has_role(user, *CONCLUDERS, unit_id=inspection.province_id)


def may_read_internal(user: Visitor, inspection: Inspection) -> bool:
    """Internal notes: office, leader, team; never the producer."""
    return is_on_team(user, inspection) or may_conclude(user, inspection)


def may_take_samples(user: Visitor, inspection: Inspection) -> bool:
    """The team, until the conclusion: the laboratory answers after the minutes."""
    return (
        inspection.state in OPEN_STATES
        and inspection.state != InspectionState.PLANNED
        and may_follow_up(user, inspection)
    )


def may_reply(user: Visitor, inspection: Inspection) -> bool:
    """The producer's people, until the day named in the minutes (included)."""
    return (
        inspection.minutes_id is not None
        and inspection.state in {InspectionState.MINUTED, InspectionState.CONCLUDED}
        and inspection.product.producer_id in own_producer_ids(user)
        and inspection.reply_until is not None
        and clock.today() <= inspection.reply_until
    )


def may_report_remedy(user: Visitor, inspection: Inspection) -> bool:
    """The producer's people, whenever a fault is open: late proof is better than none."""
    return inspection.state in {
        InspectionState.MINUTED,
        InspectionState.CONCLUDED,
    } and inspection.product.producer_id in own_producer_ids(user)


def require(allowed: bool) -> None:
    """Raise RefusedError where the policy says no."""
    if not allowed:
        raise RefusedError("Tài khoản này không được làm việc này.")


def may_join(person: User, inspection_level: str, province_id: int | None) -> bool:
    """Whether a person may be put on a team of this level and province."""
    if inspection_level == InspectingLevel.MINISTRY:
        return has_national_role(person, NATIONAL_PLANNERS) or bool(
            units_with_role(person, TEAM_ROLES)
        )
    return has_role(person, *TEAM_ROLES, unit_id=province_id)
