"""Written opinions on re-evaluations: asked, returned, collected, concluded or met (Điều 7.6.d)."""

import datetime as dt
import json

import pytest

from ocop.councils.board import CellKind, board_of
from ocop.councils.models import ScoreSheet, Session
from ocop.councils.own_sheets import own_lines
from ocop.councils.queries import sheets_visible_to
from ocop.councils.services.agenda import declare_conflict, place_on_agenda, take_off_agenda
from ocop.councils.services.concluding import conclude_item, conclude_session
from ocop.councils.services.meeting import open_scoring, start_new_round
from ocop.councils.services.rounds import (
    call_meeting,
    collect,
    extend_reply,
    open_written_round,
    plan_written_round,
    remind_of_written_rounds,
    why_meet,
)
from ocop.councils.services.sheets import own_sheet, save_opinion
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.notices.models import Notice
from tests.factories.basic import Places, make_places
from tests.factories.council_journey import (
    World,
    accepted_dossier,
    council_with,
    fill_sheet,
    open_session,
    submit,
)
from tests.factories.reevaluation import waiting_for_council
from tests.factories.rounds import answers, opened_round, planned_round

pytestmark = pytest.mark.django_db
TOMORROW = clock.today() + dt.timedelta(days=1)
YESTERDAY = clock.today() - dt.timedelta(days=1)


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def world(places: Places) -> World:
    return council_with(places, members=2)


def over(session: Session) -> Session:
    """The same round as it is the day after its last day."""
    Session.objects.filter(pk=session.pk).update(held_on=YESTERDAY)
    session.refresh_from_db()
    return session


def test_members_agree_and_the_mean_is_concluded(places: Places, world: World) -> None:
    dossier = waiting_for_council(places)
    session = opened_round(world, dossier)
    item = session.items.get()
    for user in world.scorers:
        submit(item, user, answers(item))
    collect(by=world.office, session=session)
    item.refresh_from_db()
    assert why_meet(item) == []
    result = conclude_item(by=world.chair, item=item)
    conclude_session(by=world.chair, session=session, minutes_number="09/BB-HĐ")
    session.refresh_from_db()
    dossier.refresh_from_db()
    assert (result.star, dossier.state) == (4, DossierState.SCORED)
    minutes = json.loads(session.minutes.content)
    assert (minutes["form"], minutes["called_to_meeting"]) == ("written", [])
    assert minutes["quorum"] == {"present": 3, "of": 3, "least": 3}
    assert json.loads(result.snapshot.content)["session"]["form"] == "written"


def test_first_evaluations_and_upgrades_always_meet(places: Places, world: World) -> None:
    session = planned_round(world)
    for dossier in (
        accepted_dossier(places),
        waiting_for_council(places, star=3, kind="upgrade"),
    ):
        with pytest.raises(RefusedError, match="phải họp"):
            place_on_agenda(by=world.office, session=session, dossier=dossier)


def test_opening_needs_products_members_and_a_day_to_come(places: Places, world: World) -> None:
    with pytest.raises(RefusedError) as refused:
        plan_written_round(by=world.office, council=world.council, name="Đợt", reply_by=YESTERDAY)
    assert refused.value.field == "reply_by"
    session = planned_round(world)
    with pytest.raises(RefusedError, match="chưa có sản phẩm"):
        open_written_round(by=world.office, session=session)
    place_on_agenda(by=world.office, session=session, dossier=waiting_for_council(places))
    with pytest.raises(RefusedError, match="Chỉ cơ quan tham mưu"):
        open_written_round(by=world.scorers[1], session=session)
    with pytest.raises(RefusedError, match="không phải phiên họp"):
        open_scoring(by=world.secretary, session=session, present=list(world.council.members.all()))
    open_written_round(by=world.secretary, session=session)
    with pytest.raises(RefusedError, match="không thêm hồ sơ"):
        place_on_agenda(by=world.office, session=session, dossier=waiting_for_council(places))


def test_members_are_told_once_and_reminded_while_they_owe_a_sheet(
    places: Places, world: World
) -> None:
    session = opened_round(world, waiting_for_council(places))
    asked = Notice.objects.filter(key__startswith="written-asked")
    assert {notice.person for notice in asked} == set(world.scorers)
    item = session.items.get()
    submit(item, world.chair, answers(item))
    for _ in range(2):
        remind_of_written_rounds()
    reminded = Notice.objects.filter(key__startswith="written-due")
    assert {notice.person for notice in reminded} == set(world.scorers[1:])
    assert reminded.count() == 2


def test_nobody_is_reminded_earlier_than_three_days_before(places: Places, world: World) -> None:
    session = opened_round(world, waiting_for_council(places))
    for days, told in ((4, 0), (3, 3)):
        Session.objects.filter(pk=session.pk).update(
            held_on=clock.today() + dt.timedelta(days=days)
        )
        remind_of_written_rounds()
        assert Notice.objects.filter(key__startswith="written-due").count() == told


def test_no_sheet_comes_in_after_the_last_day(places: Places, world: World) -> None:
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    sheet = fill_sheet(item, world.chair, answers(item))
    over(session)
    with pytest.raises(RefusedError, match="hết hạn gửi"):
        submit(item, world.chair, answers(item))
    assert not own_lines(world.chair)[0].is_to_do
    extend_reply(by=world.office, session=session, reply_by=TOMORROW)
    assert own_lines(world.chair)[0].is_to_do
    sheet.refresh_from_db()
    assert sheet.submitted_at is None


def test_collecting_waits_for_the_last_day_or_for_every_sheet(places: Places, world: World) -> None:
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    for user in world.scorers[:2]:
        submit(item, user, answers(item))
    with pytest.raises(RefusedError, match="Còn chờ 1 phiếu"):
        collect(by=world.secretary, session=session)
    collect(by=world.secretary, session=over(session))
    with pytest.raises(RefusedError, match="Đã tổng hợp"):
        extend_reply(by=world.office, session=session, reply_by=TOMORROW)


def test_the_quorum_counts_returned_sheets(places: Places) -> None:
    world = council_with(places, members=4)
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    for user in world.scorers[:3]:
        submit(item, user, answers(item))
    collect(by=world.office, session=over(session))
    item.refresh_from_db()
    with pytest.raises(RefusedError, match="Nhận 3 trong 5 phiếu; Quy chế cần ít nhất 4"):
        conclude_item(by=world.chair, item=item)
    assert why_meet(item) == ["Nhận 3 trong 5 phiếu; Quy chế cần ít nhất 4."]


def test_a_conflict_takes_a_member_out_of_the_quorum(places: Places) -> None:
    world = council_with(places, members=3)
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    away = world.scorers[-1]
    declare_conflict(by=away, item=item, member=world.member(away), reason="Có góp vốn")
    for user in world.scorers[:3]:
        submit(item, user, answers(item))
    collect(by=world.office, session=session)
    item.refresh_from_db()
    assert conclude_item(by=world.chair, item=item).star == 4


def test_without_the_chair_where_the_regulation_wants_the_chair(places: Places) -> None:
    world = council_with(places, members=4)
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    for user in world.scorers[1:]:
        submit(item, user, answers(item))
    collect(by=world.office, session=over(session))
    item.refresh_from_db()
    assert why_meet(item) == ["Quy chế yêu cầu có phiếu của Chủ tịch Hội đồng."]


def test_differing_opinions_go_on_in_a_meeting_as_its_second_round(
    places: Places, world: World
) -> None:
    dossier = waiting_for_council(places)
    session = opened_round(world, dossier)
    item = session.items.get()
    for user, star in zip(world.scorers, (4, 4, 3), strict=True):
        submit(item, user, answers(item, star))
    collect(by=world.office, session=session)
    item.refresh_from_db()
    with pytest.raises(RefusedError, match="chưa thống nhất, phải họp"):
        conclude_item(by=world.chair, item=item)
    with pytest.raises(RefusedError, match="không phải phiên họp"):
        start_new_round(by=world.chair, item=item, discussion="Chấm lại")
    meeting = call_meeting(
        by=world.office, session=session, name="Phiên họp", held_on=clock.today()
    )
    again = meeting.items.get()
    item.refresh_from_db()
    assert (meeting.form, again.round, again.continues) == ("meeting", 2, item)
    assert "Hạng theo từng phiếu khác nhau." in item.meeting_reason
    open_scoring(by=world.secretary, session=meeting, present=list(world.council.members.all()))
    kept = own_sheet(again, world.member(world.chair))
    assert kept.answers == dict(answers(item).options)
    of_round = sheets_visible_to(world.office).filter(item__in=[item, again])
    assert list(of_round) == []
    for user in world.scorers:
        submit(again, user, answers(again))
    assert conclude_item(by=world.chair, item=again).star == 4
    assert ScoreSheet.objects.filter(item=item, round=1).count() == 3
    assert of_round.all().count() == 6
    conclude_session(by=world.chair, session=session, minutes_number="10/BB-HĐ")
    session.refresh_from_db()
    [called] = json.loads(session.minutes.content)["called_to_meeting"]
    assert called["reason"] == item.meeting_reason
    with pytest.raises(RefusedError, match="đã kết luận"):
        call_meeting(by=world.office, session=session, name="Họp", held_on=clock.today())


def test_one_request_for_a_meeting_is_enough(places: Places, world: World) -> None:
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    for user in world.scorers:
        sheet = fill_sheet(item, user, answers(item))
        if user == world.scorers[2]:
            save_opinion(
                by=user,
                item=item,
                opinion="",
                gates=[],
                version=sheet.version,
                meeting_reason="Bao bì mới cần xem tận nơi",
            )
        submit(item, user, answers(item))
    item.refresh_from_db()
    [reason] = why_meet(item)
    assert reason.endswith("đề nghị họp: Bao bì mới cần xem tận nơi.")
    collect(by=world.office, session=session)
    meeting = call_meeting(
        by=world.office, session=session, name="Phiên họp", held_on=clock.today()
    )
    assert meeting.items.get().continues == item


def test_a_called_product_does_not_go_back_to_a_written_round(places: Places, world: World) -> None:
    dossier = waiting_for_council(places)
    session = opened_round(world, dossier)
    item = session.items.get()
    for user, star in zip(world.scorers, (4, 4, 3), strict=True):
        submit(item, user, answers(item, star))
    collect(by=world.office, session=session)
    meeting = call_meeting(by=world.office, session=session, name="Họp", held_on=clock.today())
    take_off_agenda(by=world.office, item=meeting.items.get())
    dossier.refresh_from_db()
    with pytest.raises(RefusedError, match="phải đưa ra họp"):
        place_on_agenda(by=world.office, session=planned_round(world), dossier=dossier)
    later = open_session(world, dossier)
    assert later.items.get().round == 2


def test_others_see_who_returned_and_never_what(places: Places, world: World) -> None:
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    submit(item, world.chair, answers(item))
    fill_sheet(item, world.scorers[1], answers(item))
    board = board_of(session, with_outcomes=True)
    [row] = board.rows
    assert [cell.kind for cell in row.cells] == [CellKind.SENT, CellKind.DOING, CellKind.NONE]
    assert row.outcome is None
    assert [member.user for member in board.silent] == list(world.scorers[1:])
    for user in (world.scorers[1], world.scorers[2], world.office, world.secretary):
        seen = sheets_visible_to(user).filter(item=item)
        assert {sheet.member.user for sheet in seen} <= {user}


def test_who_did_not_answer_stands_apart_once_collected(places: Places) -> None:
    world = council_with(places, members=4)
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    for user in world.scorers[:4]:
        submit(item, user, answers(item))
    collect(by=world.office, session=over(session))
    session.refresh_from_db()
    [row] = board_of(session, with_outcomes=True).rows
    assert [cell.kind for cell in row.cells] == [CellKind.SENT] * 4 + [CellKind.AWAY]
    assert row.outcome is not None
    assert conclude_item(by=world.chair, item=session.items.get()).star == 4
