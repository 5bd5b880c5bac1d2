"""Councils and what hangs on them, scoped to the reader.

Lists, counts and sorting start here. A sheet is read by its owner alone until the council has
concluded the item (or the session, where the regulation says so).
"""

from django.db.models import Q, QuerySet

from ocop.accounts.models import Membership
from ocop.accounts.policy import Visitor, has_national_role, in_force, units_with_role
from ocop.accounts.roles import Role
from ocop.councils.models import (
    AgendaItem,
    Conflict,
    Council,
    CouncilLevel,
    CouncilMember,
    CouncilResult,
    ScoreSheet,
    Session,
)
from ocop.councils.policy import ROLE_OF_SEAT
from ocop.dossiers import queries as dossiers
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState

_PROVINCE_READERS = frozenset(
    {Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.ADVISORY_TEAM, Role.AUDITOR}
)
_NATIONAL_READERS = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER})
_SHEET_SEATS = (CouncilMember.Seat.CHAIR, CouncilMember.Seat.SECRETARY)
PLACEABLE_STATE = {
    CouncilLevel.PROVINCE: DossierState.ACCEPTED,
    CouncilLevel.CENTRAL: DossierState.FORWARDED,
}


def visible_to(user: Visitor) -> QuerySet[Council]:
    """The councils the person may open.

    Those they sit on; the office, leader, advisory team and auditor those of their province; the
    ministry the central ones; an administrator the lists of the units they manage.
    """
    managed = _councils_at(user, {Role.ADMINISTRATOR})
    return Council.objects.filter(_working_scope(user) | managed)


def worked_with(user: Visitor) -> QuerySet[Council]:
    """The councils whose sessions and results the person may open: not the administrator's."""
    return Council.objects.filter(_working_scope(user))


def _working_scope(user: Visitor) -> Q:
    if not user.is_authenticated:
        return Q(pk__in=[])
    scope = Q(pk__in=own_seats(user).values("council_id"))
    scope |= Q(unit__in=units_with_role(user, _PROVINCE_READERS))
    if has_national_role(user, _NATIONAL_READERS):
        scope |= Q(level=CouncilLevel.CENTRAL)
    if has_national_role(user, {Role.AUDITOR}):
        scope |= Q(pk__isnull=False)
    return scope


def own_seats(user: Visitor) -> QuerySet[CouncilMember]:
    """The seats the person holds together with the office role behind each.

    An office that ended closes what its seat opened, although the seat's row remains.
    """
    if not user.is_authenticated:
        return CouncilMember.objects.none()
    held = Q(pk__in=[])
    if has_national_role(user, {Role.MINISTRY_COUNCIL}):
        held |= Q(council__level=CouncilLevel.CENTRAL)
    for seat, role in ROLE_OF_SEAT.items():
        held |= Q(seat=seat, council__unit__in=units_with_role(user, {role}))
    return CouncilMember.objects.filter(held, user_id=user.pk, left_on=None)


def _councils_at(user: Visitor, roles: set[Role]) -> Q:
    scope = Q(unit__in=units_with_role(user, roles))
    return scope | Q(pk__isnull=False) if has_national_role(user, roles) else scope


def sessions_visible_to(user: Visitor) -> QuerySet[Session]:
    """The sessions of the councils the person works with."""
    return Session.objects.filter(council__in=worked_with(user)).select_related("council__unit")


def items_visible_to(user: Visitor) -> QuerySet[AgendaItem]:
    """The agenda items of those sessions."""
    return AgendaItem.objects.filter(session__council__in=worked_with(user)).select_related(
        "session__council", "dossier__product__producer"
    )


def sheets_visible_to(user: Visitor) -> QuerySet[ScoreSheet]:
    """The score sheets the person may read: their own, and opened ones they answer for.

    Opened sheets (submitted, their item concluded) are read by chair, secretary, office and
    auditor of that council. Nobody reads a sealed sheet of another, the administrator none at all.
    """
    if not user.is_authenticated:
        return ScoreSheet.objects.none()
    councils = Q(unit__in=units_with_role(user, {Role.PROVINCE_OFFICE, Role.AUDITOR}))
    if has_national_role(user, {Role.MINISTRY_OFFICE}):
        councils |= Q(level=CouncilLevel.CENTRAL)
    if has_national_role(user, {Role.AUDITOR}):
        councils |= Q(pk__isnull=False)
    seats = own_seats(user).filter(seat__in=_SHEET_SEATS)
    councils |= Q(pk__in=seats.values("council_id"))
    opened = opened_sheets().filter(item__session__council__in=Council.objects.filter(councils))
    own = ScoreSheet.objects.filter(member__user_id=user.pk)
    return ScoreSheet.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=opened.values("pk")))


def opened_sheets() -> QuerySet[ScoreSheet]:
    """The submitted sheets whose secrecy has ended under their council's regulation."""
    over = Q(item__session__state=Session.State.CONCLUDED) | Q(
        item__session__council__regulation__sealed_until="item"
    )
    settled = Q(item__result__isnull=False) | Q(item__continued_by__result__isnull=False)
    return ScoreSheet.objects.filter(over, settled, submitted_at__isnull=False)


def results_visible_to(user: Visitor) -> QuerySet[CouncilResult]:
    """The councils' results the person may read.

    Who works with the council reads them at once; others who may open the dossier (its producer,
    the commune, the ministry) when the session has ended.
    """
    if not user.is_authenticated:
        return CouncilResult.objects.none()
    own_council = AgendaItem.objects.filter(session__council__in=worked_with(user))
    open_dossiers = dossiers.visible_to(user).values("pk")
    ended = Q(item__session__state=Session.State.CONCLUDED)
    return CouncilResult.objects.filter(
        Q(item__in=own_council.values("pk")) | (ended & Q(dossier__in=open_dossiers))
    ).select_related("item__session__council", "dossier__product__producer", "snapshot")


def placeable_dossiers(council: Council) -> QuerySet[Dossier]:
    """The dossiers that wait for this council: accepted ones of its province, or forwarded ones."""
    waiting = Dossier.objects.filter(state=PLACEABLE_STATE[CouncilLevel(council.level)])
    if council.level == CouncilLevel.PROVINCE:
        waiting = waiting.filter(province_id=council.unit_id)
    return waiting.select_related("product__producer", "commune")


def candidates(level: str, unit_id: int | None) -> QuerySet[Membership]:
    """The people who hold a council role of this level and province today, chairs first."""
    if level == CouncilLevel.CENTRAL:
        held = Membership.objects.filter(role=Role.MINISTRY_COUNCIL)
    else:
        held = Membership.objects.filter(role__in=ROLE_OF_SEAT.values(), unit=unit_id)
    return in_force(held).select_related("user").order_by("role", "pk")


def own_items(user: Visitor) -> QuerySet[AgendaItem]:
    """The items of open sessions that stand on the agenda of a council the person scores in."""
    seats = own_seats(user).exclude(seat=CouncilMember.Seat.SECRETARY)
    return AgendaItem.objects.filter(
        session__council__in=seats.values("council_id"), taken_off_on=None
    ).select_related("session__council", "dossier__product__producer")


def standing_items(session: Session) -> QuerySet[AgendaItem]:
    """What is on the session's list today, with what lists show."""
    return session.items.filter(taken_off_on=None).select_related(
        "dossier__product__producer", "result"
    )


def conflicts_of(session: Session) -> QuerySet[Conflict]:
    """Every declared conflict of the session's items, with the member's seat."""
    return Conflict.objects.filter(item__session=session, item__taken_off_on=None).select_related(
        "member__user", "item__dossier__product"
    )
