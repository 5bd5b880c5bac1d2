"""The read API as a program meets it."""

import datetime as dt
import gzip
import json

import pytest
from django.test import Client

from ocop.catalogue.services import refresh
from ocop.kernel import clock
from ocop.opendata.datasets.certificates import CERTIFICATES
from ocop.producers.models import LegalForm
from ocop.web.api import limits
from tests.factories.basic import Places, make_places
from tests.factories.certificates import add_fact
from tests.web.api.world import UNTIL, listed

pytestmark = pytest.mark.django_db
PRIVATE = ("0901234567", "chu@example.vn", "Người đại diện", "Số 9 đường Mẫu")


@pytest.fixture
def places() -> Places:
    limits.forget()
    return make_places()


def names(client: Client, query: str) -> list[str]:
    answer = client.get(f"/api/v1/products?{query}")
    assert answer.status_code == 200, answer.content
    return [item["name"] for item in answer.json()["items"]]


def test_a_product_says_its_star_and_state(client: Client, places: Places) -> None:
    [certificate] = listed(places.tan_ho_co, name="Khô cá lóc Tân Hộ Cơ")

    [item] = client.get("/api/v1/products").json()["items"]

    assert item["name"] == "Khô cá lóc Tân Hộ Cơ"
    assert (item["star"], item["status"], item["valid_until"]) == (4, "in_force", "2099-06-30")
    assert (item["certificate"], item["code"]) == (
        certificate.short_code,
        certificate.product_code,
    )
    assert (item["commune_code"], item["province_code"]) == ("29929", "82")
    by_code = client.get(f"/api/v1/products/{certificate.product_code}").json()
    assert by_code == item


def test_the_filters_are_those_of_the_register(client: Client, places: Places) -> None:
    listed(places.tan_ho_co, name="Trà tim sen")
    listed(places.cau_ke, name="Dừa sáp")

    assert names(client, "q=tra+tim") == ["Trà tim sen"]
    assert names(client, "province=86") == ["Dừa sáp"]
    assert names(client, "commune=29929&star=4&status=valid&set=8") == ["Trà tim sen"]
    assert names(client, "star=5") == []
    assert names(client, "on=2023-12-31") == []


def test_a_certificate_answers_for_any_day(client: Client, places: Places) -> None:
    [certificate] = listed(places.tan_ho_co)
    add_fact(certificate, "withdrawn", dt.date(2025, 5, 5))
    address = f"/api/v1/certificates/{certificate.short_code.lower()}"

    before = client.get(f"{address}?on=2025-05-04").json()
    after = client.get(f"{address}?on=2025-05-05", headers={"accept-language": "en"}).json()

    assert (before["is_valid"], before["status"], before["until"]) == (
        True,
        "in_force",
        UNTIL.isoformat(),
    )
    assert (after["is_valid"], after["status"], after["since"]) == (
        False,
        "withdrawn",
        "2025-05-05",
    )
    assert before["sentence"].startswith("Còn hiệu lực")
    assert "5 May 2025" in after["sentence"]
    [line] = client.get("/api/v1/withdrawals?province=82").json()["items"]
    assert line["certificate"] == certificate.short_code
    assert client.get("/api/v1/withdrawals?on=2025-05-04").json()["items"] == []


def test_nothing_about_a_person_leaves(client: Client, places: Places) -> None:
    [certificate] = listed(places.tan_ho_co)
    producer = certificate.recognition.product.producer
    pages = [
        client.get(f"/api/v1/{address}").content.decode()
        for address in (
            "products",
            "producers",
            f"producers/{producer.pk}",
            "certificates",
            f"certificates/{certificate.short_code}",
            "decisions",
            "withdrawals",
        )
    ]

    assert [secret for secret in PRIVATE if any(secret in page for page in pages)] == []


def test_the_address_of_an_organisation_is_public(client: Client, places: Places) -> None:
    [certificate] = listed(places.tan_ho_co)
    producer = certificate.recognition.product.producer
    producer.legal_form = LegalForm.COOPERATIVE
    producer.save()

    [item] = client.get("/api/v1/producers").json()["items"]

    assert (item["address"], item["commune"], item["valid_products"]) == (
        "Số 9 đường Mẫu",
        "Xã Tân Hộ Cơ",
        1,
    )


def test_what_is_known_is_not_sent_again(client: Client, places: Places) -> None:
    listed(places.tan_ho_co)
    first = client.get("/api/v1/products")

    again = client.get("/api/v1/products", headers={"if-none-match": first["ETag"]})
    listed(places.tan_ho_co)
    changed = client.get("/api/v1/products", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert changed.status_code == 200
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first["Access-Control-Allow-Origin"] == "*"


def test_head_and_gzip(client: Client, places: Places) -> None:
    listed(places.tan_ho_co)
    whole = client.get("/api/v1/products")

    head = client.head("/api/v1/products")
    packed = client.get("/api/v1/products", headers={"accept-encoding": "gzip"})

    assert (head.content, head["Content-Length"]) == (b"", str(len(whole.content)))
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == whole.content
    assert packed["ETag"] == whole["ETag"] == head["ETag"]


@pytest.mark.parametrize(
    ("address", "status", "parameter"),
    [
        ("products?star=9", 422, "star"),
        ("products?after=zz", 422, "after"),
        ("products?province=99", 422, "province"),
        ("products?on=hom-nay", 422, "on"),
        ("certificates/AAAAAAA", 404, None),
        ("products/82-29929-9-2030", 404, None),
        ("units/commune/29929?on=2001-01-01", 404, None),
    ],
)
def test_a_wrong_question_is_told_in_both_languages(
    client: Client, places: Places, address: str, status: int, parameter: str | None
) -> None:
    vietnamese = client.get(f"/api/v1/{address}")
    english = client.get(f"/api/v1/{address}", headers={"accept-language": "en-GB,en;q=0.9"})

    assert vietnamese.status_code == english.status_code == status
    assert vietnamese["Content-Type"] == "application/problem+json"
    assert vietnamese.json()["title"] != english.json()["title"]
    told = [each["parameter"] for each in vietnamese.json().get("errors", [])]
    assert told == ([parameter] if parameter else [])


def test_writing_is_refused(client: Client, places: Places) -> None:
    answer = client.post("/api/v1/products", {})

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_runaway_program_has_to_wait(client: Client, places: Places, settings: object) -> None:
    settings.OCOP_API_READS_A_MINUTE = 2  # type: ignore[attr-defined]

    statuses = [client.get("/api/v1/sets").status_code for _ in range(3)]
    refused = client.get("/api/v1/sets")
    limits.forget()

    assert statuses == [200, 200, 429]
    assert int(refused["Retry-After"]) >= 1


def test_units_then_and_now(client: Client, places: Places) -> None:
    unit = client.get("/api/v1/units/commune/29929").json()
    provinces = client.get("/api/v1/units?level=province&current=true").json()["items"]

    assert (unit["name"], unit["parent_code"], unit["today_code"]) == (
        "Xã Tân Hộ Cơ",
        "82",
        "29929",
    )
    assert [each["code"] for each in provinces] == ["82", "86"]


def test_totals(client: Client, places: Places) -> None:
    listed(places.tan_ho_co, 2)
    listed(places.cau_ke)

    totals = client.get("/api/v1/statistics").json()

    assert (totals["total"], totals["stars"], totals["provinces"]) == (
        3,
        {"4": 3},
        {"82": 2, "86": 1},
    )
    assert totals["on"] == clock.today().isoformat()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("products", 1), ("certificates", 3), ("producers", 1), ("decisions", 1), ("withdrawals", 1)],
)
def test_a_page_costs_the_same_however_long(
    client: Client,
    places: Places,
    django_assert_num_queries: object,
    name: str,
    queries: int,
    count: int,
) -> None:
    for certificate in listed(places.tan_ho_co, count):
        add_fact(certificate, "withdrawn", dt.date(2025, 5, 5))
        refresh([certificate.recognition.product_id])

    with django_assert_num_queries(queries):  # type: ignore[operator]
        answer = client.get(f"/api/v1/{name}")

    assert len(json.loads(answer.content)["items"]) == count


def test_the_columns_are_those_of_the_dictionary(client: Client, places: Places) -> None:
    listed(places.tan_ho_co)

    [item] = client.get("/api/v1/certificates").json()["items"]

    assert tuple(item) == CERTIFICATES.heads
