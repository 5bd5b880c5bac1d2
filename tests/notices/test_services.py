"""Telling people: once each, and only those who should hear it."""

import datetime as dt

import pytest

from ocop.accounts.models import Membership
from ocop.accounts.queries import officials_of
from ocop.accounts.roles import Role
from ocop.notices.models import Notice, NoticeKind
from ocop.notices.services import Message, notify, tell
from ocop.producers.models import ProducerPerson
from ocop.producers.queries import users_of
from tests.factories import basic

pytestmark = pytest.mark.django_db


def test_a_notice_is_told_once_for_each_person_and_key() -> None:
    first, second = basic.make_user(), basic.make_user()
    words = {
        "kind": NoticeKind.CERTIFICATE,
        "title": "Đến kỳ đánh giá lại",
        "body": "Mở từ hôm nay.",
    }
    assert notify(to=[first], key="certificate:1:window_opens", **words) == 1
    assert notify(to=[first, second], key="certificate:1:window_opens", **words) == 1
    assert notify(to=[first], key="certificate:2:window_opens", **words) == 1
    assert list(Notice.objects.order_by("pk").values_list("person_id", "key")) == [
        (first.pk, "certificate:1:window_opens"),
        (second.pk, "certificate:1:window_opens"),
        (first.pk, "certificate:2:window_opens"),
    ]


def test_the_same_person_named_twice_hears_it_once_and_a_closed_account_not() -> None:
    person, closed = basic.make_user(), basic.make_user()
    closed.is_active = False
    closed.save()
    told = notify(
        to=[person, person, closed], key="a:1", kind=NoticeKind.OTHER, title="Một việc", body=""
    )
    assert (told, Notice.objects.count()) == (1, 1)


def test_a_long_title_is_cut_and_says_so() -> None:
    notify(to=[basic.make_user()], key="a:1", kind=NoticeKind.OTHER, title="ă" * 300, body="")
    assert Notice.objects.get().title == "ă" * 199 + "…"


def test_telling_many_takes_the_same_queries_for_one_and_for_fifty(
    django_assert_num_queries: object,
) -> None:
    people = [basic.make_user() for _ in range(50)]
    for count in (1, 50):
        messages = [
            Message(person.pk, f"a:{count}", NoticeKind.OTHER, "Một việc", "")
            for person in people[:count]
        ]
        with django_assert_num_queries(4):
            assert tell(messages) == count


def test_officials_are_those_of_the_unit_today() -> None:
    places = basic.make_places()
    commune = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    leader = basic.make_official(Role.COMMUNE_LEADER, places.tan_ho_co)
    basic.make_official(Role.COMMUNE_OFFICER, places.sa_dec)
    ministry = basic.make_official(Role.MINISTRY_OFFICE, None)
    former = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    Membership.objects.filter(user=former).update(ends_on=dt.date(2025, 8, 1))
    assert list(
        officials_of(Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER, unit_id=places.tan_ho_co.pk)
    ) == [commune, leader]
    assert list(officials_of(Role.MINISTRY_OFFICE)) == [ministry]
    assert list(officials_of(Role.COMMUNE_OFFICER)) == []


def test_a_producers_people_are_those_of_today() -> None:
    commune = basic.make_places().tan_ho_co
    owner, former = basic.make_user(), basic.make_user()
    producer = basic.make_producer(commune, owner=owner)
    basic.make_producer(commune, owner=basic.make_user())
    ProducerPerson.objects.create(
        user=former,
        producer=producer,
        part=ProducerPerson.Part.STAFF,
        starts_on=dt.date(2025, 7, 1),
        ends_on=dt.date(2025, 9, 1),
    )
    assert list(users_of(producer)) == [owner]
