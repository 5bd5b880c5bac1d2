"""A phone-only person gets back in with an official's code: hashed, one day, one use."""

import datetime as dt

import pytest

from ocop.accounts.models import RecoveryCode, User
from ocop.accounts.roles import Role
from ocop.accounts.services.recovery import issue_recovery_code, redeem_recovery_code
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from tests.factories import basic

pytestmark = pytest.mark.django_db

PASSWORD = "ruong lua mua nuoc noi"
PHONE = "0912345678"


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


@pytest.fixture
def person(places: basic.Places) -> User:
    return basic.make_user(phone=PHONE)


@pytest.fixture
def officer(places: basic.Places) -> User:
    return basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)


def _issue(by: User, person: User, places: basic.Places) -> str:
    return issue_recovery_code(by=by, person=person, home_units=[places.tan_ho_co])


def test_code_sets_a_new_password(places: basic.Places, person: User, officer: User) -> None:
    code = _issue(officer, person, places)

    redeem_recovery_code(contact="+84912345678", code=code.lower(), password=PASSWORD)

    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert [entry.act for entry in AuditEntry.objects.all()] == [
        "recovery_code_issued",
        "password_recovered",
    ]
    assert code.replace("-", "") not in RecoveryCode.objects.get().code_hash


@pytest.mark.parametrize("case", ["used", "old", "replaced", "wrong", "other person"])
def test_code_that_does_not_fit(
    places: basic.Places, person: User, officer: User, case: str
) -> None:
    code, contact = _issue(officer, person, places), PHONE
    if case == "used":
        redeem_recovery_code(contact=PHONE, code=code, password="mat khau truoc do")
    elif case == "old":
        RecoveryCode.objects.update(expires_at=clock.now() - dt.timedelta(seconds=1))
    elif case == "replaced":
        _issue(officer, person, places)
    elif case == "wrong":
        code = "2222-2222"
    else:
        contact = basic.make_user(phone="0987654321").phone or ""

    with pytest.raises(RefusedError) as refused:
        redeem_recovery_code(contact=contact, code=code, password=PASSWORD)

    assert refused.value.field == "code"
    assert not User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_unknown_account_gets_the_same_answer(places: basic.Places) -> None:
    with pytest.raises(RefusedError) as refused:
        redeem_recovery_code(contact="0900000000", code="ABCD-EFGH", password=PASSWORD)

    assert refused.value.field == "code"


def test_five_wrong_tries_end_a_code(places: basic.Places, person: User, officer: User) -> None:
    code = _issue(officer, person, places)
    for _ in range(5):
        with pytest.raises(RefusedError):
            redeem_recovery_code(contact=PHONE, code="2222-2222", password=PASSWORD)

    with pytest.raises(RefusedError):
        redeem_recovery_code(contact=PHONE, code=code, password=PASSWORD)


def test_weak_password_does_not_use_up_the_code(
    places: basic.Places, person: User, officer: User
) -> None:
    code = _issue(officer, person, places)

    with pytest.raises(RefusedError) as refused:
        redeem_recovery_code(contact=PHONE, code=code, password="ngan")

    assert refused.value.field == "password"
    redeem_recovery_code(contact=PHONE, code=code, password=PASSWORD)


@pytest.mark.parametrize(
    ("role", "unit", "allowed"),
    [
        (Role.COMMUNE_OFFICER, "tan_ho_co", True),
        (Role.COMMUNE_LEADER, "tan_ho_co", True),
        (Role.COMMUNE_OFFICER, "sa_dec", False),
        (Role.PROVINCE_OFFICE, "dong_thap", False),
        (Role.ADMINISTRATOR, "dong_thap", True),
        (Role.ADMINISTRATOR, "vinh_long", False),
    ],
)
def test_who_may_issue(
    places: basic.Places, person: User, role: Role, unit: str, allowed: bool
) -> None:
    by = basic.make_official(role, getattr(places, unit))

    if allowed:
        assert len(_issue(by, person, places)) == 9
    else:
        with pytest.raises(RefusedError):
            _issue(by, person, places)
        assert RecoveryCode.objects.count() == 0


def test_commune_helps_only_people_without_mail_and_office(
    places: basic.Places, officer: User
) -> None:
    with_mail = basic.make_user(email="co@vidu.vn")
    official = basic.make_official(Role.COMMUNE_LEADER, places.tan_ho_co)

    for person in (with_mail, official, officer):
        with pytest.raises(RefusedError):
            _issue(officer, person, places)


def test_administrator_helps_officials_of_their_units_only(places: basic.Places) -> None:
    administrator = basic.make_official(Role.ADMINISTRATOR, places.dong_thap)
    officer = basic.make_official(Role.COMMUNE_OFFICER, places.sa_dec)
    minister = basic.make_official(Role.MINISTER, None)

    assert issue_recovery_code(by=administrator, person=officer, home_units=[])
    with pytest.raises(RefusedError):
        issue_recovery_code(by=administrator, person=minister, home_units=[places.tan_ho_co])
