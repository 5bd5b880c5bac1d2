"""What a stranger reads after a QR, and in the register."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from ocop.accounts.roles import Role
from ocop.law.readings import LawSettings
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import Award, recognise_by_province
from ocop.register.models import Certificate, CertificateFact, Recognition
from tests.factories.basic import (
    Places,
    make_official,
    make_places,
    make_producer,
    make_product,
)
from tests.factories.results import add_result, make_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> Places:
    return make_places()


def certify(places: Places, count: int = 1) -> list[Certificate]:
    leader = make_official(Role.PROVINCE_LEADER, places.dong_thap)
    dossiers = [make_dossier(places.tan_ho_co) for _ in range(count)]
    for dossier in dossiers:
        add_result(dossier, total="77.00", band_star=4, star=4)
    return recognise_by_province(
        awards=[Award(dossier, f"{dossier.pk}/GCN") for dossier in dossiers],
        paper=DecisionPaper(number="321/QĐ-UBND", signed_on=dt.date(2026, 11, 12)),
        by=leader,
    )


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_first_line_says_valid_until_when_and_by_which_decision(
    client: Client, places: Places
) -> None:
    (certificate,) = certify(places)
    page = text_of(client, f"/c/{certificate.short_code}")
    verdict = page.split("</article>")[0]
    assert "<strong>Còn hiệu lực</strong> <span>đến hết ngày 12/11/2029</span>" in verdict
    assert "4 sao" in verdict
    assert "Quyết định số 321/QĐ-UBND ngày 12/11/2026 của Ủy ban nhân dân tỉnh Đồng Tháp" in verdict
    assert "Xã Tân Hộ Cơ, tỉnh Đồng Tháp" in verdict


def test_a_withdrawn_certificate_shows_no_star_today(client: Client, places: Places) -> None:
    (certificate,) = certify(places)
    CertificateFact.objects.create(
        certificate=certificate, kind="withdrawn", on=dt.date(2026, 11, 20), ground="d"
    )
    verdict = text_of(client, f"/c/{certificate.short_code}").split("</article>")[0]
    assert "<strong>Đã bị thu hồi</strong>" in verdict
    assert "dùng sai nhãn hiệu OCOP (Điều 8 QĐ 26/2026/QĐ-TTg)" in verdict
    assert "rank-hero" not in verdict


def test_a_typed_code_finds_its_page(client: Client, places: Places) -> None:
    (certificate,) = certify(places)
    typed = certificate.short_code.lower()
    assert client.get(f"/c/{typed}").headers["Location"] == f"/c/{certificate.short_code}"
    assert client.get("/", {"tim": typed}).headers["Location"] == f"/c/{certificate.short_code}"


def test_an_unknown_code_is_not_an_error_page(client: Client, places: Places) -> None:
    response = client.get("/c/ZZZZZZZ")
    assert response.status_code == 404
    assert "Không có giấy chứng nhận nào mang mã này" in response.content.decode()


def test_the_certificate_pdf_is_the_same_each_time(client: Client, places: Places) -> None:
    (certificate,) = certify(places)
    address = f"/c/{certificate.short_code}/giay-chung-nhan.pdf"
    first, second = client.get(address), client.get(address)
    assert first.content[:5] == b"%PDF-"
    assert first.content == second.content


def test_the_answer_needs_three_queries(
    client: Client, places: Places, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    (certificate,) = certify(places)
    with django_assert_num_queries(3):
        text_of(client, f"/c/{certificate.short_code}")


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_needs_the_same_queries_for_one_and_three(
    client: Client, places: Places, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    certify(places, count)
    with django_assert_num_queries(8):
        page = text_of(client, "/")
    assert page.count("/c/") == count


def test_search_needs_no_marks_and_knows_the_commune(client: Client, places: Places) -> None:
    (certificate,) = certify(places)
    name = certificate.recognition.product.name
    assert name in text_of(client, "/?tim=KHO+ca+loc+tan+ho+co")
    assert name not in text_of(client, "/?tim=mat+ong")


def test_unrecognised_products_are_not_public(client: Client, places: Places) -> None:
    hidden = make_product(make_producer(places.tan_ho_co), name="Mắm bí mật")
    dossier = make_dossier(places.tan_ho_co, product=hidden)
    add_result(dossier, total="45.00", band_star=2, star=2)
    assert "Mắm bí mật" not in text_of(client, "/?tim=mam")
    assert client.get(f"/san-pham/{hidden.pk}/").status_code == 404


def test_a_recorded_star_without_decision_reads_insufficient(
    client: Client, places: Places
) -> None:
    product = make_product(make_producer(places.cau_ke), name="Cam sành")
    Recognition.objects.create(
        product=product, star=3, commune=places.cau_ke, source=Recognition.Source.RECORDED
    )
    assert "Chưa đủ dữ liệu" in text_of(client, f"/san-pham/{product.pk}/")
    assert "Cam sành" not in text_of(client, "/?con=1")


def test_the_law_pages_show_corrections_and_readings(client: Client, places: Places) -> None:
    overview = text_of(client, "/luat/")
    assert overview.count("/luat/qd26-2026/") == 26
    assert "Căn cứ:" in overview
    assert "bản chép ghi 13" in text_of(client, "/luat/qd26-2026/4/")
    assert client.get("/luat/qd26-2026/27/").status_code == 404


def test_the_law_page_marks_a_reading_that_differs_from_the_default(
    client: Client, places: Places, settings: LazySettings
) -> None:
    assert "chọn khác cách mặc định" not in text_of(client, "/luat/")

    settings.OCOP_LAW_SETTINGS = LawSettings(commune_clock="continues")
    page = text_of(client, "/luat/")
    assert page.count("Ở đây chọn khác cách mặc định.") == 1
    assert "Đếm liền từ ngày xã nhận hồ sơ lần đầu, không dừng." in page
    assert "Cách mặc định: Đếm lại từ ngày xã nhận hồ sơ nộp lại." in page
