"""Opening the demo's accounts and offices."""

import datetime as dt
from collections.abc import Mapping

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.accounts.services.offices import Office, grant_membership
from ocop.accounts.services.people import establish_administrator, register_person
from ocop.demo.accounts import ADMINISTRATOR, OFFICES, PASSWORD, PRODUCERS
from ocop.places.models import Unit

OFFICES_FROM = dt.date(2025, 7, 1)
# What the leaders' signatures say.
TITLES = {
    Role.COMMUNE_LEADER: "Chủ tịch",
    Role.PROVINCE_LEADER: "Chủ tịch",
    Role.MINISTER: "Bộ trưởng",
}


def open_accounts() -> Mapping[str, User]:
    """Every account of `demo.accounts` by its key, with its office where it has one."""
    administrator = establish_administrator(
        full_name=ADMINISTRATOR.full_name,
        contact=ADMINISTRATOR.sign_in,
        password=PASSWORD,
        is_sample=True,
    )
    people = {ADMINISTRATOR.key: administrator}
    for login in (*PRODUCERS, *OFFICES):
        person = people[login.key] = register_person(
            full_name=login.full_name, contact=login.sign_in, password=PASSWORD, is_sample=True
        )
        if login.role:
            office = Office(
                role=login.role,
                unit=unit_today(login.unit) if login.unit else None,
                starts_on=OFFICES_FROM,
                title=TITLES.get(login.role, ""),
                organisation=login.organisation,
                sectors=login.sectors,
            )
            grant_membership(by=administrator, to=person, office=office)
    return people


def unit_today(code: str) -> Unit:
    """The unit that has this code now."""
    return Unit.objects.select_related("province_today").get(code=code, valid_to=None)
