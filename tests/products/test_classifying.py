"""Key sectors and traits: who may say what, and that the public list follows."""

import datetime as dt

import pytest
from django.test import Client

from ocop.accounts.roles import Role
from ocop.catalogue.models import ListedProduct
from ocop.kernel.errors import RefusedError
from ocop.products.classifying import change_key_sector, classify_product, open_key_sector
from ocop.products.models import KeySector
from tests.catalogue.test_search import star
from tests.factories.basic import (
    Places,
    make_official,
    make_places,
    make_producer,
    make_product,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> Places:
    return make_places()


def test_an_office_keeps_the_list_of_its_own_province(places: Places) -> None:
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    xoai = open_key_sector(province=places.dong_thap, name=" Xoài ", by=office)
    assert xoai.name == "Xoài"
    with pytest.raises(RefusedError, match="Đã có"):
        open_key_sector(province=places.dong_thap, name="XOAI", by=office)
    with pytest.raises(RefusedError, match="Chỉ cơ quan OCOP"):
        open_key_sector(province=places.vinh_long, name="Dừa", by=office)
    change_key_sector(sector=xoai, name="Xoài", basis="KH 432", is_closed=True, by=office)
    assert KeySector.objects.get().is_closed


def test_producer_and_office_classify_and_the_list_follows(places: Places) -> None:
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    owner, stranger = make_user(phone="0900000001"), make_user(phone="0900000002")
    product = make_product(make_producer(places.sa_dec, owner=owner))
    star(product, 4, dt.date(2026, 5, 30), places.sa_dec)
    bot = open_key_sector(province=places.dong_thap, name="Bột gạo", by=office)
    classify_product(
        product=product, key_sector=bot, craft_village="Làng bột", traits=["export"], by=owner
    )
    listed = ListedProduct.objects.get()
    assert (listed.key_sector, listed.is_craft_village, listed.is_export) == (bot, True, True)
    classify_product(product=product, key_sector=None, craft_village="", traits=["gift"], by=office)
    listed.refresh_from_db()
    assert (listed.key_sector, listed.is_craft_village, listed.is_export) == (None, False, False)
    assert [trait.kind for trait in product.traits.all()] == ["gift"]
    with pytest.raises(RefusedError):
        classify_product(product=product, key_sector=bot, craft_village="", traits=[], by=stranger)
    other = make_official(Role.PROVINCE_OFFICE, places.vinh_long)
    with pytest.raises(RefusedError):
        classify_product(product=product, key_sector=bot, craft_village="", traits=[], by=other)
    dua = open_key_sector(province=places.vinh_long, name="Dừa", by=other)
    with pytest.raises(RefusedError, match="ngành hàng của tỉnh"):
        classify_product(product=product, key_sector=dua, craft_village="", traits=[], by=owner)


def test_the_desk_page_shows_and_takes_only_the_own_province(
    client: Client, places: Places
) -> None:
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    other = make_official(Role.PROVINCE_OFFICE, places.vinh_long)
    theirs = open_key_sector(province=places.vinh_long, name="Dừa sáp", by=other)
    product = make_product(make_producer(places.sa_dec), name="Bột gạo lọc")
    client.force_login(office)
    assert client.get(f"/ban-lam-viec/nganh-hang/{theirs.pk}/").status_code == 404
    answer = client.post("/ban-lam-viec/nganh-hang/", {"name": "Bột", "basis": ""})
    assert answer.status_code == 302
    page = client.get("/ban-lam-viec/nganh-hang/?tim=bot+gao").content.decode()
    assert "Bột gạo lọc" in page
    assert "Dừa sáp" not in page
    mine = KeySector.objects.get(name="Bột")
    address = f"/ban-lam-viec/nganh-hang/san-pham/{product.pk}/"
    assert client.post(address, {"key_sector": theirs.pk}).status_code == 200
    assert client.post(address, {"key_sector": mine.pk, "traits": ["gift"]}).status_code == 302
    product.refresh_from_db()
    assert product.key_sector == mine
