"""What the reminders of certificates and of papers share: whom to tell, and what was told."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from ocop.accounts.models import Membership
from ocop.accounts.policy import in_force
from ocop.accounts.roles import Role
from ocop.notices.models import Occasion
from ocop.producers.models import ProducerPerson


def unnoted(keys: Collection[str]) -> list[str]:
    """Those of the keys of which nobody was told yet, in their order."""
    told = set(Occasion.objects.filter(key__in=keys).values_list("key", flat=True))
    return [key for key in keys if key not in told]


def people_by_producer(producers: Collection[int], on: dt.date) -> dict[int, list[int]]:
    """The ids of the active people of each producer on a day, in one query."""
    parts = ProducerPerson.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        producer__in=producers,
        starts_on__lte=on,
        user__is_active=True,
    )
    people: dict[int, list[int]] = {}
    for producer, person in parts.order_by("pk").values_list("producer_id", "user_id"):
        people.setdefault(producer, []).append(person)
    return people


def officials_by_unit(
    roles: Collection[Role], units: Collection[int | None], on: dt.date
) -> dict[int | None, list[int]]:
    """The ids of the active holders of the roles at each unit on a day; None is the ministry."""
    where = Q(unit__in=[unit for unit in units if unit is not None])
    if None in units:
        where |= Q(unit=None)
    offices = in_force(Membership.objects.filter(where, role__in=roles), on)
    people: dict[int | None, list[int]] = {}
    rows = offices.filter(user__is_active=True).order_by("pk").values_list("unit_id", "user_id")
    for unit, person in rows:
        people.setdefault(unit, []).append(person)
    return people
