"""A council is entered as its decision names it (Điều 7.3.b, 7.4.b QĐ 26/2026/QĐ-TTg)."""

import datetime as dt

import pytest

from ocop.accounts.roles import Role
from ocop.councils.models import Council, CouncilLevel, CouncilMember
from ocop.councils.services.establishing import (
    NewSeat,
    establish_council,
    seat_member,
    unseat_member,
)
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from tests.factories.basic import make_official, make_places
from tests.factories.council_journey import council_with

pytestmark = pytest.mark.django_db
Seat = CouncilMember.Seat


@pytest.fixture
def places():
    return make_places()


def establish(places, seats, **changed):
    values = {
        "by": make_official(Role.PROVINCE_OFFICE, places.dong_thap),
        "level": CouncilLevel.PROVINCE,
        "unit": places.dong_thap,
        "name": "Hội đồng (mẫu)",
        "decision_number": "1200/QĐ-UBND",
        "decided_on": dt.date(2026, 6, 1),
        "decision_signer": "Chủ tịch UBND tỉnh (mẫu)",
        "seats": seats,
    }
    return establish_council(**(values | changed))


def full_seats(places):
    chair = make_official(Role.COUNCIL_CHAIR, places.dong_thap)
    members = [make_official(Role.COUNCIL_MEMBER, places.dong_thap) for _ in range(2)]
    return [NewSeat(chair, Seat.CHAIR), *(NewSeat(user, Seat.MEMBER) for user in members)]


def test_a_council_keeps_its_decision_its_seats_and_every_setting(places):
    council = establish(places, full_seats(places), regulation={"spread_limit": 15})

    assert council.rules.spread_limit == 15
    assert council.regulation["quorum_percent"] == 75
    assert [member.seat for member in council.members.all()] == ["chair", "member", "member"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"decision_number": "  "}, "decision_number"),
        ({"decision_signer": ""}, "decision_signer"),
        ({"name": ""}, "name"),
        ({"regulation": {"quorum_percent": 10}}, "quorum_percent"),
        ({"decided_on": dt.date(2999, 1, 1)}, "decided_on"),
    ],
)
def test_what_the_decision_must_say_is_asked_at_its_field(places, changed, field):
    with pytest.raises(RefusedError) as refusal:
        establish(places, full_seats(places), **changed)
    assert refusal.value.field == field
    assert Council.objects.count() == 0


def test_the_same_decision_is_not_entered_twice(places):
    establish(places, full_seats(places))
    with pytest.raises(RefusedError) as refusal:
        establish(places, full_seats(places))
    assert refusal.value.field == "decision_number"


@pytest.mark.parametrize("drop", ["chair", "one"])
def test_a_council_needs_one_chair_and_enough_members_to_score(places, drop):
    seats = full_seats(places)
    with pytest.raises(RefusedError) as refusal:
        establish(places, seats[1:] if drop == "chair" else seats[:2])
    assert refusal.value.field == "seats"


def test_nobody_is_seated_without_the_office_role_of_this_province(places):
    stranger = make_official(Role.COUNCIL_MEMBER, places.vinh_long)
    with pytest.raises(RefusedError) as refusal:
        establish(places, [*full_seats(places), NewSeat(stranger, Seat.MEMBER)])
    assert refusal.value.field == "seats"


@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.PROVINCE_LEADER, Role.ADMINISTRATOR])
def test_only_the_office_of_the_province_establishes(places, role):
    with pytest.raises(RefusedError):
        establish(places, full_seats(places), by=make_official(role, places.dong_thap))


def test_the_office_of_another_province_does_not_establish_here(places):
    with pytest.raises(RefusedError):
        establish(
            places,
            full_seats(places),
            by=make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        )


def test_the_ministrys_office_establishes_the_central_council():
    world = council_with(None)
    assert (world.council.level, world.council.unit) == (CouncilLevel.CENTRAL, None)


def test_a_member_leaves_and_another_takes_the_seat(places):
    world = council_with(places)
    leaving = world.council.members.filter(seat=Seat.MEMBER)[0]
    unseat_member(by=world.office, member=leaving, left_on=clock.today())
    with pytest.raises(RefusedError):
        unseat_member(by=world.office, member=leaving, left_on=clock.today())

    newcomer = make_official(Role.COUNCIL_MEMBER, places.dong_thap)
    seat_member(
        by=world.office, council=world.council, new=NewSeat(newcomer, Seat.MEMBER, "Sở Y tế")
    )
    assert world.council.members.filter(left_on=None, seat=Seat.MEMBER).count() == 3


def test_a_council_has_one_chair_only(places):
    world = council_with(places)
    second = make_official(Role.COUNCIL_CHAIR, places.dong_thap)
    with pytest.raises(RefusedError):
        seat_member(by=world.office, council=world.council, new=NewSeat(second, Seat.CHAIR))
