"""Reading officials' data with a token: the rows of its office, no others."""

import datetime as dt

import pytest
from django.test import Client

from ocop.accounts.models import ApiToken, Membership, User
from ocop.accounts.roles import Role
from ocop.accounts.services.tokens import make_token
from ocop.kernel import clock
from ocop.web.api import limits
from tests.factories.basic import Places, make_official, make_places, make_producer
from tests.factories.results import add_result, make_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> Places:
    limits.forget()
    return make_places()


def read(client: Client, user: User, name: str, *scopes: str, office: Membership | None = None):
    _, secret = make_token(
        by=user,
        office=office or user.memberships.get(),
        name="Thử",
        scopes=scopes or [name],
        expires_on=clock.today() + dt.timedelta(days=9),
    )
    return client.get(f"/api/v1/desk/{name}", headers={"authorization": f"Bearer {secret}"})


def test_a_commune_reads_its_own_producers_only(client: Client, places: Places) -> None:
    own = make_producer(places.tan_ho_co, phone="0900000001")
    make_producer(places.sa_dec)
    make_producer(places.cau_ke)
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)

    answer = read(client, officer, "producers")

    assert [item["id"] for item in answer.json()["items"]] == [own.pk]
    assert answer["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer
    assert ApiToken.objects.get().last_used_on == clock.today()


def test_two_offices_do_not_add_up_in_one_token(client: Client, places: Places) -> None:
    make_producer(places.cau_ke)
    own = make_producer(places.tan_ho_co)
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    small = officer.memberships.get()
    Membership.objects.create(
        user=officer,
        role=Role.PROVINCE_OFFICE,
        unit=places.vinh_long,
        starts_on=dt.date(2025, 7, 1),
    )

    answer = read(client, officer, "producers", office=small)

    assert [item["id"] for item in answer.json()["items"]] == [own.pk]


def test_a_scope_opens_nothing_else(client: Client, places: Places) -> None:
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)

    answer = read(client, officer, "producers", "dossiers")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_a_session_is_no_token(client: Client, places: Places) -> None:
    client.force_login(make_official(Role.PROVINCE_OFFICE, places.dong_thap))

    assert client.get("/api/v1/desk/dossiers").status_code == 401


def test_a_token_is_no_session(client: Client, places: Places) -> None:
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    _, secret = make_token(
        by=officer,
        office=officer.memberships.get(),
        name="Thử",
        scopes=["dossiers"],
        expires_on=clock.today(),
    )

    answer = client.get("/tai-khoan/", headers={"authorization": f"Bearer {secret}"})

    assert answer.status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same(
    client: Client, places: Places, django_assert_num_queries: object, count: int
) -> None:
    for _ in range(count):
        add_result(make_dossier(places.tan_ho_co), total="72.00", band_star=4, star=4)
    auditor = make_official(Role.AUDITOR, None)
    assert read(client, auditor, "dossiers").status_code == 200
    _, secret = make_token(
        by=auditor,
        office=auditor.memberships.get(),
        name="Thử",
        scopes=["dossiers", "withdrawals"],
        expires_on=clock.today(),
    )

    with django_assert_num_queries(4):  # type: ignore[operator]
        answer = client.get("/api/v1/desk/dossiers", headers={"authorization": f"Bearer {secret}"})

    assert len(answer.json()["items"]) == count
