"""Officials and invitations, scoped to the administrator who reads them."""

from django.db.models import Prefetch, Q, QuerySet

from ocop.accounts.models import Invitation, Membership, User
from ocop.accounts.policy import Visitor, has_national_role, in_force, units_with_role
from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.kernel.text import folded
from ocop.places.models import Unit
from ocop.places.queries import provinces_today

_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


def memberships_visible_to(user: Visitor) -> QuerySet[Membership]:
    """The offices an administrator manages: the province's and its communes', or the country's."""
    return Membership.objects.filter(_administered(user))


def visible_to(user: Visitor) -> QuerySet[User]:
    """The people who hold, or held, an office the administrator manages.

    Producers' people are not listed: they belong to their producer.
    """
    offices = memberships_visible_to(user).values("user_id")
    return User.objects.filter(pk__in=offices).order_by("full_name", "pk")


def invitations_visible_to(user: Visitor) -> QuerySet[Invitation]:
    """The invitations to offices the administrator manages."""
    return Invitation.objects.filter(_administered(user)).select_related("unit", "invited_by")


def open_invitations(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Those that can still be accepted."""
    return invitations.filter(closed_at=None, expires_at__gt=clock.now())


def with_offices(people: QuerySet[User], reader: Visitor) -> QuerySet[User]:
    """The same people with `.offices`: only the offices the reader manages, newest first."""
    offices = memberships_visible_to(reader).select_related("unit", "delegated_by__user")
    return people.prefetch_related(
        Prefetch("memberships", offices.order_by("-starts_on", "-pk"), to_attr="offices")
    )


def matching(people: QuerySet[User], typed: str) -> QuerySet[User]:
    """Those whose name, phone or e-mail contains what was typed, with or without marks."""
    wanted = folded(typed)
    found = Q(folded_name__contains=wanted) | Q(email__contains=wanted)
    digits = "".join(c for c in typed if c.isdigit()).lstrip("0")
    if len(digits) >= 3:
        found |= Q(phone__contains=digits)
    return people.filter(found)


def _administered(user: Visitor) -> Q:
    if has_national_role(user, _ADMINISTRATOR):
        return Q(pk__isnull=False)
    return Q(unit__province_today__in=units_with_role(user, _ADMINISTRATOR))


def administered_provinces(user: Visitor) -> QuerySet[Unit]:
    """The provinces of today where the person manages offices."""
    if has_national_role(user, _ADMINISTRATOR):
        return provinces_today()
    return provinces_today().filter(pk__in=units_with_role(user, _ADMINISTRATOR))


def officials_of(*roles: Role, unit_id: int | None = None) -> QuerySet[User]:
    """The active people who hold one of the roles today at this unit; None: at the ministry."""
    offices = in_force(Membership.objects.filter(Q(unit=unit_id), role__in=roles))
    return User.objects.filter(is_active=True, pk__in=offices.values("user_id")).order_by("pk")
