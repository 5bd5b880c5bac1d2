"""The desk's figures: whose place, each number with its rows, files, a fixed number of questions."""

import datetime as dt
import html
import re
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from ocop.accounts.roles import Role
from ocop.producers.models import LegalForm
from tests.factories.basic import Places, make_official, make_places, make_producer, make_product
from tests.factories.published import published_stars, random_register
from tests.web.desk.world import client_of

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/thong-ke/"
PAGES = ("", "chu-the/", "ket-qua-nam/", "danh-gia-lai/", "dien-bien/")
LINK = re.compile(r'href="(/ban-lam-viec/thong-ke/danh-sach/\?[^"]*)">([\d.]+)</a>')


@pytest.fixture
def places() -> Places:
    return make_places()


def office(places: Places) -> Client:
    return client_of(make_official(Role.PROVINCE_OFFICE, places.dong_thap))


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def one_star(places: Places, name: str, *, at: str = "tan_ho_co", star: int = 3) -> None:
    producer = make_producer(getattr(places, at), name=f"Cơ sở {name}")
    product = make_product(producer, name=name)
    published_stars([(product, star, dt.date(2025, 3, 1), "first")], places.dong_thap)


def test_every_number_opens_as_many_rows(places: Places) -> None:
    random_register(places, 5, products=25)
    client = office(places)
    seen = 0
    for page in PAGES:
        for query in ("", "?don-vi=khi-do"):
            for address, number in LINK.findall(body(client, f"{HOME}{page}{query}")):
                rows = body(client, html.unescape(address))
                assert f": {number} dòng" in rows, address
                seen += 1
    assert seen > 60


def test_the_rows_as_a_file_are_as_many(places: Places) -> None:
    for name in ("Khô một", "Khô hai", "Khô ba"):
        one_star(places, name)
    query = "?bang=hang-sao&dong=3&cot=con"
    content = office(places).get(f"{HOME}danh-sach/tep.xlsx{query}").content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Sản phẩm", "Khô ba", "Khô hai", "Khô một"]


def test_a_table_as_a_file_says_what_it_counts(places: Places) -> None:
    one_star(places, "Khô một")
    one_star(places, "Khô hai", star=4)
    content = office(places).get(f"{HOME}bang.xlsx?bang=hang-sao").content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][:3] == ["4 sao", 1, 1]
    assert rows[3][0] == "Cộng"
    assert rows[3][-1] == "100,00"
    assert str(rows[5][0]).startswith("Đếm sản phẩm.")


@pytest.mark.parametrize("page", [*PAGES, "danh-sach/?bang=hang-sao&cot=luy-ke"])
def test_each_office_counts_its_own_place(places: Places, page: str) -> None:
    one_star(places, "Khô của tỉnh này")
    one_star(places, "Khô của xã kia", at="sa_dec")
    one_star(places, "Chè của tỉnh khác", at="cau_ke")
    for role, unit, expected in (
        (Role.PROVINCE_OFFICE, places.dong_thap, 2),
        (Role.PROVINCE_LEADER, places.vinh_long, 1),
        (Role.COMMUNE_OFFICER, places.tan_ho_co, 1),
        (Role.MINISTRY_OFFICE, None, 3),
        (Role.MINISTER, None, 3),
        (Role.AUDITOR, None, 3),
        (Role.AUDITOR, places.vinh_long, 1),
    ):
        client = client_of(make_official(role, unit))
        body(client, HOME + page)
        rows = body(client, f"{HOME}danh-sach/?bang=hang-sao&cot=luy-ke")
        assert f": {expected} dòng" in rows
        shown = [
            name
            for name in ("Khô của tỉnh này", "Khô của xã kia", "Chè của tỉnh khác")
            if name in rows
        ]
        assert len(shown) == expected


@pytest.mark.parametrize("page", [*PAGES, "danh-sach/?bang=hang-sao&cot=luy-ke&"])
def test_another_place_is_not_there(places: Places, page: str) -> None:
    one_star(places, "Chè của tỉnh khác", at="cau_ke")
    join = "" if "?" in page else "?"
    for role, unit, asked in (
        (Role.PROVINCE_OFFICE, places.dong_thap, "tinh=86"),
        (Role.PROVINCE_OFFICE, places.dong_thap, "xa=29308"),
        (Role.COMMUNE_OFFICER, places.tan_ho_co, "tinh=82"),
        (Role.COMMUNE_OFFICER, places.tan_ho_co, "xa=29905"),
    ):
        client = client_of(make_official(role, unit))
        assert client.get(f"{HOME}{page}{join}{asked}").status_code == 404


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.COUNCIL_MEMBER, Role.DEPARTMENT])
def test_other_offices_have_no_figures(places: Places, role: Role) -> None:
    client = client_of(make_official(role, places.dong_thap))
    assert client.get(HOME).status_code == 403
    assert client_of(None).get(HOME).status_code == 302


@pytest.mark.parametrize(
    "query",
    ["?bang=khong-co&cot=con", "?bang=hang-sao&dong=9&cot=con", "?bang=hang-sao&cot=la", ""],
)
def test_a_number_that_does_not_exist(places: Places, query: str) -> None:
    one_star(places, "Khô một")
    assert office(places).get(f"{HOME}danh-sach/{query}").status_code == 404


def test_a_day_that_is_none_stays_with_its_message(places: Places) -> None:
    page = body(office(places), f"{HOME}?ngay=31/02/2026")
    assert "Hãy ghi ngày/tháng/năm" in page
    assert 'value="31/02/2026"' in page
    assert "Hãy chọn ngày từ" in body(office(places), f"{HOME}?ngay=01/01/2999")


def test_nothing_recognised_yet(places: Places) -> None:
    assert "Chưa có gì để đếm" in body(office(places), HOME)


def test_a_province_counts_its_producers(places: Places) -> None:
    for form, sex in ((LegalForm.COOPERATIVE, "female"), (LegalForm.FAMILY, "")):
        producer = make_producer(places.tan_ho_co, legal_form=form, representative_sex=sex)
        for _ in range(2):
            product = make_product(producer)
            published_stars([(product, 3, dt.date(2025, 3, 1), "")], places.dong_thap)
    page = body(office(places), f"{HOME}chu-the/")
    words = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    assert "Lũy kế 4 2 2,00" in words
    assert "Nữ 1 100,00% 1 trên 1 1" in words
    assert "Chưa ghi giới tính 1 không tính 1" in words


# Who asks, which places there are, then the page's own; the number of rows plays no part.
QUESTIONS = {"": 16, "chu-the/": 10, "ket-qua-nam/": 8, "danh-gia-lai/": 10, "dien-bien/": 11}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("products", [1, 3])
def test_a_page_asks_a_fixed_number_of_questions(
    places: Places, page: str, products: int, django_assert_num_queries: object
) -> None:
    for number in range(products):
        one_star(places, f"Khô {number}")
    client = office(places)
    with django_assert_num_queries(QUESTIONS[page]):  # type: ignore[operator]
        body(client, HOME + page)


@pytest.mark.parametrize("products", [1, 3])
def test_the_rows_ask_a_fixed_number_of_questions(
    places: Places, products: int, django_assert_num_queries: object
) -> None:
    for number in range(products):
        one_star(places, f"Khô {number}")
    client = office(places)
    with django_assert_num_queries(11):  # type: ignore[operator]
        body(client, f"{HOME}danh-sach/?bang=hang-sao&dong=3&cot=con")
