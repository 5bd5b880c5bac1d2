"""Which offices a person holds today, and where: the ground of every other policy."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from ocop.accounts.models import Membership, User
from ocop.accounts.roles import Role
from ocop.kernel import clock

Visitor = User | AnonymousUser


def current_memberships(user: Visitor, on: dt.date | None = None) -> QuerySet[Membership]:
    """The memberships in force on a date (today by default); none for a visitor without account."""
    if not user.is_authenticated:
        return Membership.objects.none()
    day = on or clock.today()
    return Membership.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), user_id=user.pk, starts_on__lte=day
    ).select_related("unit")


def held_roles(user: Visitor) -> list[Membership]:
    """Today's memberships, asked of the database once for each user object.

    The list lives on the object, so it lasts one request; a changed office counts from the next.
    """
    if not user.is_authenticated:
        return []
    held: list[Membership] | None = getattr(user, "_held_roles", None)
    if held is None:
        held = list(current_memberships(user).order_by("pk"))
        user._held_roles = held  # type: ignore[union-attr]
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
