"""Which offices a person holds today, and where: the ground of every other policy."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from ocop.accounts.models import Membership, User
from ocop.accounts.roles import COMMUNE_ROLES, LEADER_ROLES, Role
from ocop.kernel import clock
from ocop.places.models import Unit

Visitor = User | AnonymousUser


def current_memberships(user: Visitor, on: dt.date | None = None) -> QuerySet[Membership]:
    """The memberships in force on a date (today by default); none for a visitor without account."""
    if not user.is_authenticated:
        return Membership.objects.none()
    return in_force(Membership.objects.filter(user_id=user.pk), on).select_related("unit")


def in_force(memberships: QuerySet[Membership], on: dt.date | None = None) -> QuerySet[Membership]:
    """Those of the memberships that count on a day, today by default."""
    day = on or clock.today()
    return memberships.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


def held_roles(user: Visitor) -> list[Membership]:
    """Today's memberships, asked of the database once for each user object.

    The list lives on the object, so it lasts one request; a changed office counts from the next.
    """
    if not user.is_authenticated:
        return []
    held: list[Membership] | None = getattr(user, "_held_roles", None)
    if held is None:
        held = list(current_memberships(user).order_by("pk"))
        user._held_roles = held  # type: ignore[attr-defined, union-attr]
    return held


def has_role(user: Visitor, *roles: Role, unit_id: int | None = None) -> bool:
    """Whether the person holds one of the roles today, at `unit_id` where that is given."""
    return any(
        membership.role in roles and (unit_id is None or membership.unit_id == unit_id)
        for membership in held_roles(user)
    )


def units_with_role(user: Visitor, roles: Iterable[Role]) -> set[int]:
    """Ids of the units where the person holds one of the roles today (the nation has none)."""
    wanted = set(roles)
    return {m.unit_id for m in held_roles(user) if m.role in wanted and m.unit_id is not None}


def has_national_role(user: Visitor, roles: Iterable[Role]) -> bool:
    """Whether the person holds one of the roles without a unit: for the whole country."""
    wanted = set(roles)
    return any(m.role in wanted and m.unit_id is None for m in held_roles(user))


def administers(user: Visitor, unit: Unit | None) -> bool:
    """Whether the person is administrator for this unit's province, or for the whole country.

    A national office (no unit) is managed by the country's administrators alone.
    """
    if has_national_role(user, {Role.ADMINISTRATOR}):
        return True
    return unit is not None and unit.province_today_id in units_with_role(
        user, {Role.ADMINISTRATOR}
    )


def may_grant(user: Visitor, unit: Unit | None, to: User | None = None) -> bool:
    """Whether the administrator may give an office at this unit to `to` (None: not known yet).

    Nobody gives an office to themselves: who manages people must not open sealed score sheets.
    """
    return administers(user, unit) and to != user


def may_end(user: Visitor, membership: Membership) -> bool:
    """Whether the person may end a membership: its administrator, or a leader their delegation."""
    if administers(user, membership.unit):
        return True
    source = membership.delegated_by
    return source is not None and source.user_id == user.pk


def may_delegate(user: Visitor, membership: Membership) -> bool:
    """Whether the office may be delegated by this person: by its holder or the administrator.

    Only a leader's own office; what was delegated is not delegated again.
    """
    is_own = membership.role in LEADER_ROLES and membership.delegated_by_id is None
    return is_own and (membership.user_id == user.pk or administers(user, membership.unit))


def may_issue_recovery_code(user: Visitor, person: User, home_units: Collection[Unit]) -> bool:
    """Whether the official may give `person` a code to set a new password.

    An administrator where every office of the person is theirs to manage. A commune's official
    only for someone without e-mail and without office, whose producers (`home_units`: their
    communes of today) include the official's commune. Nobody for themselves.
    """
    if person == user:
        return False
    offices = list(current_memberships(person))
    if offices:
        return all(administers(user, office.unit) for office in offices)
    if any(administers(user, unit) for unit in home_units) or administers(user, None):
        return True
    homes = {unit.pk for unit in home_units}
    return person.email is None and bool(homes & units_with_role(user, COMMUNE_ROLES))
