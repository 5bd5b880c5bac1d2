import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.notices.models import Notice
from ocop.withdrawals import queries
from ocop.withdrawals.services import answer_ministry, hear_producer, request_of_ministry
from tests.withdrawals.world import World, days_ago, make_world, propose

pytestmark = pytest.mark.django_db


def test_a_case_is_seen_where_the_product_is_made_and_by_the_ministry() -> None:
    world = make_world()
    case = propose(world)
    for person in (world.office, world.leader, world.inspector, world.commune, world.ministry):
        assert list(queries.visible_to(person)) == [case]
    for stranger in (world.neighbour, world.stranger, world.owner, AnonymousUser()):
        assert list(queries.visible_to(stranger)) == []
    assert queries.to_check(world.office).count() == 1
    assert queries.to_check(world.ministry).count() == 0


def test_the_producer_sees_the_case_once_it_is_heard() -> None:
    world = make_world()
    hear_producer(
        case=propose(world),
        reply_due_on=clock.today() + dt.timedelta(days=1),
        by=world.office,
    )
    assert queries.of_producers(world.owner).count() == 1
    assert queries.of_producers(world.stranger).count() == 0


@pytest.mark.parametrize(("age", "late"), [(15, 0), (16, 1)])
def test_article_8_4_the_sixteenth_day_is_late(age: int, late: int) -> None:
    world = make_world()
    propose(world, concluded_on=days_ago(age))
    assert queries.overdue(queries.open_cases(world.office)).count() == late


def test_article_10_1_b_the_ministry_asks_and_the_province_answers_once() -> None:
    world = make_world()
    request = request_of_ministry(**_letter(world), by=world.ministry)
    assert Notice.objects.filter(person=world.office).count() == 1
    assert list(queries.requests_visible_to(world.office)) == [request]
    assert list(queries.requests_visible_to(world.neighbour)) == []
    answer = {"answer": "Đã làm lại.", "answer_number": "88/UBND", "answered_on": clock.today()}
    with pytest.raises(RefusedError, match="thẩm quyền"):
        answer_ministry(request=request, **answer, by=world.neighbour)
    answered = answer_ministry(request=request, **answer, by=world.office)
    assert answered.answered_on == clock.today()
    with pytest.raises(RefusedError, match="đã được trả lời"):
        answer_ministry(request=request, **answer, by=world.office)


def test_a_province_does_not_write_the_ministrys_letters_and_five_stars_have_none() -> None:
    world = make_world()
    with pytest.raises(RefusedError, match="thẩm quyền"):
        request_of_ministry(**_letter(world), by=world.office)
    world.certificate.recognition.star = 5
    with pytest.raises(RefusedError, match="5 sao"):
        request_of_ministry(**_letter(world), by=world.ministry)


def _letter(world: World) -> dict[str, object]:
    return {
        "recognition": world.certificate.recognition,
        "wish": "redo",
        "wrong": "Hội đồng thiếu thành viên.",
        "letter_number": "12/BNNMT",
        "sent_on": days_ago(2),
        "file": None,
    }
