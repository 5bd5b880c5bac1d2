"""Offices begin, end, are delegated and handed over; each step by who may, within its dates."""

import datetime as dt

import pytest

from ocop.accounts.models import Membership, User
from ocop.accounts.policy import has_role, held_roles
from ocop.accounts.roles import Role
from ocop.accounts.services.offices import (
    Office,
    delegate,
    end_membership,
    grant_membership,
    hand_over,
)
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.places.models import Level, Unit
from tests.factories import basic

pytestmark = pytest.mark.django_db

TODAY = clock.today()
DAY = dt.timedelta(days=1)
KT, TUQ = Membership.Capacity.DEPUTY, Membership.Capacity.AUTHORISED


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


@pytest.fixture
def administrator(places: basic.Places) -> User:
    return basic.make_official(Role.ADMINISTRATOR, places.dong_thap)


def _fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def _office(role: Role, unit: Unit | None, **details: object) -> Office:
    return Office(role=role, unit=unit, **({"starts_on": TODAY} | details))  # type: ignore[arg-type]


def _membership(user: User) -> Membership:
    return Membership.objects.get(user=user)


def test_granted_office_counts_from_its_first_day(
    places: basic.Places, administrator: User
) -> None:
    person = basic.make_user()

    grant_membership(
        by=administrator,
        to=person,
        office=_office(Role.COMMUNE_OFFICER, places.tan_ho_co, starts_on=TODAY + DAY),
    )

    assert not has_role(_fresh(person), Role.COMMUNE_OFFICER)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor_id) == ("membership_granted", str(administrator.pk))


@pytest.mark.parametrize(
    ("role", "unit", "words"),
    [
        (Role.COMMUNE_OFFICER, "dong_thap", "thuộc cấp xã"),
        (Role.PROVINCE_OFFICE, "tan_ho_co", "thuộc cấp tỉnh"),
        (Role.MINISTRY_OFFICE, "dong_thap", "thuộc cấp trung ương"),
        (Role.AUDITOR, "tan_ho_co", "thuộc cấp tỉnh hoặc trung ương"),
    ],
)
def test_role_belongs_to_its_level(
    places: basic.Places, administrator: User, role: Role, unit: str, words: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        grant_membership(
            by=administrator, to=basic.make_user(), office=_office(role, getattr(places, unit))
        )

    assert refused.value.field == "unit"
    assert words in refused.value.message


def test_unit_of_the_past_takes_no_office(places: basic.Places, administrator: User) -> None:
    old = Unit.objects.create(
        code="30001",
        kind="Xã",
        name="Cũ",
        level=Level.COMMUNE,
        parent=places.dong_thap,
        valid_from=dt.date(2004, 1, 1),
        valid_to=dt.date(2025, 6, 30),
        today=places.tan_ho_co,
        province_today=places.dong_thap,
    )

    with pytest.raises(RefusedError) as refused:
        grant_membership(
            by=administrator, to=basic.make_user(), office=_office(Role.COMMUNE_OFFICER, old)
        )

    assert refused.value.field == "unit"


@pytest.mark.parametrize("unit", ["vinh_long", "cau_ke"])
def test_provincial_administrator_stays_in_the_province(
    places: basic.Places, administrator: User, unit: str
) -> None:
    place = getattr(places, unit)
    role = Role.COMMUNE_OFFICER if place.level == Level.COMMUNE else Role.PROVINCE_OFFICE

    with pytest.raises(RefusedError):
        grant_membership(by=administrator, to=basic.make_user(), office=_office(role, place))
    with pytest.raises(RefusedError):
        grant_membership(
            by=administrator, to=basic.make_user(), office=_office(Role.ADMINISTRATOR, None)
        )

    assert Membership.objects.count() == 1


@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.PROVINCE_OFFICE, Role.AUDITOR])
def test_administrator_grants_nothing_to_themselves(
    places: basic.Places, administrator: User, role: Role
) -> None:
    with pytest.raises(RefusedError):
        grant_membership(by=administrator, to=administrator, office=_office(role, places.dong_thap))

    assert [office.role for office in held_roles(_fresh(administrator))] == [Role.ADMINISTRATOR]


def test_others_grant_nothing(places: basic.Places) -> None:
    for role in Role:
        if role == Role.ADMINISTRATOR:
            continue
        official = basic.make_official(role, places.dong_thap)
        with pytest.raises(RefusedError):
            grant_membership(
                by=official,
                to=basic.make_user(),
                office=_office(Role.COMMUNE_OFFICER, places.tan_ho_co),
            )


def test_same_office_twice_is_refused(places: basic.Places, administrator: User) -> None:
    person = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)

    with pytest.raises(RefusedError, match="đã giữ vai trò"):
        grant_membership(
            by=administrator, to=person, office=_office(Role.COMMUNE_OFFICER, places.tan_ho_co)
        )


def test_last_day_is_included(places: basic.Places, administrator: User) -> None:
    person = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)

    end_membership(by=administrator, membership=_membership(person), on=TODAY)
    assert has_role(_fresh(person), Role.COMMUNE_OFFICER)

    end_membership(by=administrator, membership=_membership(person), on=TODAY - DAY)
    assert not has_role(_fresh(person), Role.COMMUNE_OFFICER)


def test_past_rights_are_not_rewritten(places: basic.Places, administrator: User) -> None:
    person = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)

    with pytest.raises(RefusedError) as refused:
        end_membership(by=administrator, membership=_membership(person), on=TODAY - 2 * DAY)

    assert refused.value.field == "on"


def test_office_not_begun_is_taken_back(places: basic.Places, administrator: User) -> None:
    person = basic.make_user()
    membership = grant_membership(
        by=administrator,
        to=person,
        office=_office(Role.COMMUNE_OFFICER, places.tan_ho_co, starts_on=TODAY + 9 * DAY),
    )

    end_membership(by=administrator, membership=membership)

    assert not person.memberships.exists()
    assert AuditEntry.objects.last().act == "membership_taken_back"  # type: ignore[union-attr]


def test_country_keeps_an_administrator(places: basic.Places) -> None:
    last = basic.make_official(Role.ADMINISTRATOR, None)

    with pytest.raises(RefusedError, match="cuối cùng"):
        end_membership(by=last, membership=_membership(last))

    second = basic.make_official(Role.ADMINISTRATOR, None)
    end_membership(by=second, membership=_membership(last))
    assert _membership(last).ends_on == TODAY


def test_leader_delegates_for_a_time(places: basic.Places) -> None:
    leader = basic.make_official(Role.PROVINCE_LEADER, places.dong_thap)
    deputy = basic.make_user()

    delegation = delegate(
        by=leader,
        membership=_membership(leader),
        to=deputy,
        capacity=KT,
        starts_on=TODAY,
        ends_on=TODAY + 30 * DAY,
        title="Phó Chủ tịch",
    )

    assert has_role(_fresh(deputy), Role.PROVINCE_LEADER, unit_id=places.dong_thap.pk)
    assert (delegation.capacity, delegation.ends_on) == ("KT", TODAY + 30 * DAY)
    assert delegation.delegated_by == _membership(leader)


def test_delegated_role_is_not_delegated_again(places: basic.Places) -> None:
    leader = basic.make_official(Role.PROVINCE_LEADER, places.dong_thap)
    deputy = basic.make_user()
    first = delegate(
        by=leader,
        membership=_membership(leader),
        to=deputy,
        capacity=TUQ,
        starts_on=TODAY,
        ends_on=TODAY + 9 * DAY,
    )

    with pytest.raises(RefusedError, match="không ủy quyền lại"):
        delegate(
            by=_fresh(deputy),
            membership=first,
            to=basic.make_user(),
            capacity=TUQ,
            starts_on=TODAY,
            ends_on=TODAY + DAY,
        )


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(-1, 5, "starts_on"), (3, 2, "ends_on"), (0, 21, "ends_on")],
)
def test_delegation_stays_within_the_leaders_own_time(
    places: basic.Places, first: int, last: int, field: str
) -> None:
    leader = basic.make_official(Role.PROVINCE_LEADER, places.dong_thap, ends_on=TODAY + 20 * DAY)

    with pytest.raises(RefusedError) as refused:
        delegate(
            by=leader,
            membership=_membership(leader),
            to=basic.make_user(),
            capacity=KT,
            starts_on=TODAY + first * DAY,
            ends_on=TODAY + last * DAY,
        )

    assert refused.value.field == field


def test_only_leaders_and_only_their_own_office(places: basic.Places) -> None:
    leader = basic.make_official(Role.PROVINCE_LEADER, places.dong_thap)
    officer = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    for by, membership in ((officer, _membership(officer)), (officer, _membership(leader))):
        with pytest.raises(RefusedError):
            delegate(
                by=by,
                membership=membership,
                to=basic.make_user(),
                capacity=KT,
                starts_on=TODAY,
                ends_on=TODAY,
            )


def test_delegation_ends_with_the_leaders_office(places: basic.Places, administrator: User) -> None:
    leader = basic.make_official(Role.PROVINCE_LEADER, places.dong_thap)
    now, later = basic.make_user(), basic.make_user()
    for person, first in ((now, TODAY), (later, TODAY + 9 * DAY)):
        delegate(
            by=leader,
            membership=_membership(leader),
            to=person,
            capacity=KT,
            starts_on=first,
            ends_on=TODAY + 30 * DAY,
        )

    end_membership(by=administrator, membership=_membership(leader), on=TODAY)

    assert _membership(now).ends_on == TODAY
    assert not later.memberships.exists()


def test_leader_ends_their_own_delegation(places: basic.Places) -> None:
    leader = basic.make_official(Role.PROVINCE_LEADER, places.dong_thap)
    delegation = delegate(
        by=leader,
        membership=_membership(leader),
        to=basic.make_user(),
        capacity=KT,
        starts_on=TODAY,
        ends_on=TODAY + 9 * DAY,
    )

    end_membership(by=leader, membership=delegation)

    delegation.refresh_from_db()
    assert delegation.ends_on == TODAY


def test_handover_moves_the_office_in_one_step(places: basic.Places, administrator: User) -> None:
    leaver = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co, title="Công chức kinh tế")
    successor = basic.make_user()

    pair = hand_over(by=administrator, membership=_membership(leaver), to=successor)

    assert not has_role(_fresh(leaver), Role.COMMUNE_OFFICER)
    assert has_role(_fresh(successor), Role.COMMUNE_OFFICER, unit_id=places.tan_ho_co.pk)
    assert (pair.ended.ends_on, pair.opened.starts_on) == (TODAY - DAY, TODAY)
    assert pair.opened.title == "Công chức kinh tế"
    assert [entry.act for entry in AuditEntry.objects.all()] == [
        "membership_ended",
        "membership_granted",
    ]
    assert audit.first_broken_link() is None


@pytest.mark.parametrize("who", ["leaver", "by", "foreigner"])
def test_handover_is_refused(places: basic.Places, administrator: User, who: str) -> None:
    leaver = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    foreigner = basic.make_official(Role.ADMINISTRATOR, places.vinh_long)
    by = foreigner if who == "foreigner" else administrator
    to = {"leaver": leaver, "by": administrator}.get(who) or basic.make_user()

    with pytest.raises(RefusedError):
        hand_over(by=by, membership=_membership(leaver), to=to)

    assert _membership(leaver).ends_on is None
