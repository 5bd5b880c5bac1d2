"""The pages about administrative units: divided communes, changes with a preview."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.mergers.services import enter_reform
from ocop.places.models import Unit, UnitReform
from ocop.places.reforms import ReformRow
from tests.factories import basic

pytestmark = pytest.mark.django_db
TABLE = "29929,29929,giữ nguyên,,Phường"


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def divide(places: basic.Places) -> Unit:
    enter_reform(
        rows=[
            ReformRow("29929", "29931", "divided", "Tân Hồng", "Xã"),
            ReformRow("29929", "29932", "divided", "Tân Hưng", "Xã"),
        ],
        legal_basis="Nghị quyết thử",
        effective_on=clock.today(),
        by=basic.make_official(Role.ADMINISTRATOR, None),
    )
    return Unit.objects.get(pk=places.tan_ho_co.pk)


def test_an_office_places_records_of_a_divided_commune(places: basic.Places) -> None:
    producer = basic.make_producer(places.tan_ho_co)
    product = basic.make_product(producer)
    old = divide(places)
    client = signed_in(basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap))
    assert "Xã Tân Hộ Cơ" in client.get(reverse("desk:units:list")).content.decode()
    address = reverse("desk:units:commune", args=[old.pk])
    refused = client.post(address, {"products": [product.pk]})
    assert "Hãy chọn một xã, phường hiện nay." in refused.content.decode()
    assert "checked" in refused.content.decode()
    new = Unit.objects.get(code="29932")
    done = client.post(
        address, {"producers": [producer.pk], "products": [product.pk], "new": new.pk}
    )
    assert done.status_code == 302
    product.refresh_from_db()
    assert product.current_commune == new
    assert "Không có gì chờ xếp" in client.get(reverse("desk:units:list")).content.decode()


def test_another_province_does_not_see_it(places: basic.Places) -> None:
    basic.make_producer(places.tan_ho_co)
    old = divide(places)
    client = signed_in(basic.make_official(Role.PROVINCE_OFFICE, places.vinh_long))
    assert (
        "Tân Hộ Cơ" not in client.get(reverse("desk:units:list") + "?loc=tat-ca").content.decode()
    )
    assert client.get(reverse("desk:units:commune", args=[old.pk])).status_code == 404
    whole = reverse("desk:units:whole", args=[old.pk, Unit.objects.get(code="29931").pk])
    assert client.post(whole).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(
    places: basic.Places, count: int, django_assert_num_queries: Any
) -> None:
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    for number in range(count):
        unit = basic.make_unit(f"3000{number}", "Xã", f"Cũ {number}", places.dong_thap)
        basic.make_producer(unit, current_commune=None)
        Unit.objects.filter(pk=unit.pk).update(today=None, valid_to=clock.today())
    client = signed_in(office)
    with django_assert_num_queries(8):
        page = client.get(reverse("desk:units:list"))
    assert page.content.decode().count("Xã Cũ") == count


def test_a_change_is_previewed_before_it_is_written(places: basic.Places) -> None:
    basic.make_product(basic.make_producer(places.tan_ho_co))
    client = signed_in(basic.make_official(Role.ADMINISTRATOR, None))
    typed = {
        "legal_basis": "Nghị quyết thử",
        "effective_on": f"{clock.today():%d/%m/%Y}",
        "table": TABLE,
    }
    preview = client.post(reverse("desk:units:enter"), typed).content.decode()
    assert UnitReform.objects.count() == 0
    assert "<dt>sản phẩm</dt><dd>1</dd>" in preview and "Phường Tân Hộ Cơ" in preview
    assert client.post(reverse("desk:units:enter"), typed | {"go": "confirm"}).status_code == 302
    assert Unit.objects.get(code="29929", valid_to=None).kind == "Phường"


def test_what_does_not_fit_stays_on_the_form(places: basic.Places) -> None:
    client = signed_in(basic.make_official(Role.ADMINISTRATOR, None))
    typed = {"legal_basis": "Nghị quyết", "effective_on": "31/02/2027", "table": "11111,11111,đổi"}
    page = client.post(reverse("desk:units:enter"), typed).content.decode()
    assert "11111,11111,đổi" in page and UnitReform.objects.count() == 0
    typed["effective_on"] = "01/12/2026"
    page = client.post(reverse("desk:units:enter"), typed).content.decode()
    assert "Dòng 1: Không có đơn vị nào mang mã 11111 đang có hiệu lực." in page


def test_a_provinces_administrator_only_reads_changes(places: basic.Places) -> None:
    client = signed_in(basic.make_official(Role.ADMINISTRATOR, places.dong_thap))
    assert client.get(reverse("desk:units:reforms")).status_code == 200
    answer = client.post(
        reverse("desk:units:enter"),
        {"legal_basis": "x", "effective_on": "01/12/2026", "table": TABLE, "go": "confirm"},
    )
    assert (answer.status_code, UnitReform.objects.count()) == (302, 0)
