"""The public list and map: filters, chips, files, and what must not show."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from ocop.producers.models import LegalForm
from ocop.web.public.register.boundaries import rings_of, simplified
from ocop.web.public.register.drawing import Spot, sheet
from tests.catalogue.test_search import star
from tests.factories.basic import Places, make_places, make_producer, make_product
from tests.web.public.test_english import vietnamese_words

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 1)


@pytest.fixture
def places() -> Places:
    made = make_places()
    for unit, (x, y) in {
        made.tan_ho_co: ("105.45", "10.9"),
        made.sa_dec: ("105.76", "10.3"),
        made.cau_ke: ("106.05", "9.87"),
    }.items():
        unit.longitude, unit.latitude = x, y
        unit.save()
    return made


def register(places: Places) -> None:
    for commune, name, stars, day in (
        (places.tan_ho_co, "Khô cá lóc", 4, TODAY),
        (places.sa_dec, "Bột gạo", 3, dt.date(2023, 1, 5)),
        (places.cau_ke, "Dừa sáp", 3, TODAY),
    ):
        producer = make_producer(commune, address="Số 12, ấp 3", phone="0900 111 222")
        star(make_product(producer, name=name), stars, day, commune)


def names(client: Client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    return re.findall(r'<h3><a lang="vi" href="[^"]*">([^<]*)</a>', page)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Bột gạo", "Dừa sáp", "Khô cá lóc"]),
        ("tinh=82", ["Bột gạo", "Khô cá lóc"]),
        ("xa=29905", ["Bột gạo"]),
        ("sao=4", ["Khô cá lóc"]),
        ("tinh-trang=het", ["Bột gạo"]),
        ("con=1", ["Dừa sáp", "Khô cá lóc"]),
        ("tinh-trang=con&ngay=05/01/2026", ["Bột gạo"]),
        ("nam=2023", ["Bột gạo"]),
        ("loai=cooperative", []),
        ("tinh=82&sao=5", []),
        ("tinh=khong&sao=9&bo=0&nam=1&xep=la&trang=zz", ["Bột gạo", "Dừa sáp", "Khô cá lóc"]),
        ("tim=vinh+long", ["Dừa sáp"]),
        ("xep=sao", ["Khô cá lóc", "Dừa sáp", "Bột gạo"]),
    ],
)
def test_each_filter(client: Client, places: Places, query: str, expected: list[str]) -> None:
    register(places)
    assert names(client, f"/san-pham/?{query}") == expected
    assert names(client, f"/?{query}") == expected


def test_a_filter_in_force_can_be_dropped_and_counts_are_scoped(
    client: Client, places: Places
) -> None:
    register(places)
    page = client.get("/san-pham/?tinh=82&sao=4&tim=kho").content.decode()
    assert 'href="/san-pham/?tim=kho&amp;sao=4"' in page
    assert 'href="/san-pham/?tim=kho&amp;tinh=82"' in page
    assert "Tỉnh Đồng Tháp (1)" in page
    assert "Vĩnh Long" not in page
    empty = client.get("/san-pham/?tinh=86&sao=5").content.decode()
    assert "Không tìm thấy sản phẩm nào" in empty
    assert "Tỉnh Vĩnh Long" in empty


def test_a_wrong_day_is_said_at_its_field_and_stays(client: Client, places: Places) -> None:
    register(places)
    page = client.get("/san-pham/?ngay=31/02/2026").content.decode()
    assert "Hãy ghi ngày/tháng/năm" in page
    assert 'value="31/02/2026"' in page
    assert 'aria-describedby="loi-ngay"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_filtered_search_needs_the_same_queries_for_one_and_three(
    client: Client, places: Places, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        producer = make_producer(places.sa_dec, legal_form=LegalForm.COOPERATIVE)
        star(make_product(producer, name=f"Bột gạo {number}"), 3, TODAY, places.sa_dec)
    with django_assert_num_queries(8):
        found = names(client, "/san-pham/?tim=bot+gao&tinh=82&tinh-trang=con")
    assert len(found) == count


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_file_holds_what_is_public_and_no_more(
    client: Client, places: Places, suffix: str
) -> None:
    register(places)
    response = client.get(f"/san-pham/danh-sach.{suffix}?tinh=82")
    assert response.status_code == 200
    if suffix == "csv":
        lines = response.content.decode("utf-8-sig").splitlines()
        assert [line.split(",")[0] for line in lines[1:]] == ["Bột gạo", "Khô cá lóc"]
        assert "ấp 3" not in response.content.decode()
        assert "0900" not in response.content.decode()


def test_the_map_has_each_number_as_a_link_to_its_rows(client: Client, places: Places) -> None:
    register(places)
    page = client.get("/ban-do/").content.decode()
    assert '<circle class="bubble"' in page
    for link, expected in (
        ("/san-pham/?tinh=82&sao=4", ["Khô cá lóc"]),
        ("/san-pham/?tinh=86", ["Dừa sáp"]),
    ):
        assert f'href="{link.replace("&", "&amp;")}"' in page
        assert names(client, link) == expected
    inside = client.get("/ban-do/?tinh=82").content.decode()
    assert 'href="/san-pham/?tinh=82&amp;xa=29905"' in inside
    assert "Cầu Kè" not in inside


def test_areas_replace_bubbles_where_boundaries_are_given(
    client: Client, places: Places, settings: LazySettings, tmp_path: Path
) -> None:
    register(places)
    square = [[105.0, 10.0], [106.0, 10.0], [106.0, 11.0], [105.0, 11.0], [105.0, 10.0]]
    file = tmp_path / "ranh-gioi.geojson"
    features = [
        {"properties": {"ma": "82"}, "geometry": {"type": "Polygon", "coordinates": [square]}},
        {
            "properties": {"ma": "86"},
            "geometry": {"type": "Polygon", "coordinates": [[[1e9, "x"]]]},
        },
        {"properties": None, "geometry": 7},
        "gì đó",
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    settings.OCOP_BOUNDARIES = str(file)
    assert list(rings_of(["82", "86"])) == ["82"]
    page = client.get("/ban-do/").content.decode()
    assert '<path class="area shade-5"' in page
    for content in ("không phải JSON", "[]", '{"features": 5}'):
        file.write_text(content)
        assert rings_of(["82"]) == {}
    settings.OCOP_BOUNDARIES = str(tmp_path / "khong-co")
    assert "bubble" in client.get("/ban-do/").content.decode()


@pytest.mark.parametrize(
    "address", ["/en/san-pham/", "/en/ban-do/", "/en/ban-do/?tinh=82", "/en/san-pham/?ngay=x"]
)
def test_english_pages_have_no_word_of_ours_in_vietnamese(
    client: Client, places: Places, address: str
) -> None:
    register(places)
    data = ("Đồng Tháp", "Vĩnh Long", "Tỉnh", "Tân Hộ Cơ", "Sa Đéc", "Xã", "Phường")
    assert vietnamese_words(client.get(address).content.decode(), *data) == []


def test_the_drawing_stays_on_its_sheet() -> None:
    drawn = sheet([Spot(1, 105.0, 10.0, 100), Spot(2, 106.0, 21.0, 25), Spot(3, 106.0, 12.0, 0)])
    assert [(bubble.key, bubble.radius) for bubble in drawn.bubbles] == [(1, 40), (2, 20), (3, 3)]
    for bubble in drawn.bubbles:
        assert bubble.x - bubble.radius >= 0
        assert bubble.y + bubble.radius <= drawn.height
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)]
    assert simplified(line) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
