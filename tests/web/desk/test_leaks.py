"""Nobody else reads a dossier: on page, search, count, sort, export and start page."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from tests.factories.basic import make_official, make_user
from tests.factories.desk_journey import dossier_at_province
from tests.web.desk.world import (
    World,
    client_of,
    make_world,
    product_named,
    submitted_named,
)

pytestmark = pytest.mark.django_db
SECRET = "Khô cá bí mật"
QUERIES = ("", "?tim=bi+mat", "?loc=tat-ca", "?loc=tat-ca&xep=ten", "?loc=tat-ca&xep=-han&trang=1")
STATE_PAGES = {
    "commune": ("dossier", "receive", "give_back", "assess", "propose", "mau03"),
    "province": ("dossier", "receive", "give_back", "mau03"),
}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def dossier(world: World) -> Dossier:
    """At the province with everything a page could show."""
    return dossier_at_province(world.places, world.desk, product=product_named(world, SECRET))


def assert_nothing_of(client: Client, desk: str, dossier: Dossier, *, refused: int) -> None:
    for query in QUERIES:
        response = client.get(reverse(f"desk:{desk}:queue") + query)
        assert SECRET not in response.content.decode()
        if response.context and "chosen" in response.context:
            assert [chip.count for chip in response.context["chosen"].chips] == [0]
    for suffix in ("csv", "xlsx"):
        response = client.get(reverse(f"desk:{desk}:export", args=[suffix]) + "?loc=tat-ca")
        if suffix == "csv":
            assert SECRET not in response.content.decode("utf-8-sig")
        elif response.status_code == 200:
            assert (
                len(load_workbook(BytesIO(response.content)).get_sheet_by_index(0).to_python()) == 1
            )
    for view in STATE_PAGES[desk]:
        address = reverse(f"desk:{desk}:{view}", args=[dossier.pk])
        assert client.get(address).status_code == refused
    home = client.get(reverse("desk:home")).content.decode()
    assert "1 hồ sơ" not in home


def test_another_commune_sees_nothing(world: World, dossier: Dossier) -> None:
    assert_nothing_of(client_of(world.other_commune), "commune", dossier, refused=404)


def test_another_province_sees_nothing(world: World, dossier: Dossier) -> None:
    assert_nothing_of(client_of(world.other_province), "province", dossier, refused=404)


@pytest.mark.parametrize("desk", ["commune", "province"])
def test_a_producer_has_no_desk(world: World, dossier: Dossier, desk: str) -> None:
    owner = dossier.product.producer.people.get(part="owner").user

    assert_nothing_of(client_of(owner), desk, dossier, refused=403)
    assert_nothing_of(client_of(make_user()), desk, dossier, refused=403)


@pytest.mark.parametrize("desk", ["commune", "province"])
def test_an_anonymous_visitor_is_asked_to_sign_in(
    world: World, dossier: Dossier, desk: str
) -> None:
    assert_nothing_of(client_of(None), desk, dossier, refused=302)


@pytest.mark.parametrize("desk", ["commune", "province"])
def test_an_administrator_reads_no_dossier(world: World, dossier: Dossier, desk: str) -> None:
    administrator = make_official(Role.ADMINISTRATOR, None)

    assert_nothing_of(client_of(administrator), desk, dossier, refused=403)


def test_a_former_officer_sees_nothing(world: World, dossier: Dossier) -> None:
    world.desk.commune.memberships.update(ends_on="2026-01-01")

    assert_nothing_of(client_of(world.desk.commune), "commune", dossier, refused=403)


def test_strangers_cannot_act_by_post(world: World) -> None:
    dossier = submitted_named(world, SECRET)
    stranger = client_of(world.other_commune)

    for view in ("receive", "give_back", "assess", "propose"):
        assert stranger.post(reverse(f"desk:commune:{view}", args=[dossier.pk])).status_code == 404
    assert not dossier.receipts.exists()


def test_paper_entry_offers_only_products_of_the_place(world: World) -> None:
    product = product_named(world, SECRET)
    stranger = client_of(world.other_commune)

    listed = stranger.get(reverse("desk:commune:choose_product"))
    assert SECRET not in listed.content.decode()
    assert stranger.get(reverse("desk:commune:carry_over", args=[product.pk])).status_code == 404
