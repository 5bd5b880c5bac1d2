"""The calendar behind the secret address, read back as calendar programs do."""

import datetime as dt
import re

import pytest
from django.test import Client
from icalendar import Calendar

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.notices.models import CalendarAddress
from ocop.notices.reading import make_calendar_address, revoke_calendar_address
from ocop.producers.models import Paper
from tests.factories import basic
from tests.factories.certificates import add_fact, make_certificate

pytestmark = pytest.mark.django_db


def events(token: str) -> list[tuple[dt.date, str]]:
    answer = Client().get(f"/lich/{token}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    return [(event["dtstart"].dt, str(event["summary"])) for event in calendar.walk("VEVENT")]


def in_days(count: int) -> dt.date:
    return clock.today() + dt.timedelta(days=count)


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


def test_a_producer_reads_the_days_of_the_own_products_and_papers(places: basic.Places) -> None:
    owner = basic.make_user()
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    product = basic.make_product(producer, name="Khô, cá; lóc")
    make_certificate(places.tan_ho_co, in_days(200), product=product)
    make_certificate(places.tan_ho_co, in_days(200))
    Paper.objects.create(
        producer=producer,
        kind="production_certificate",
        title="Giấy của ông A",
        expires_on=in_days(40),
    )
    shown = events(make_calendar_address(by=owner))
    assert shown[0] == (in_days(20), "Bắt đầu nộp hồ sơ đánh giá lại: Khô, cá; lóc")
    assert shown[1][0] == in_days(40)
    assert shown[1][1].startswith("Giấy tờ hết hạn: ")
    assert "ông A" not in shown[1][1]
    assert shown[2:] == [
        (in_days(80), "Ngày cuối nộp hồ sơ đánh giá lại: Khô, cá; lóc"),
        (in_days(200), "Giấy chứng nhận hết 36 tháng: Khô, cá; lóc"),
    ]


def test_with_a_reevaluation_under_way_the_end_of_the_extension_is_shown(
    places: basic.Places,
) -> None:
    owner = basic.make_user()
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    product = basic.make_product(producer, name="Khô")
    certificate = make_certificate(places.tan_ho_co, in_days(20), product=product)
    add_fact(certificate, "reevaluation_received", in_days(-130))
    assert events(make_calendar_address(by=owner)) == [
        (in_days(20), "Giấy chứng nhận hết 36 tháng: Khô"),
        (in_days(200), "Hết thời gian kéo dài của sao: Khô"),
    ]


def test_an_office_reads_its_own_place_with_one_entry_for_each_day(places: basic.Places) -> None:
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    for name in ("Khô", "Mắm"):
        product = basic.make_product(basic.make_producer(places.tan_ho_co), name=name)
        make_certificate(places.tan_ho_co, in_days(100), product=product)
    make_certificate(places.cau_ke, in_days(100))
    assert events(make_calendar_address(by=office)) == [
        (in_days(-20), "Ngày cuối nộp hồ sơ đánh giá lại: 2 mục"),
        (in_days(100), "Giấy chứng nhận hết 36 tháng: 2 mục"),
    ]


def test_a_revoked_or_replaced_address_and_a_closed_account_open_nothing() -> None:
    person = basic.make_user()
    first = make_calendar_address(by=person)
    second = make_calendar_address(by=person)
    closed = basic.make_user()
    third = make_calendar_address(by=closed)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    answers = [Client().get(f"/lich/{token}.ics").status_code for token in (first, second, third)]
    assert answers == [404, 200, 404]
    revoke_calendar_address(by=person)
    assert Client().get(f"/lich/{second}.ics").status_code == 404


def test_the_address_is_shown_once_and_kept_as_a_hash(client: Client) -> None:
    person = basic.make_user()
    client.force_login(person, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    made = client.post("/thong-bao/cai-dat/lich/")
    [token] = re.findall(r"/lich/([\w-]+)\.ics", made.content.decode())
    assert made["Cache-Control"] == "no-store"
    assert Client().get(f"/lich/{token}.ics").status_code == 200
    assert token not in client.get("/thong-bao/cai-dat/").content.decode()
    assert token not in CalendarAddress.objects.get().token_sha256
    client.post("/thong-bao/cai-dat/lich/thu-hoi/")
    assert not CalendarAddress.objects.exists()


def test_the_switch_for_mails(client: Client) -> None:
    person = basic.make_user()
    client.force_login(person, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    assert "Đừng gửi thư nữa" in client.get("/thong-bao/cai-dat/").content.decode()
    page = client.post("/thong-bao/cai-dat/thu/", {"nhan-thu": "khong"}, follow=True)
    assert "Bạn đã tắt thư" in page.content.decode()
    page = client.post("/thong-bao/cai-dat/thu/", {"nhan-thu": "co"}, follow=True)
    assert "Thông báo cũng gửi đến" in page.content.decode()


def test_the_page_of_the_mails_is_the_administrators(client: Client) -> None:
    places = basic.make_places()
    for role, status in ((Role.ADMINISTRATOR, 200), (Role.PROVINCE_OFFICE, 403)):
        client.force_login(
            basic.make_official(role, places.dong_thap),
            backend="ocop.accounts.authentication.PhoneOrEmailBackend",
        )
        assert client.get("/thong-bao/thu/").status_code == status
