"""The public list of stars that no longer count."""

import datetime as dt

import pytest
from django.test import Client

from ocop.kernel import clock
from ocop.places.models import Unit
from ocop.register.models import Certificate, IssuerLevel
from ocop.register.recording import RecordedDecision, record_withdrawal
from tests.factories.basic import make_producer, make_product, make_user
from tests.withdrawals.world import days_ago, make_certificate, make_world

pytestmark = pytest.mark.django_db


def withdraw(certificate: Certificate, number: str = "205/QĐ-UBND") -> None:
    record_withdrawal(
        certificate=certificate,
        decision=RecordedDecision(
            number, days_ago(3), IssuerLevel.PROVINCE, Unit.objects.get(code="82")
        ),
        ground="d",
        actor=make_user().actor,
    )


def expire(certificate: Certificate, days: int) -> None:
    Certificate.objects.filter(pk=certificate.pk).update(
        expires_on=clock.today() - dt.timedelta(days=days)
    )


def test_a_withdrawn_star_is_listed_with_ground_and_decision_and_a_valid_one_is_not(
    client: Client,
) -> None:
    world = make_world()
    other = make_certificate(make_product(make_producer(world.places.cau_ke)))
    withdraw(world.certificate)
    page = client.get("/thu-hoi/").content.decode()
    assert world.certificate.short_code in page
    assert "dùng sai nhãn hiệu OCOP" in page
    assert "205/QĐ-UBND" in page
    assert other.short_code not in page


def test_search_and_province_narrow_page_and_file_alike(client: Client) -> None:
    world = make_world()
    other = make_certificate(make_product(make_producer(world.places.cau_ke), name="Bánh tét"))
    withdraw(world.certificate)
    withdraw(other, "206/QĐ-UBND")
    for asked in ({"tinh": "86"}, {"tim": "banh TET"}, {"tim": other.short_code.lower()}):
        page = client.get("/thu-hoi/", asked).content.decode()
        assert other.short_code in page
        assert world.certificate.short_code not in page
        file = client.get("/thu-hoi/danh-sach.csv", asked).content.decode()
        assert world.certificate.short_code not in file
    assert client.get("/thu-hoi/danh-sach.xlsx").status_code == 200


def test_a_star_that_ran_out_is_listed_until_the_product_has_a_newer_one(client: Client) -> None:
    world = make_world()
    expire(world.certificate, 10)
    assert world.certificate.short_code in client.get("/thu-hoi/?loai=het-han").content.decode()
    newer = make_certificate(world.certificate.recognition.product)
    Certificate.objects.filter(pk=newer.pk).update(issued_on=days_ago(1))
    page = client.get("/thu-hoi/?loai=het-han").content.decode()
    assert world.certificate.short_code not in page


def test_the_list_is_english_under_en(client: Client) -> None:
    withdraw(make_world().certificate)
    page = client.get("/en/thu-hoi/").content.decode()
    assert "Withdrawn stars" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    client: Client, count: int, django_assert_num_queries: object
) -> None:
    world = make_world()
    for number in range(count):
        product = make_product(make_producer(world.places.sa_dec))
        withdraw(make_certificate(product), f"{number}/QĐ")
    with django_assert_num_queries(3):  # type: ignore[operator]
        client.get("/thu-hoi/")
