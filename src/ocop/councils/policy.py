"""Who may do what in a council. Rows are scoped by `queries`; states are checked by the services."""

from ocop.accounts.policy import Visitor, has_national_role, has_role
from ocop.accounts.roles import Role
from ocop.councils.models import AgendaItem, Council, CouncilLevel, CouncilMember
from ocop.kernel.errors import RefusedError
from ocop.producers.policy import acts_for

Seat = CouncilMember.Seat

# The office role behind each seat of a provincial council; at the centre there is one for all.
ROLE_OF_SEAT = {
    Seat.CHAIR: Role.COUNCIL_CHAIR,
    Seat.MEMBER: Role.COUNCIL_MEMBER,
    Seat.SECRETARY: Role.COUNCIL_SECRETARY,
}


def has_office_role(user: Visitor, council: Council, *province_roles: Role) -> bool:
    """Whether the person holds one of `province_roles` in the council's province."""
    return council.unit_id is not None and has_role(user, *province_roles, unit_id=council.unit_id)


def is_office(user: Visitor, council: Council) -> bool:
    """Whether the person works in the office behind this council (Điều 7.3.a, 7.4.a)."""
    if council.level == CouncilLevel.CENTRAL:
        return has_national_role(user, {Role.MINISTRY_OFFICE})
    return has_office_role(user, council, Role.PROVINCE_OFFICE)


def office_of(user: Visitor, level: CouncilLevel, unit_id: int | None) -> bool:
    """Whether the person may set up a council of this level and province."""
    return is_office(user, Council(level=level, unit_id=unit_id))


def seat_of(user: Visitor, council: Council) -> CouncilMember | None:
    """The person's seat in this council while they hold it and the office role behind it."""
    if not user.is_authenticated:
        return None
    seat = council.members.filter(user_id=user.pk, left_on=None).first()
    return seat if seat and holds_role_of(user, council, Seat(seat.seat)) else None


def holds_role_of(user: Visitor, council: Council, seat: CouncilMember.Seat) -> bool:
    """Whether the person holds today the office role that a seat of this council asks for."""
    if council.level == CouncilLevel.CENTRAL:
        return has_national_role(user, {Role.MINISTRY_COUNCIL})
    return has_office_role(user, council, ROLE_OF_SEAT[seat])


def is_chair(user: Visitor, council: Council) -> bool:
    """Whether the person chairs this council."""
    seat = seat_of(user, council)
    return seat is not None and seat.seat == Seat.CHAIR


def runs_board(user: Visitor, council: Council) -> bool:
    """Chair and secretary run the session: attendance, discussion, agreed options."""
    seat = seat_of(user, council)
    return seat is not None and seat.seat in {Seat.CHAIR, Seat.SECRETARY}


def may_plan(user: Visitor, council: Council) -> bool:
    """The office and the secretary prepare sessions and their lists."""
    seat = seat_of(user, council)
    return is_office(user, council) or (seat is not None and seat.seat == Seat.SECRETARY)


def may_advise(user: Visitor, council: Council) -> bool:
    """The advisory team reports to the chair (Điều 7.3.c); the office may enter its report."""
    return is_office(user, council) or has_office_role(user, council, Role.ADVISORY_TEAM)


def may_score(user: Visitor, item: AgendaItem) -> CouncilMember:
    """The seat with which the person scores this item.

    Raises RefusedError for anyone without a seat, for the secretary (never scores), for a chair
    whose regulation says so, and for a member with a conflict or acting for the producer.
    """
    council = item.session.council
    seat = seat_of(user, council)
    if seat is None:
        raise RefusedError("Bạn không phải thành viên của Hội đồng này.")
    if seat.seat == Seat.SECRETARY:
        raise RefusedError("Thư ký Hội đồng không chấm điểm.")
    if seat.seat == Seat.CHAIR and not council.rules.chair_scores:
        raise RefusedError("Theo Quy chế của Hội đồng này, Chủ tịch không chấm điểm.")
    if acts_for(user, item.dossier.product.producer_id):
        raise RefusedError("Bạn là người của cơ sở có sản phẩm này nên không chấm.")
    if item.conflicts.filter(member=seat).exists():
        raise RefusedError("Bạn đã khai có lợi ích liên quan nên không chấm sản phẩm này.")
    return seat


def require(allowed: bool, message: str) -> None:
    """Raises RefusedError with `message` where it is not allowed."""
    if not allowed:
        raise RefusedError(message)
