"""The list of stars that end: stages, scope, search, export, a fixed number of questions."""

import datetime as dt

import pytest
from django.test import Client

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel import clock
from tests.factories import basic
from tests.factories.certificates import add_fact, make_certificate

pytestmark = pytest.mark.django_db
ADDRESS = "/ban-lam-viec/het-han/"


def page(user: User, query: str = "") -> str:
    client = Client()
    client.force_login(user, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200
    return answer.content.decode()


def in_days(count: int) -> dt.date:
    return clock.today() + dt.timedelta(days=count)


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


def named(commune: object, name: str, days: int, **more: object) -> object:
    producer = basic.make_producer(commune)
    return make_certificate(
        commune, in_days(days), product=basic.make_product(producer, name=name), **more
    )


def test_each_certificate_stands_in_its_stage(places: basic.Places) -> None:
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    stages = {
        "window_open": ("Khô mở kỳ", 175),
        "window_closing": ("Khô sắp hết kỳ", 130),
        "window_missed": ("Khô lỡ kỳ", 60),
        "expired": ("Khô hết hạn", -10),
        "under_way": ("Khô đang xét", 100),
        "extended": ("Khô kéo dài", -20),
    }
    made = {key: named(places.tan_ho_co, name, days) for key, (name, days) in stages.items()}
    for key in ("under_way", "extended"):
        add_fact(made[key], "reevaluation_received", in_days(-40))
    named(places.tan_ho_co, "Khô còn lâu", 400)
    add_fact(named(places.tan_ho_co, "Khô thu hồi", 60), "withdrawn", in_days(-3))
    for key, (name, _) in stages.items():
        shown = page(office, f"?loc={key}")
        assert [other for other, _ in stages.values() if other in shown] == [name], key
    waiting = page(office)
    assert [name for name, _ in stages.values() if name in waiting] == [
        "Khô mở kỳ",
        "Khô sắp hết kỳ",
        "Khô lỡ kỳ",
    ]
    everything = page(office, "?loc=tat-ca")
    assert "Khô còn lâu" not in everything
    assert "Khô thu hồi" not in everything
    assert "3 sao đến kỳ mà chưa nộp hồ sơ" in waiting


def test_nobody_sees_the_stars_of_another_place(places: basic.Places) -> None:
    named(places.tan_ho_co, "Khô Tân Hộ Cơ", 130)
    named(places.sa_dec, "Bột Sa Đéc", 130)
    named(places.cau_ke, "Mứt Cầu Kè", 130, star=5)
    sees = {
        basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co): ["Khô Tân Hộ Cơ"],
        basic.make_official(Role.PROVINCE_LEADER, places.dong_thap): [
            "Khô Tân Hộ Cơ",
            "Bột Sa Đéc",
        ],
        basic.make_official(Role.PROVINCE_OFFICE, places.vinh_long): ["Mứt Cầu Kè"],
        basic.make_official(Role.MINISTRY_OFFICE, None): ["Mứt Cầu Kè"],
    }
    for user, names in sees.items():
        for query in ("", "?loc=tat-ca", "?tim=e&loc=tat-ca", "?xep=ten", "?xa=29308"):
            shown = page(user, query)
            hidden = {"Khô Tân Hộ Cơ", "Bột Sa Đéc", "Mứt Cầu Kè"} - set(names)
            assert [name for name in hidden if name in shown] == []
        assert [name for name in names if name in page(user)] == names
        assert f"{len(names)} sao đến kỳ" in page(user)


def test_a_producer_has_no_such_desk(client: Client) -> None:
    client.force_login(
        basic.make_user(), backend="ocop.accounts.authentication.PhoneOrEmailBackend"
    )
    assert client.get(ADDRESS).status_code == 403


def test_search_without_marks_and_the_export_hold_the_same_rows(places: basic.Places) -> None:
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    named(places.tan_ho_co, "Khô cá lóc", 130)
    named(places.sa_dec, "Bánh phồng", 131)
    assert "Bánh phồng" not in page(office, "?tim=kho+ca")
    assert "Không thấy giấy chứng nhận nào" in page(office, "?tim=khongco")
    client = Client()
    client.force_login(office, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    lines = client.get(f"{ADDRESS}danh-sach.csv?tim=kho+ca").content.decode().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("Khô cá lóc,4,")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_fixed_number_of_questions(
    places: basic.Places, count: int, django_assert_num_queries: object
) -> None:
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    for number in range(count):
        named(places.tan_ho_co, f"Khô {number}", 130)
    client = Client()
    client.force_login(office, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    with django_assert_num_queries(9):
        client.get(ADDRESS)
