"""`/so-lieu/`: totals everyone may read, each leading to a list of as many; nothing of few people."""

import datetime as dt
import html
import re

import pytest
from django.test import Client

from tests.factories.basic import Places, make_places, make_producer, make_product
from tests.factories.published import published_stars, random_register

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/san-pham/\?[^"]*)">([\d.]+)</a>')


@pytest.fixture
def places() -> Places:
    return make_places()


def body(address: str = "/so-lieu/") -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def led_by(places: Places, women: int, men: int, unknown: int = 0) -> None:
    for sex in ["female"] * women + ["male"] * men + [""] * unknown:
        product = make_product(make_producer(places.tan_ho_co, representative_sex=sex))
        published_stars([(product, 3, dt.date(2025, 3, 1), "")], places.dong_thap)


@pytest.mark.parametrize("query", ["", "?ngay=2023-12-31"])
def test_every_number_leads_to_as_many_products(places: Places, query: str) -> None:
    random_register(places, 3, products=30)
    links = LINK.findall(body(f"/so-lieu/{query}"))
    assert len(links) > 8
    for address, number in links:
        found = re.search(r'<h2 id="kq">([\d.]+)', body(html.unescape(address)))
        assert found and found[1] == number, address


def test_women_are_told_from_five_on(places: Places) -> None:
    led_by(places, women=5, men=6, unknown=2)
    words = " ".join(body().split())
    assert "Người đại diện là nữ: 5 trên 11 chủ thể đã ghi giới tính (45,45%)." in words
    assert "Người đại diện là nữ" not in body("/so-lieu/?ngay=2025-12-31")


@pytest.mark.parametrize(("women", "men"), [(4, 9), (9, 4), (0, 9)])
def test_small_sums_of_people_are_not_published(places: Places, women: int, men: int) -> None:
    led_by(places, women=women, men=men)
    assert "Người đại diện là nữ" not in body()


def test_in_english(places: Places) -> None:
    led_by(places, women=5, men=5)
    page = body("/en/so-lieu/")
    assert "OCOP in figures" in page
    assert "Led by a woman: 5 of 10 producers" in page
    assert "Household or farm" in page


def test_a_new_star_is_counted_at_once(places: Places) -> None:
    led_by(places, women=0, men=1)
    assert '<p class="tile-number">1</p>' in body()
    led_by(places, women=0, men=1)
    assert '<p class="tile-number">2</p>' in body()


@pytest.mark.parametrize("products", [1, 3])
def test_the_page_asks_a_fixed_number_of_questions(
    places: Places, products: int, django_assert_num_queries: object
) -> None:
    led_by(places, women=0, men=products)
    with django_assert_num_queries(13):  # type: ignore[operator]
        body()
    # Kept until the register changes.
    with django_assert_num_queries(2):  # type: ignore[operator]
        body()


def test_nothing_recognised_yet(places: Places) -> None:
    assert "Chưa có sản phẩm nào được công nhận" in body()
