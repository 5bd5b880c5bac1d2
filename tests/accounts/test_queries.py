"""An administrator sees the offices of their units, and nobody else sees any."""

import pytest

from ocop.accounts import queries
from ocop.accounts.models import Membership, User
from ocop.accounts.roles import Role
from tests.factories import basic

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


def test_people_by_province(places: basic.Places) -> None:
    here = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    there = basic.make_official(Role.COMMUNE_OFFICER, places.cau_ke)
    national = basic.make_official(Role.MINISTRY_OFFICE, None)
    basic.make_producer(places.tan_ho_co, owner=basic.make_user())
    local = basic.make_official(Role.ADMINISTRATOR, places.dong_thap)
    country = basic.make_official(Role.ADMINISTRATOR, None)

    def seen(reader: User) -> set[User]:
        return set(queries.visible_to(reader))

    assert seen(local) == {here, local}
    assert seen(country) == {here, there, national, local, country}
    assert seen(here) == seen(national) == set()


def test_offices_elsewhere_are_not_shown_with_a_person(places: basic.Places) -> None:
    person = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    Membership.objects.create(
        user=person,
        role=Role.COUNCIL_MEMBER,
        unit=places.vinh_long,
        starts_on=basic.TODAY_UNITS_FROM,
    )
    local = basic.make_official(Role.ADMINISTRATOR, places.dong_thap)

    listed = queries.with_offices(queries.visible_to(local), local).get(pk=person.pk)

    assert [office.unit for office in listed.offices] == [places.tan_ho_co]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("can bo", True),
        ("CÁN BỘ", True),
        ("345 678", True),
        ("0912", True),
        ("12", False),
        ("lãnh đạo", False),
    ],
)
def test_search_by_name_and_number(typed: str, found: bool) -> None:
    basic.make_user("Cán bộ (mẫu)", phone="0912345678")

    assert queries.matching(User.objects.all(), typed).exists() is found
