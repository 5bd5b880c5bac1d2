"""Whose figures a person may read: the ministry all, a province its own, a commune its own."""

from django.db.models import Q, QuerySet

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.places.models import Level, Unit

NATIONAL = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER, Role.AUDITOR})
PROVINCIAL = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR})
READERS = NATIONAL | PROVINCIAL | COMMUNE_ROLES


def reads_the_country(user: Visitor) -> bool:
    """Whether the figures of the whole country are open to the person."""
    return has_national_role(user, NATIONAL)


def places_visible_to(user: Visitor) -> QuerySet[Unit]:
    """The provinces and communes of today whose figures the person may read, provinces first."""
    today = Unit.objects.filter(level__in=[Level.PROVINCE, Level.COMMUNE], valid_to=None)
    today = today.order_by("-level", "code")
    if reads_the_country(user):
        return today
    return today.filter(
        Q(province_today__in=units_with_role(user, PROVINCIAL))
        | Q(pk__in=units_with_role(user, COMMUNE_ROLES))
    )
