"""Entering a paper dossier through the page."""

import pytest
from django.urls import reverse

from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from tests.factories.basic import make_producer, make_product
from tests.web.desk.world import client_of, make_world

pytestmark = pytest.mark.django_db


def test_commune_enters_a_proposed_paper_dossier() -> None:
    world = make_world()
    product = make_product(make_producer(world.places.tan_ho_co), name="Khô sặc")
    client = client_of(world.desk.commune)
    address = reverse("desk:commune:carry_over", args=[product.pk])
    today = f"{clock.today():%d/%m/%Y}"
    typed = {
        "kind": "first",
        "reached": "proposed",
        "submitted_on": today,
        "serial": "14",
        "received_on": today,
        "samples": "5",
    }

    assert "Khô sặc" in client.get(reverse("desk:commune:choose_product")).content.decode()
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {
        "report_number",
        "letter_number",
        "reported_on",
        "signer_title",
    }
    papers = {
        "report_number": "12/BC-UBND",
        "letter_number": "34/UBND-KT",
        "reported_on": today,
        "signer_title": "Chủ tịch",
    }
    response = client.post(address, typed | papers)

    dossier = Dossier.objects.get()
    assert response.url == reverse("desk:commune:dossier", args=[dossier.pk])
    assert dossier.state == DossierState.PROPOSED
    assert dossier.receipts.get().serial == 14
    shown = client.get(response.url).content.decode()
    assert "nhập lại từ sổ giấy" in shown
    assert "Không trả lời" in shown
    assert "Khô sặc" not in client.get(reverse("desk:commune:choose_product")).content.decode()


def test_province_is_offered_later_steps() -> None:
    world = make_world()
    product = make_product(make_producer(world.places.tan_ho_co))

    def steps(user: object, desk: str) -> list[str]:
        address = reverse(f"desk:{desk}:carry_over", args=[product.pk])
        form = client_of(user).get(address).context["form"]
        return [value for value, _ in form.fields["reached"].choices]

    assert steps(world.desk.commune, "commune") == ["at_commune", "proposed"]
    assert steps(world.desk.province, "province") == [
        "at_commune",
        "proposed",
        "at_province",
        "accepted",
    ]
