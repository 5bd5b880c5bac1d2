"""Signing up, in and out, with and without a second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.accounts.services.recovery import issue_recovery_code
from tests.factories import basic

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "ruong lua mua nuoc noi"


def _sign_in(client: Client, contact: str, password: str = basic.PASSWORD, **more: str):
    return client.post("/dang-nhap/", {"contact": contact, "password": password, **more})


def _is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["0912345678", "+84 912 345 678", "0912.345.678"])
def test_phone_in_any_form_signs_in(client: Client, typed: str) -> None:
    basic.make_user(phone="0912345678")

    response = _sign_in(client, typed)

    assert (response.status_code, response["Location"]) == (302, "/viec-cua-toi/")
    assert _is_signed_in(client)


def test_email_in_any_case_signs_in(client: Client) -> None:
    basic.make_user(email="nguoi@vidu.vn")

    _sign_in(client, "Nguoi@ViDu.vn")

    assert _is_signed_in(client)


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/tai-khoan/", "/tai-khoan/"),
        ("https://xau.vn/", "/viec-cua-toi/"),
        ("//xau.vn", "/viec-cua-toi/"),
    ],
)
def test_way_back_stays_here(client: Client, wanted: str, reached: str) -> None:
    basic.make_user(phone="0912345678")

    assert _sign_in(client, "0912345678", next=wanted)["Location"] == reached


def test_wrong_password_and_unknown_name_get_the_same_words(client: Client) -> None:
    basic.make_user(phone="0912345678")

    wrong = _sign_in(client, "0912345678", "sai mat khau").content.decode()
    unknown = _sign_in(client, "0987654321", "sai mat khau").content.decode()

    words = "và mật khẩu không khớp"
    assert words in wrong
    assert words in unknown
    assert 'value="0987654321"' in unknown
    assert not _is_signed_in(client)


def test_switched_off_account_stays_out(client: Client) -> None:
    user = basic.make_user(phone="0912345678")
    User.objects.filter(pk=user.pk).update(is_active=False)

    _sign_in(client, "0912345678")

    assert not _is_signed_in(client)


def test_wrong_tries_in_every_form_count_together(client: Client) -> None:
    basic.make_user(phone="0912345678", email="nguoi@vidu.vn")
    forms = ["0912345678", "+84912345678", "84 912 345 678", "nguoi@vidu.vn"]

    statuses = [_sign_in(client, typed, "sai mat khau").status_code for typed in forms * 2]
    locked = _sign_in(client, "0912345678")

    assert statuses == [200] * 7 + [429]
    assert locked.status_code == 429
    assert "Tạm khóa đăng nhập" in locked.content.decode()
    assert not _is_signed_in(client)


def test_success_forgets_earlier_wrong_tries(client: Client) -> None:
    basic.make_user(phone="0912345678")
    for _ in range(2):
        for _ in range(6):
            _sign_in(client, "0912345678", "sai mat khau")
        _sign_in(client, "0912345678")
        assert _is_signed_in(client)
        client.post("/dang-xuat/")


def test_sign_up_opens_a_session(client: Client) -> None:
    response = client.post(
        "/dang-ky/",
        {"full_name": "Chủ cơ sở (mẫu)", "contact": "0912 345 678", "password": NEW_PASSWORD},
    )

    assert response.status_code == 302
    assert _is_signed_in(client)
    assert User.objects.get().phone == "+84912345678"


def test_refused_sign_up_keeps_what_was_typed(client: Client) -> None:
    basic.make_user(phone="0912345678")

    page = client.post(
        "/dang-ky/",
        {"full_name": "Chủ cơ sở (mẫu)", "contact": "0912345678", "password": NEW_PASSWORD},
    ).content.decode()

    assert "Đã có tài khoản dùng số điện thoại" in page
    assert 'value="Chủ cơ sở (mẫu)"' in page
    assert NEW_PASSWORD not in page


def test_going_out_is_a_post(client: Client) -> None:
    client.force_login(basic.make_user())

    assert client.get("/dang-xuat/").status_code == 405
    assert _is_signed_in(client)
    client.post("/dang-xuat/")
    assert not _is_signed_in(client)


@pytest.mark.parametrize(
    ("role", "home"),
    [
        (None, "/co-so/"),
        (Role.COMMUNE_OFFICER, "/ban-lam-viec/"),
        (Role.ADMINISTRATOR, "/tai-khoan/nguoi-dung/"),
    ],
)
def test_everyone_to_their_own_work(client: Client, role: Role | None, home: str) -> None:
    places = basic.make_places()
    unit = places.dong_thap if role == Role.ADMINISTRATOR else places.tan_ho_co
    client.force_login(basic.make_official(role, unit) if role else basic.make_user())

    assert client.get("/viec-cua-toi/")["Location"] == home


def _protected_user() -> tuple[User, str]:
    """Someone with an authenticator application, and its secret."""
    user = basic.make_user(phone="0912345678")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return user, secret


def _code(secret: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_second_factor_is_asked_before_the_session_opens(client: Client) -> None:
    _, secret = _protected_user()

    response = _sign_in(client, "0912345678", next="/tai-khoan/")
    assert response["Location"] == "/tai-khoan/xac-thuc/authenticate/"
    assert not _is_signed_in(client)
    assert client.get("/tai-khoan/").status_code == 302
    page = client.get("/tai-khoan/xac-thuc/authenticate/").content.decode()
    assert "Nhập mã xác thực" in page

    wrong = client.post("/tai-khoan/xac-thuc/authenticate/", {"code": "000000"})
    assert "Mã không đúng" in wrong.content.decode()
    assert not _is_signed_in(client)

    right = client.post("/tai-khoan/xac-thuc/authenticate/", {"code": _code(secret)})
    assert right["Location"] == "/tai-khoan/"
    assert _is_signed_in(client)


def test_second_factor_page_is_closed_without_a_password(client: Client) -> None:
    _protected_user()

    assert client.get("/tai-khoan/xac-thuc/authenticate/")["Location"] == "/dang-nhap/"


def test_waiting_sign_in_can_be_given_up(client: Client) -> None:
    _protected_user()
    _sign_in(client, "0912345678")

    client.post("/dang-xuat/")

    assert client.get("/tai-khoan/xac-thuc/authenticate/")["Location"] == "/dang-nhap/"


def test_second_factor_is_switched_on_with_password_and_code(client: Client) -> None:
    user = basic.make_user(phone="0912345678")
    _sign_in(client, "0912345678")
    activate = "/tai-khoan/xac-thuc/totp/activate/"

    asked = client.get(activate)
    assert asked["Location"].startswith("/tai-khoan/xac-nhan-mat-khau/")
    wrong = client.post(asked["Location"], {"password": "sai mat khau", "next": activate})
    assert "Mật khẩu không đúng" in wrong.content.decode()
    client.post(asked["Location"], {"password": basic.PASSWORD, "next": activate})
    page = client.get(activate).content.decode()
    secret = re.search(r'class="figures">([A-Z2-7]+)<', page)
    assert secret is not None
    done = client.post(activate, {"code": _code(secret[1])}, follow=True)

    assert "<h1>Mã dự phòng</h1>" in done.content.decode()
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    assert secret[1] not in str(kept.data)
    codes = re.findall(r"<li>(\d{8})</li>", done.content.decode())
    assert len(codes) == 10
    client.post("/dang-xuat/")
    _sign_in(client, "0912345678")
    client.post("/tai-khoan/xac-thuc/authenticate/", {"code": codes[0]})
    assert _is_signed_in(client)


@pytest.mark.parametrize(
    "page", ["/tai-khoan/xac-thuc/", "/tai-khoan/xac-thuc/recovery-codes/generate/"]
)
def test_protection_pages_speak_vietnamese(client: Client, page: str) -> None:
    user, _ = _protected_user()
    client.force_login(user)

    shown = client.get(page, follow=True).content.decode()

    assert re.search(r"Two-Factor|Authenticator App|Recovery Codes|Confirm Access", shown) is None
    assert "<h1>" in shown


def test_password_change_ends_other_sessions(client: Client) -> None:
    user = basic.make_user(phone="0912345678")
    other = Client()
    for one in (client, other):
        _sign_in(one, "0912345678")

    refused = client.post("/tai-khoan/mat-khau/", {"old_password": "sai", "password": NEW_PASSWORD})
    assert "Mật khẩu đang dùng không đúng" in refused.content.decode()
    client.post("/tai-khoan/mat-khau/", {"old_password": basic.PASSWORD, "password": NEW_PASSWORD})

    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert client.get("/tai-khoan/").status_code == 200
    assert other.get("/tai-khoan/").status_code == 302


def test_mailed_link_works_once(client: Client) -> None:
    basic.make_user(email="nguoi@vidu.vn")

    client.post("/tai-khoan/quen-mat-khau/", {"contact": "nguoi@vidu.vn"})
    link = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)
    assert link is not None
    assert client.get(link[1]).status_code == 200
    client.post(link[1], {"password": NEW_PASSWORD})

    assert client.get(link[1]).status_code == 404
    _sign_in(client, "nguoi@vidu.vn", NEW_PASSWORD)
    assert _is_signed_in(client)


def test_unknown_address_gets_no_mail_and_the_same_page(client: Client) -> None:
    basic.make_user(email="nguoi@vidu.vn")

    known = client.post("/tai-khoan/quen-mat-khau/", {"contact": "nguoi@vidu.vn"})
    unknown = client.post("/tai-khoan/quen-mat-khau/", {"contact": "khac@vidu.vn"})

    assert len(mail.outbox) == 1
    same = unknown.content.decode().replace("khac@vidu.vn", "nguoi@vidu.vn")
    assert re.sub(r"csrf\S+", "", same) == re.sub(r"csrf\S+", "", known.content.decode())


@pytest.mark.parametrize("link", ["MQ/abc-def", "!!/x", "OTk5/abc-def"])
def test_invented_link_opens_nothing(client: Client, link: str) -> None:
    assert client.get(f"/tai-khoan/dat-lai/{link}/").status_code == 404


def test_phone_is_sent_to_the_officials_code(client: Client) -> None:
    places = basic.make_places()
    person = basic.make_user(phone="0912345678")
    officer = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    code = issue_recovery_code(by=officer, person=person, home_units=[places.tan_ho_co])

    asked = client.post("/tai-khoan/quen-mat-khau/", {"contact": "0912345678"})
    assert asked["Location"] == "/tai-khoan/ma-khoi-phuc/"
    wrong = client.post(
        asked["Location"], {"contact": "0912345678", "code": "2222", "password": NEW_PASSWORD}
    )
    assert "mã không khớp" in wrong.content.decode()
    client.post(
        asked["Location"], {"contact": "0912345678", "code": code, "password": NEW_PASSWORD}
    )

    _sign_in(client, "0912345678", NEW_PASSWORD)
    assert _is_signed_in(client)
