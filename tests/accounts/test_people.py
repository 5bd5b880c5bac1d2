"""Accounts: one contact is enough, one number has one form, and an account alone gives no right."""

import pytest
from django.db import IntegrityError

from ocop.accounts.authentication import PhoneOrEmailBackend
from ocop.accounts.models import User
from ocop.accounts.policy import held_roles
from ocop.accounts.roles import Role
from ocop.accounts.services.people import establish_administrator, register_person
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.producers import queries as producers
from tests.factories import basic

pytestmark = pytest.mark.django_db

PASSWORD = "ruong lua mua nuoc noi"


def test_phone_is_enough() -> None:
    user = register_person(
        full_name=" Chủ cơ  sở (mẫu) ", contact="0912 345 678", password=PASSWORD
    )

    assert (user.full_name, user.phone, user.email) == ("Chủ cơ sở (mẫu)", "+84912345678", None)
    assert user.phone_verified_at is None
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.subject) == ("account_opened", f"user:{user.pk}")


def test_email_is_enough_and_absent_phones_do_not_collide() -> None:
    first = register_person(full_name="Người một", contact="Mot@Vidu.vn", password=PASSWORD)
    second = register_person(full_name="Người hai", contact="hai@vidu.vn", password=PASSWORD)

    assert (first.email, first.phone) == ("mot@vidu.vn", None)
    assert (second.email, second.phone) == ("hai@vidu.vn", None)


@pytest.mark.parametrize("typed", ["0912345678", "+84 912 345 678", "84912345678", "0912.345.678"])
def test_one_number_in_every_form_is_one_account(typed: str) -> None:
    user = register_person(full_name="Chủ cơ sở", contact="0912345678", password=PASSWORD)

    with pytest.raises(RefusedError) as refused:
        register_person(full_name="Người khác", contact=typed, password=PASSWORD)

    assert refused.value.field == "contact"
    assert User.objects.count() == 1
    assert PhoneOrEmailBackend().authenticate(None, username=typed, password=PASSWORD) == user


@pytest.mark.parametrize(
    ("name", "contact", "password", "field", "words"),
    [
        ("", "0912345678", PASSWORD, "full_name", "Hãy ghi họ và tên."),
        ("A", "", PASSWORD, "contact", "Hãy ghi số điện thoại hoặc thư điện tử."),
        ("A", "12345", PASSWORD, "contact", "Số điện thoại gồm 10 chữ số, bắt đầu bằng 0."),
        ("A", "khong@", PASSWORD, "contact", "Địa chỉ thư điện tử chưa đúng."),
        ("A", "0912345678", "ngan", "password", "Mật khẩu"),
        ("A", "0912345678", "1234567890", "password", "Mật khẩu"),
    ],
)
def test_bad_input_is_refused_at_its_field(
    name: str, contact: str, password: str, field: str, words: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        register_person(full_name=name, contact=contact, password=password)

    assert refused.value.field == field
    assert words in refused.value.message
    assert User.objects.count() == 0


def test_number_of_a_producer_gives_no_right_to_it() -> None:
    places = basic.make_places()
    basic.make_producer(places.tan_ho_co, phone="+84912345678")

    user = register_person(full_name="Ai đó", contact="0912345678", password=PASSWORD)

    assert held_roles(user) == []
    assert list(producers.visible_to(user)) == []


def test_account_without_phone_and_email_cannot_exist() -> None:
    with pytest.raises(IntegrityError):
        User.objects.create(full_name="Không liên lạc")


def test_first_administrator_only() -> None:
    first = establish_administrator(
        full_name="Quản trị (mẫu)", contact="quantri@vidu.vn", password=PASSWORD
    )

    held = held_roles(first)
    assert [(office.role, office.unit) for office in held] == [(Role.ADMINISTRATOR, None)]
    with pytest.raises(RefusedError):
        establish_administrator(full_name="Hai", contact="hai@vidu.vn", password=PASSWORD)
    assert User.objects.count() == 1
