"""The nightly round: who is told, once, in slices that may stop anywhere."""

import datetime as dt

import pytest

from ocop.accounts.roles import Role
from ocop.jobs.models import JobRun
from ocop.notices.models import Notice, Occasion
from ocop.recognition import reminders
from tests.factories import basic
from tests.factories.certificates import add_fact, make_certificate

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
OPENS_TODAY = TODAY + dt.timedelta(days=180)


def run(on: dt.date = TODAY) -> dict[str, object]:
    """The whole round of a day, slice by slice."""
    cursor: dict[str, object] = {"on": on.isoformat()}
    while True:
        piece = reminders.remind_slice(cursor)
        if piece.is_finished:
            return piece.result
        cursor = piece.cursor


def told(person: object) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("title", flat=True))


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


def test_producer_commune_and_office_hear_of_the_opening(places: basic.Places) -> None:
    owner, stranger = basic.make_user(), basic.make_user()
    commune = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    others = [
        basic.make_official(Role.COMMUNE_OFFICER, places.sa_dec),
        basic.make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        basic.make_official(Role.MINISTRY_OFFICE, None),
        stranger,
    ]
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    basic.make_producer(places.tan_ho_co, owner=stranger)
    certificate = make_certificate(places.tan_ho_co, OPENS_TODAY, producer=producer)
    assert run() == {"digests": 2}

    product = certificate.recognition.product
    assert told(owner) == [f"Đã đến kỳ đánh giá lại: {product}"]
    assert told(commune) == told(office) == ["1 mốc về hạn của sao, ngày 22/11/2026"]
    assert [told(person) for person in others] == [[], [], [], []]
    notice = Notice.objects.get(person=owner)
    assert notice.key == f"certificate:{certificate.pk}:window_opens"
    assert notice.due_on == OPENS_TODAY - dt.timedelta(days=120)
    assert notice.link == f"/co-so/san-pham/{product.pk}/"


def test_the_ministry_hears_of_five_stars(places: basic.Places) -> None:
    ministry = basic.make_official(Role.MINISTRY_OFFICE, None)
    make_certificate(places.tan_ho_co, OPENS_TODAY, star=4)
    five = make_certificate(places.tan_ho_co, OPENS_TODAY, star=5)
    run()
    [notice] = Notice.objects.filter(person=ministry)
    assert notice.title == "1 mốc về hạn của sao, ngày 22/11/2026"
    assert str(five.recognition.product) in notice.body


def test_nothing_is_told_twice_and_nothing_missed_is_lost(places: basic.Places) -> None:
    owner = basic.make_user()
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    make_certificate(places.tan_ho_co, OPENS_TODAY, producer=producer)
    run(), run(), run(TODAY + dt.timedelta(days=3))
    assert len(told(owner)) == 1
    make_certificate(places.tan_ho_co, TODAY, producer=producer)
    # The job did not run for four days.
    run(TODAY + dt.timedelta(days=4))
    assert len(told(owner)) == 2
    assert told(owner)[1].startswith("Sao hết hạn ngày 22/11/2026")


def test_old_certificates_bring_no_flood(places: basic.Places) -> None:
    owner = basic.make_user()
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    for year in range(2021, 2026):
        make_certificate(places.tan_ho_co, dt.date(year, 6, 1), producer=producer)
    run()
    assert told(owner) == []


def test_a_round_that_was_cut_off_goes_on_without_telling_twice(places: basic.Places) -> None:
    owner = basic.make_user()
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    producer = basic.make_producer(places.tan_ho_co, owner=owner)
    for _ in range(3):
        make_certificate(places.tan_ho_co, OPENS_TODAY, producer=producer)
    # The worker died before the digests; the next round begins from the start.
    reminders.remind_slice({"on": TODAY.isoformat()})
    assert (len(told(owner)), told(office)) == (3, [])
    run()
    assert len(told(owner)) == 3
    assert told(office) == ["3 mốc về hạn của sao, ngày 22/11/2026"]


def test_what_a_second_run_of_the_day_finds_gets_a_digest_of_its_own(places: basic.Places) -> None:
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    make_certificate(places.tan_ho_co, OPENS_TODAY)
    run()
    make_certificate(places.tan_ho_co, OPENS_TODAY)
    run(), run()
    assert told(office) == ["1 mốc về hạn của sao, ngày 22/11/2026"] * 2


def test_certificates_past_asking_are_left_alone(places: basic.Places) -> None:
    producer = basic.make_producer(places.tan_ho_co, owner=basic.make_user())
    withdrawn = make_certificate(places.tan_ho_co, OPENS_TODAY, producer=producer)
    add_fact(withdrawn, "withdrawn", TODAY - dt.timedelta(days=1))
    under_way = make_certificate(places.tan_ho_co, OPENS_TODAY, producer=producer)
    add_fact(under_way, "reevaluation_received", TODAY)
    old = make_certificate(places.tan_ho_co, TODAY, producer=producer)
    make_certificate(
        places.tan_ho_co,
        dt.date(2029, 5, 1),
        product=old.recognition.product,
        issued_on=dt.date(2026, 5, 1),
    )
    run()
    assert (Notice.objects.count(), Occasion.objects.count()) == (0, 0)


def test_someone_with_two_offices_gets_one_message(places: basic.Places) -> None:
    person = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    person.memberships.create(
        role=Role.PROVINCE_OFFICE, unit=places.dong_thap, starts_on=dt.date(2025, 7, 1)
    )
    certificate = make_certificate(places.tan_ho_co, OPENS_TODAY)
    run()
    [notice] = Notice.objects.filter(person=person)
    assert notice.body.count(str(certificate.recognition.product)) == 1


@pytest.mark.parametrize("count", [1, 30])
def test_a_slice_asks_a_fixed_number_of_questions(
    places: basic.Places, count: int, django_assert_max_num_queries: object
) -> None:
    basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    for _ in range(count):
        producer = basic.make_producer(places.tan_ho_co, owner=basic.make_user())
        make_certificate(places.tan_ho_co, OPENS_TODAY, producer=producer)
    with django_assert_max_num_queries(13):
        piece = reminders.remind_slice({"on": TODAY.isoformat()})
    assert piece.done == count
    with django_assert_max_num_queries(13):
        reminders.remind_slice({**piece.cursor, "leg": "digests"})


def test_one_round_at_a_time() -> None:
    reminders.begin(), reminders.begin()
    assert JobRun.objects.filter(task=reminders.TASK).count() == 1
