"""The province's pages: receive, send back, accept; departments and advisers read."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from tests.factories.basic import make_official
from tests.factories.council_journey import council_with, planned_session
from tests.factories.desk_journey import (
    TEXTS,
    accepted_dossier,
    dossier_at_province,
    proposed_dossier,
    received_dossier,
)
from tests.web.desk.world import World, client_of, make_world, product_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def office(world: World) -> Client:
    return client_of(world.desk.province)


def page(view: str, *args: object) -> str:
    return reverse(f"desk:province:{view}", args=args)


def proposed(world: World, name: str = "Khô cá lóc cửng", leaf: int = 8) -> Dossier:
    product = product_named(world, name, leaf=leaf)
    return proposed_dossier(world.places, world.desk, product=product)


def state_of(dossier: Dossier) -> str:
    return Dossier.objects.get(pk=dossier.pk).state


def test_from_receipt_to_the_council(office: Client, world: World) -> None:
    dossier = proposed(world)
    receipt = {"received_on": f"{clock.today():%d/%m/%Y}", "samples": "5", "serial": "41"}

    assert office.post(page("receive", dossier.pk), receipt).status_code == 302
    shown = office.get(page("dossier", dossier.pk)).content.decode()
    assert f"41/PĐK-82-29929-{clock.today().year}" in shown
    assert TEXTS["local_identity"] in shown
    assert "Xong trong 0 ngày làm việc" in shown

    assert office.post(page("accept", dossier.pk), {"note": "Đủ."}).status_code == 302
    assert state_of(dossier) == DossierState.ACCEPTED
    rows = office.get(f"{page('queue')}?loc=cho-hoi-dong").context["rows"]
    assert [row.dossier.pk for row in rows] == [dossier.pk]


def test_return_goes_to_the_producer(office: Client, world: World) -> None:
    dossier = dossier_at_province(world.places, world.desk)
    typed = {
        "points-TOTAL_FORMS": "1",
        "points-INITIAL_FORMS": "0",
        "points-0-place": "plan",
        "points-0-reason": "Kế hoạch chưa rõ.",
        "due_on": "",
    }

    assert office.post(page("give_back", dossier.pk), typed).status_code == 302

    assert state_of(dossier) == DossierState.RETURNED_BY_PROVINCE
    shown = office.get(page("queue")).content.decode()
    assert "bổ sung 1 chỗ" in shown


def test_a_note_that_is_too_long_stays(office: Client, world: World) -> None:
    dossier = dossier_at_province(world.places, world.desk)

    response = office.post(page("accept", dossier.pk), {"note": "dài " * 600})

    assert response.status_code == 422
    assert "dài dài" in response.content.decode()
    assert state_of(dossier) == DossierState.AT_PROVINCE


def test_one_commune_of_the_province_and_the_round(office: Client, world: World) -> None:
    proposed(world)

    found = office.get(f"{page('queue')}?xa=29929")
    assert [row.dossier.product.name for row in found.context["rows"]] == ["Khô cá lóc cửng"]
    assert "Kịp" not in found.content.decode()
    assert "đợt" in found.content.decode()
    assert office.get(f"{page('queue')}?xa=29905").context["rows"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_questions(
    office: Client, world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        proposed(world, f"Khô {number}")
    office.get(page("queue"))

    with django_assert_num_queries(9):
        office.get(page("queue"))


def test_department_sees_its_sectors_only(world: World) -> None:
    """A07: a department is in charge of some groups of products."""
    food, craft = proposed(world, "Khô cá lóc"), proposed(world, "Chiếu lác", leaf=21)
    user = make_official(Role.DEPARTMENT, world.places.dong_thap, sectors=["IV"])
    department = client_of(user)

    rows = department.get(page("queue")).context["rows"]

    assert [row.dossier.pk for row in rows] == [craft.pk]
    assert department.get(page("dossier", craft.pk)).status_code == 200
    assert department.get(page("dossier", food.pk)).status_code == 404
    assert department.get(page("mau03", food.pk)).status_code == 404
    exported = department.get(page("export", "csv")).content.decode("utf-8-sig")
    assert "Chiếu lác" in exported
    assert "Khô cá lóc" not in exported


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.ADVISORY_TEAM, Role.PROVINCE_LEADER])
def test_readers_cannot_act(world: World, role: Role) -> None:
    dossier = dossier_at_province(world.places, world.desk)
    reader = client_of(make_official(role, world.places.dong_thap))

    shown = reader.get(page("dossier", dossier.pk))

    assert shown.status_code == 200
    assert "Đủ điều kiện</button>" not in shown.content.decode()
    for view in ("accept", "receive", "give_back"):
        assert reader.post(page(view, dossier.pk)).status_code == 403
    assert state_of(dossier) == DossierState.AT_PROVINCE


def test_advisers_do_not_see_what_is_still_at_the_commune(world: World) -> None:
    dossier = received_dossier(
        world.places, world.desk, product=product_named(world, "Khô chưa tới tỉnh")
    )
    adviser = client_of(make_official(Role.ADVISORY_TEAM, world.places.dong_thap))

    assert adviser.get(page("dossier", dossier.pk)).status_code == 404
    listed = adviser.get(f"{page('queue')}?loc=tat-ca")
    assert listed.context["rows"] == []
    assert listed.context["chosen"].total == 0


def test_its_session_stands_on_the_page(office: Client, world: World) -> None:
    dossier = accepted_dossier(
        world.places, world.desk, product=product_named(world, "Khô cá lóc cửng")
    )
    session = planned_session(council_with(world.places), dossier)

    shown = office.get(page("dossier", dossier.pk)).content.decode()

    assert f"Ở Hội đồng: {session.name}" in shown
    assert "Tổ tư vấn chưa ghi báo cáo" in shown
