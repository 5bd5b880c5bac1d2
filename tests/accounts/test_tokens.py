"""Tokens for programs: never more than the office they rest on, never longer."""

import datetime as dt

import pytest

from ocop.accounts.models import ApiToken, Membership, User
from ocop.accounts.roles import Role
from ocop.accounts.services.tokens import make_token, revoke_token
from ocop.accounts.tokens import live_token
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from tests.factories.basic import Places, make_official, make_places

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> Places:
    return make_places()


def office_of(user: User) -> Membership:
    return user.memberships.get()


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def token_of(user: User, *scopes: str, days: int = 30) -> tuple[ApiToken, str]:
    return make_token(
        by=user,
        office=office_of(user),
        name="Bảng điều hành",
        scopes=scopes,
        expires_on=in_days(days),
    )


def test_the_secret_is_not_kept_and_both_acts_are_written_down(places: Places) -> None:
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)

    token, secret = token_of(officer, "dossiers")
    found = live_token(secret)
    revoke_token(by=officer, token=token)

    assert found == token
    assert secret not in str(ApiToken.objects.values().get())
    assert live_token(secret) is None
    acts = AuditEntry.objects.filter(subject=f"api_token:{token.pk}").order_by("number")
    assert list(acts.values_list("act", flat=True)) == ["api_token_made", "api_token_revoked"]


@pytest.mark.parametrize(
    ("scopes", "days", "field"),
    [
        (["dossiers"], 366, "expires_on"),
        (["dossiers"], -1, "expires_on"),
        ([], 30, "scopes"),
        (["everything"], 30, "scopes"),
    ],
)
def test_what_may_not_be_made(places: Places, scopes: list[str], days: int, field: str) -> None:
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)

    with pytest.raises(RefusedError) as refused:
        token_of(officer, *scopes, days=days)

    assert refused.value.field == field
    assert not ApiToken.objects.exists()


def test_an_office_gives_only_what_it_may_read(places: Places) -> None:
    inspector = make_official(Role.INSPECTOR, places.dong_thap)
    administrator = make_official(Role.ADMINISTRATOR, places.dong_thap)

    token_of(inspector, "producers")
    with pytest.raises(RefusedError):
        token_of(inspector, "dossiers")
    with pytest.raises(RefusedError):
        token_of(administrator, "producers")


def test_nobody_makes_a_token_of_anothers_office(places: Places) -> None:
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    other = make_official(Role.PROVINCE_OFFICE, places.dong_thap)

    with pytest.raises(RefusedError) as refused:
        make_token(
            by=officer,
            office=office_of(other),
            name="x",
            scopes=["dossiers"],
            expires_on=in_days(1),
        )

    assert refused.value.field == "office"


def test_it_dies_with_the_office_the_account_and_its_day(places: Places) -> None:
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    token, secret = token_of(officer, "dossiers")

    def alive_after(model: type, pk: int, **change: object) -> bool:
        before = model.objects.filter(pk=pk).values(*change).get()
        model.objects.filter(pk=pk).update(**change)
        answer = live_token(secret) is not None
        model.objects.filter(pk=pk).update(**before)
        return answer

    yesterday = in_days(-1)
    assert live_token(secret) is not None
    assert not alive_after(Membership, token.membership_id, ends_on=yesterday)
    assert not alive_after(User, officer.pk, is_active=False)
    assert not alive_after(ApiToken, token.pk, expires_on=yesterday)
    assert live_token("ocop_" + "x" * 43) is None


def test_anothers_token_is_not_revoked(places: Places) -> None:
    token, secret = token_of(make_official(Role.COMMUNE_OFFICER, places.tan_ho_co), "dossiers")
    other = make_official(Role.PROVINCE_OFFICE, places.dong_thap)

    with pytest.raises(RefusedError):
        revoke_token(by=other, token=token)

    assert live_token(secret) == token
