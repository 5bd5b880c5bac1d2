"""Officials join by a link that works once, for seven days, for the person it was made for."""

import datetime as dt

import pytest

from ocop.accounts.models import Invitation, Membership, User
from ocop.accounts.policy import has_role
from ocop.accounts.roles import Role
from ocop.accounts.services.invitations import (
    accept_invitation,
    cancel_invitation,
    invite_official,
)
from ocop.accounts.services.offices import Office, end_membership
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from tests.factories import basic

pytestmark = pytest.mark.django_db

PASSWORD = "ruong lua mua nuoc noi"
NAME = "Cán bộ xã (mẫu)"


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


@pytest.fixture
def administrator(places: basic.Places) -> User:
    return basic.make_official(Role.ADMINISTRATOR, places.dong_thap)


def _invite(by: User, places: basic.Places, contact: str = "0912345678") -> tuple[Invitation, str]:
    office = Office(
        role=Role.COMMUNE_OFFICER,
        unit=places.tan_ho_co,
        starts_on=clock.today(),
        title="Công chức kinh tế",
    )
    return invite_official(by=by, office=office, contact=contact, full_name=NAME)


def test_new_person_opens_the_account_with_the_invited_contact(
    places: basic.Places, administrator: User
) -> None:
    invitation, token = _invite(administrator, places)

    membership = accept_invitation(token=token, user=None, full_name=NAME, password=PASSWORD)

    assert membership.user.phone == "+84912345678"
    assert membership.title == "Công chức kinh tế"
    assert has_role(membership.user, Role.COMMUNE_OFFICER, unit_id=places.tan_ho_co.pk)
    invitation.refresh_from_db()
    assert invitation.membership == membership


def test_link_is_not_kept(places: basic.Places, administrator: User) -> None:
    invitation, token = _invite(administrator, places)

    kept = [str(value) for value in Invitation.objects.values_list().get()]
    assert token not in kept
    assert len(invitation.token_sha256) == 64


def test_link_works_once(places: basic.Places, administrator: User) -> None:
    _, token = _invite(administrator, places)
    accept_invitation(token=token, user=None, full_name=NAME, password=PASSWORD)

    with pytest.raises(RefusedError, match="không còn dùng được"):
        accept_invitation(token=token, user=None, full_name="Kẻ lạ", password=PASSWORD)

    assert Membership.objects.filter(role=Role.COMMUNE_OFFICER).count() == 1


@pytest.mark.parametrize("case", ["old", "cancelled", "unknown"])
def test_dead_link_opens_nothing(places: basic.Places, administrator: User, case: str) -> None:
    invitation, token = _invite(administrator, places)
    if case == "old":
        Invitation.objects.update(expires_at=clock.now() - dt.timedelta(seconds=1))
    elif case == "cancelled":
        cancel_invitation(by=administrator, invitation=invitation)
    else:
        token = "x" + token

    with pytest.raises(RefusedError, match="không còn dùng được"):
        accept_invitation(token=token, user=None, full_name=NAME, password=PASSWORD)

    assert User.objects.count() == 1


def test_existing_account_signs_in_to_accept(places: basic.Places, administrator: User) -> None:
    official = basic.make_user(phone="0912345678")
    _, token = _invite(administrator, places)

    with pytest.raises(RefusedError, match="Hãy đăng nhập"):
        accept_invitation(token=token, user=None, full_name=NAME, password=PASSWORD)
    membership = accept_invitation(token=token, user=official)

    assert membership.user == official


def test_invitation_is_not_for_someone_else(places: basic.Places, administrator: User) -> None:
    _, token = _invite(administrator, places)

    with pytest.raises(RefusedError, match="dành cho 0912 345 678"):
        accept_invitation(token=token, user=basic.make_user())


def test_inviter_must_still_manage_the_unit(places: basic.Places, administrator: User) -> None:
    _, token = _invite(administrator, places)
    country = basic.make_official(Role.ADMINISTRATOR, None)
    end_membership(
        by=country,
        membership=administrator.memberships.get(),
        on=clock.today() - dt.timedelta(days=1),
    )

    with pytest.raises(RefusedError, match="không còn quản trị"):
        accept_invitation(token=token, user=None, full_name=NAME, password=PASSWORD)

    assert not User.objects.filter(phone="+84912345678").exists()


def test_only_the_units_administrator_invites(places: basic.Places) -> None:
    foreign = basic.make_official(Role.ADMINISTRATOR, places.vinh_long)
    officer = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)

    for by in (foreign, officer):
        with pytest.raises(RefusedError):
            _invite(by, places)

    assert Invitation.objects.count() == 0


def test_nobody_invites_themselves(places: basic.Places) -> None:
    administrator = basic.make_user(phone="0912345678")
    Membership.objects.create(
        user=administrator, role=Role.ADMINISTRATOR, unit=places.dong_thap, starts_on=clock.today()
    )

    with pytest.raises(RefusedError) as refused:
        _invite(administrator, places, "+84 912 345 678")

    assert refused.value.field == "contact"


def test_failed_acceptance_leaves_nothing_behind(places: basic.Places, administrator: User) -> None:
    _, token = _invite(administrator, places)

    with pytest.raises(RefusedError) as refused:
        accept_invitation(token=token, user=None, full_name=NAME, password="ngan")

    assert refused.value.field == "password"
    accept_invitation(token=token, user=None, full_name=NAME, password=PASSWORD)
