"""Each member's own sheet: saved, submitted once, blind, frozen; then the council's conclusion."""

import json

import pytest

from ocop.councils.counting import counting, outcome
from ocop.councils.models import CouncilResult, ScoreSheet
from ocop.councils.services.agenda import declare_conflict
from ocop.councils.services.concluding import conclude_item, conclude_session
from ocop.councils.services.establishing import unseat_member
from ocop.councils.services.meeting import (
    conclude_gates,
    confirm_option,
    record_attendance,
    start_new_round,
)
from ocop.councils.services.sheets import (
    own_sheet,
    save_answers,
    save_opinion,
    save_sheet,
    submit_sheet,
)
from ocop.demo.answers import Answers, answers_for
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from ocop.kernel.canonical import sha256_of
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.law.loading import load_rubric
from tests.factories.basic import make_places
from tests.factories.council_journey import (
    accepted_dossier,
    council_with,
    fill_sheet,
    open_session,
    submit,
    submit_all,
)

pytestmark = pytest.mark.django_db
RUBRIC = load_rubric("qd26-2026", 8)
FOUR = answers_for(RUBRIC, 4)


@pytest.fixture
def places():
    return make_places()


@pytest.fixture
def world(places):
    return council_with(places, members=2)


@pytest.fixture
def item(places, world):
    return open_session(world, accepted_dossier(places)).items.get()


def changed(answers: Answers, **options: int) -> Answers:
    codes = {code.replace("_", "."): number for code, number in options.items()}
    return Answers({**answers.options, **codes}, answers.cases)


def test_each_save_raises_the_version_and_an_older_window_is_told(item, world):
    sheet = save_sheet(by=world.chair, item=item, criterion="1.1", option=2, version=1)
    assert (sheet.answers, sheet.version) == ({"1.1": 2}, 2)
    with pytest.raises(StaleDraftError) as refusal:
        save_sheet(by=world.chair, item=item, criterion="1.1", option=3, version=1)
    assert refusal.value.current == 2
    assert ScoreSheet.objects.get().answers == {"1.1": 2}


@pytest.mark.parametrize(("criterion", "option"), [("1.1", 4), ("1.1", -1), ("9.9", 1), ("1", 1)])
def test_an_option_the_sheet_does_not_print_is_refused_and_nothing_saved(
    item, world, criterion, option
):
    with pytest.raises(RefusedError) as refusal:
        save_sheet(by=world.chair, item=item, criterion=criterion, option=option, version=1)
    assert refusal.value.field == "answer"
    assert ScoreSheet.objects.count() == 0


def test_none_of_these_is_an_answer_and_an_answer_can_be_taken_back(item, world):
    sheet = save_sheet(by=world.chair, item=item, criterion="1.1", option=0, version=1)
    assert sheet.answers == {"1.1": 0}
    sheet = save_sheet(by=world.chair, item=item, criterion="1.1", option=None, version=2)
    assert sheet.answers == {}


def test_no_story_takes_back_what_depends_on_one(item, world):
    sheet = save_sheet(by=world.chair, item=item, criterion="5.3", option=3, version=1)
    sheet = save_sheet(by=world.chair, item=item, criterion="5.1", option=1, version=sheet.version)
    assert sheet.answers == {"5.1": 1}
    with pytest.raises(RefusedError) as refusal:
        save_sheet(by=world.chair, item=item, criterion="5.3", option=3, version=sheet.version)
    assert refusal.value.field == "answer"


def test_several_answers_are_saved_together_or_not_at_all(item, world):
    sheet = save_answers(
        by=world.chair, item=item, answers={"1.1": 2, "1.5": 3}, cases={}, version=1
    )
    assert (sheet.answers, sheet.version) == ({"1.1": 2, "1.5": 3}, 2)
    with pytest.raises(RefusedError) as refusal:
        save_answers(by=world.chair, item=item, answers={"1.2": 1, "9.9": 1}, cases={}, version=2)
    assert refusal.value.field == "answer"
    assert ScoreSheet.objects.get().answers == {"1.1": 2, "1.5": 3}


def test_a_sheet_with_open_criteria_is_not_submitted(item, world):
    sheet = save_sheet(by=world.chair, item=item, criterion="1.1", option=2, version=1)
    with pytest.raises(RefusedError, match="31 tiêu chí") as refusal:
        submit_sheet(by=world.chair, item=item, version=sheet.version)
    assert refusal.value.field == "missing"


def test_a_submitted_sheet_is_frozen_and_submitted_once(item, world):
    sheet = submit(item, world.chair, FOUR)
    assert sha256_of(sheet.snapshot.content) == sheet.snapshot.sha256
    assert json.loads(sheet.snapshot.content)["total"] == 80
    with pytest.raises(RefusedError, match="một lần"):
        submit_sheet(by=world.chair, item=item, version=sheet.version)
    with pytest.raises(RefusedError, match="một lần"):
        save_sheet(by=world.chair, item=item, criterion="1.1", option=1, version=sheet.version)


def test_secretary_stranger_and_absent_member_do_not_score(places, item, world):
    with pytest.raises(RefusedError, match="Thư ký"):
        save_sheet(by=world.secretary, item=item, criterion="1.1", option=1, version=1)
    with pytest.raises(RefusedError, match="không phải thành viên"):
        save_sheet(by=world.office, item=item, criterion="1.1", option=1, version=1)

    bigger = council_with(places, members=3)
    absent = bigger.scorers[3]
    other = open_session(bigger, accepted_dossier(places), absent=[absent]).items.get()
    with pytest.raises(RefusedError, match="vắng"):
        save_sheet(by=absent, item=other, criterion="1.1", option=1, version=1)


def test_a_member_with_a_conflict_does_not_score_and_does_not_count(places):
    world = council_with(places, members=3)
    item = open_session(world, accepted_dossier(places)).items.get()
    away = world.scorers[1]
    submit(item, away, changed(FOUR, **{"1_1": 3}))
    declare_conflict(by=away, item=item, member=world.member(away), reason="Có góp vốn")

    with pytest.raises(RefusedError, match="lợi ích"):
        save_sheet(by=away, item=item, criterion="1.1", option=1, version=99)
    for user in world.scorers:
        if user != away:
            submit(item, user, FOUR)
    assert outcome(counting(item)).totals == (80, 80, 80)


def test_the_chair_stays_out_where_the_regulation_says_so(places):
    world = council_with(places, members=3, regulation={"chair_scoring": "does_not"})
    item = open_session(world, accepted_dossier(places)).items.get()
    with pytest.raises(RefusedError, match="Chủ tịch không chấm"):
        save_sheet(by=world.chair, item=item, criterion="1.1", option=1, version=1)
    for user in world.scorers[1:]:
        submit(item, user, FOUR)
    assert conclude_item(by=world.chair, item=item).star == 4


def test_nothing_is_concluded_before_every_counted_sheet_is_in(item, world):
    submit(item, world.chair, FOUR)
    with pytest.raises(RefusedError, match="Còn chờ 2 phiếu"):
        conclude_item(by=world.chair, item=item)
    with pytest.raises(RefusedError, match="Còn chờ 2 phiếu"):
        start_new_round(by=world.chair, item=item, discussion="Chưa xong")
    with pytest.raises(RefusedError, match="chưa kết luận"):
        conclude_session(by=world.chair, session=item.session, minutes_number="1")


def test_only_the_chair_concludes_and_only_once(item, world):
    submit_all(item, world, 4)
    for user in (world.secretary, world.office, world.scorers[1]):
        with pytest.raises(RefusedError):
            conclude_item(by=user, item=item)
    conclude_item(by=world.chair, item=item)
    with pytest.raises(RefusedError, match="đã kết luận"):
        conclude_item(by=world.chair, item=item)
    assert CouncilResult.objects.count() == 1


def test_totals_more_than_ten_points_apart_are_discussed_and_scored_again(item, world):
    low = answers_for(RUBRIC, 4, aim=74)
    high = answers_for(RUBRIC, 4, aim=85)
    for user, answers in zip(world.scorers, (low, low, high), strict=True):
        submit(item, user, answers)
    assert outcome(counting(item)).spread == 11
    with pytest.raises(RefusedError, match="quá 10 điểm"):
        conclude_item(by=world.chair, item=item)
    with pytest.raises(RefusedError) as refusal:
        start_new_round(by=world.secretary, item=item, discussion=" ")
    assert refusal.value.field == "discussion"
    start_new_round(by=world.secretary, item=item, discussion="Xem lại bao bì và hợp đồng.")

    item.refresh_from_db()
    again = own_sheet(item, world.member(world.scorers[2]))
    assert (again.pk, again.round, again.answers) == (None, 2, high.options)
    for user in world.scorers:
        submit(item, user, low)
    result = conclude_item(by=world.chair, item=item)
    assert (result.total, ScoreSheet.objects.count()) == (74, 6)
    content = json.loads(result.snapshot.content)
    assert (content["round"], content["discussion"]) == (2, "Lần 1: Xem lại bao bì và hợp đồng.")


def test_exactly_ten_points_apart_is_within_the_limit(item, world):
    answers = [answers_for(RUBRIC, 4, aim=aim) for aim in (75, 80, 85)]
    for user, each in zip(world.scorers, answers, strict=True):
        submit(item, user, each)
    with pytest.raises(RefusedError, match="không chấm lại"):
        start_new_round(by=world.chair, item=item, discussion="Không cần")
    assert conclude_item(by=world.chair, item=item).total == 80


def test_the_mark_follows_what_most_members_chose(item, world):
    """1.5 at one point (option 2) misses the mark of four stars (option 3)."""
    missed, held = changed(FOUR, **{"1_5": 2}), FOUR
    for user, answers in zip(world.scorers, (missed, held, held), strict=True):
        submit(item, user, answers)
    assert conclude_item(by=world.chair, item=item).star == 4


def test_a_majority_below_the_mark_keeps_the_star_away(item, world):
    missed = changed(FOUR, **{"1_5": 2})
    for user, answers in zip(world.scorers, (missed, missed, FOUR), strict=True):
        submit(item, user, answers)
    result = conclude_item(by=world.chair, item=item)
    content = json.loads(result.snapshot.content)

    assert (result.band_star, result.star) == (4, 3)
    assert [
        (row["star"], row["criterion"], row["needs_option"], row["has_option"])
        for row in content["blocked"]
    ] == [(4, "1.5", 3, 2)]
    assert content["total_exact"] == "238/3"
    assert str(result.total) == "79.33"


def test_without_a_majority_the_council_agrees_and_the_minutes_say_why(item, world):
    sheets = (changed(FOUR, **{"1_5": 1}), changed(FOUR, **{"1_5": 2}), FOUR)
    for user, answers in zip(world.scorers, sheets, strict=True):
        submit(item, user, answers)
    with pytest.raises(RefusedError, match=r"thống nhất mức ở tiêu chí 1\.5"):
        conclude_item(by=world.chair, item=item)

    def agree(**words):
        values = {"criterion": "1.5", "option": 2, "reason": "Hợp đồng 62% sản lượng."}
        confirm_option(by=world.chair, item=item, **(values | words))

    for wrong, field in [
        ({"criterion": "1.1"}, "criterion"),
        ({"option": 4}, "option"),
        ({"reason": ""}, "reason"),
    ]:
        with pytest.raises(RefusedError) as refusal:
            agree(**wrong)
        assert refusal.value.field == field
    agree()
    result = conclude_item(by=world.chair, item=item)
    assert result.star == 3
    assert json.loads(result.snapshot.content)["agreed_options"]["1.5"]["option"] == 2


def test_a_ground_to_stop_seen_by_most_ends_without_a_star(item, world):
    gate = next(gate for gate in RUBRIC.gates if gate.criterion == "1.1")
    for user in world.scorers[:2]:
        sheet = save_opinion(
            by=user, item=item, opinion="Nguyên liệu nhập.", gates=[(gate.type, "1.1")], version=1
        )
        submit_sheet(by=user, item=item, version=sheet.version)
    submit(item, world.scorers[2], FOUR)
    result = conclude_item(by=world.chair, item=item)
    content = json.loads(result.snapshot.content)

    assert (result.star, result.band_star) == (None, None)
    assert [row["criterion"] for row in content["gates"]] == ["1.1"]
    assert "council_gate" in [row["id"] for row in content["readings"]]


def test_a_ground_seen_by_one_is_discussed_then_the_council_concludes(item, world):
    gate = next(gate for gate in RUBRIC.gates if gate.criterion == "1.1")
    sheet = save_opinion(
        by=world.chair, item=item, opinion="", gates=[(gate.type, "1.1")], version=1
    )
    submit_sheet(by=world.chair, item=item, version=sheet.version)
    for user in world.scorers[1:]:
        submit(item, user, FOUR)
    with pytest.raises(RefusedError, match="lý do dừng"):
        conclude_item(by=world.chair, item=item)
    with pytest.raises(RefusedError) as refusal:
        conclude_gates(by=world.chair, item=item, gates=[("rejected_if", "7")], discussion="x")
    assert refusal.value.field == "gates"
    conclude_gates(
        by=world.chair, item=item, gates=[(gate.type, "1.1")], discussion="Đã kiểm tra kho."
    )
    assert conclude_item(by=world.chair, item=item).star is None


def test_a_complete_sheet_with_a_ground_needs_a_word_on_the_discussion(item, world):
    gate = next(gate for gate in RUBRIC.gates if gate.criterion == "1.1")
    sheet = fill_sheet(item, world.chair, FOUR)
    sheet = save_opinion(
        by=world.chair, item=item, opinion="", gates=[(gate.type, "1.1")], version=sheet.version
    )
    submit_sheet(by=world.chair, item=item, version=sheet.version)
    for user in world.scorers[1:]:
        submit(item, user, FOUR)
    with pytest.raises(RefusedError) as refusal:
        conclude_item(by=world.chair, item=item)
    assert refusal.value.field == "discussion"
    result = conclude_item(by=world.chair, item=item, discussion="Nguồn gốc rõ, không loại.")
    assert result.star == 4


def test_too_few_counted_sheets_do_not_make_a_result(places):
    world = council_with(places, members=3, regulation={"least_sheets": 4})
    item = open_session(world, accepted_dossier(places)).items.get()
    submit_all(item, world, 4)
    away = world.member(world.scorers[1])
    declare_conflict(by=world.office, item=item, member=away, reason="Có góp vốn")
    with pytest.raises(RefusedError, match="Chỉ có 3 phiếu"):
        conclude_item(by=world.chair, item=item)


def test_a_member_who_submitted_is_not_marked_absent_afterwards(places):
    world = council_with(places, members=3)
    session = open_session(world, accepted_dossier(places))
    submit(session.items.get(), world.scorers[1], FOUR)
    present = world.council.members.exclude(user=world.scorers[1])
    with pytest.raises(RefusedError) as refusal:
        record_attendance(by=world.secretary, session=session, present=list(present))
    assert refusal.value.field == "present"


def test_a_chair_who_could_read_the_totals_does_not_come_back_to_score(places):
    world = council_with(places, members=3, regulation={"chair_attendance": "optional"})
    first, second = accepted_dossier(places), accepted_dossier(places)
    session = open_session(world, first, second, absent=[world.chair])
    everyone = list(world.council.members.all())
    record_attendance(by=world.chair, session=session, present=everyone)
    record_attendance(by=world.chair, session=session, present=[*everyone[1:]])
    item = session.items.first()
    for user in world.scorers[1:]:
        submit(item, user, FOUR)
    with pytest.raises(RefusedError, match="Chủ tịch không vào chấm được nữa") as refusal:
        record_attendance(by=world.chair, session=session, present=everyone)
    assert refusal.value.field == "present"
    conclude_item(by=world.chair, item=item)
    record_attendance(by=world.chair, session=session, present=everyone)
    assert world.member(world.chair) in session.present.all()


def test_who_left_the_council_does_not_stand_in_the_way_of_the_attendance(places):
    world = council_with(places, members=4)
    session = open_session(world, accepted_dossier(places))
    submit(session.items.get(), world.scorers[4], FOUR)
    unseat_member(by=world.office, member=world.member(world.scorers[4]), left_on=clock.today())
    seated = list(world.council.members.filter(left_on=None))
    record_attendance(by=world.secretary, session=session, present=seated)
    assert set(session.present.all()) == set(seated)


def test_comments_reach_the_result_without_a_name(item, world):
    for place, user in enumerate(world.scorers):
        sheet = fill_sheet(item, user, FOUR)
        sheet = save_sheet(
            by=user,
            item=item,
            criterion="1.1",
            option=FOUR.options["1.1"],
            comment=f"Nên ghi rõ nguồn cá {place}.",
            version=sheet.version,
        )
        submit_sheet(by=user, item=item, version=sheet.version)
    result = conclude_item(by=world.chair, item=item)
    comments = json.loads(result.snapshot.content)["comments"]
    assert comments == [
        {"criterion": "1.1", "text": f"Nên ghi rõ nguồn cá {place}."} for place in range(3)
    ]


def test_the_session_closes_once_with_a_numbered_minutes(item, world):
    submit_all(item, world, 4)
    conclude_item(by=world.chair, item=item)
    with pytest.raises(RefusedError) as refusal:
        conclude_session(by=world.chair, session=item.session, minutes_number=" ")
    assert refusal.value.field == "minutes_number"
    conclude_session(by=world.chair, session=item.session, minutes_number="03/BB-HĐ")
    with pytest.raises(RefusedError):
        conclude_session(by=world.chair, session=item.session, minutes_number="04/BB-HĐ")
    item.dossier.refresh_from_db()
    assert item.dossier.state == DossierState.SCORED
