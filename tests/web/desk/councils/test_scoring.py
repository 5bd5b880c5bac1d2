"""A member scores in the browser: one criterion at a time, then the whole sheet."""

import pytest
from django.urls import reverse

from ocop.councils.models import ScoreSheet
from ocop.councils.services.agenda import declare_conflict
from ocop.demo.answers import answers_for
from ocop.law.loading import load_rubric
from tests.factories.council_journey import fill_sheet, submit

pytestmark = pytest.mark.django_db
RUBRIC = load_rubric("qd26-2026", 8)
FOUR = answers_for(RUBRIC, 4)


def score_url(item, code):
    return reverse("desk:councils:score", args=[item.pk, code])


def test_the_page_shows_levels_sums_and_evidence_and_writes_nothing(browse, world, item):
    page = browse(world.chair).get(score_url(item, "1.1")).content.decode()

    assert "Nguồn nguyên liệu" in page
    assert "Hợp đồng mua cá (mẫu)" in page
    assert "Cơ sở tự đánh giá mức" in page
    assert "32 tiêu chí chưa chấm" in page
    assert ScoreSheet.objects.count() == 0


def test_a_saved_answer_leads_to_the_next_criterion(browse, world, item):
    client = browse(world.chair)
    answer = client.post(
        score_url(item, "1.1"), {"answer": "3", "comment": "Nguồn cá rõ.", "version": "1"}
    )
    assert answer.url == score_url(item, "1.2")
    sheet = ScoreSheet.objects.get()
    assert (sheet.answers, sheet.comments) == ({"1.1": 3}, {"1.1": "Nguồn cá rõ."})
    last = client.post(score_url(item, "11"), {"answer": "0", "version": "2"})
    assert last.url == reverse("desk:councils:review", args=[item.pk])


def test_autosave_answers_with_the_new_version_and_the_parts_that_changed(browse, world, item):
    answer = browse(world.chair).post(
        score_url(item, "1.1"),
        {"answer": "3", "version": "1"},
        headers={"Accept": "application/json"},
    )
    said = answer.json()
    assert said["version"] == 2
    assert set(said["parts"]) == {"tong-diem", "cac-tieu-chi"}
    assert "<b>3</b>/40" in said["parts"]["tong-diem"]


def test_an_older_window_is_told_and_its_words_stay(browse, world, item):
    client = browse(world.chair)
    client.post(score_url(item, "1.1"), {"answer": "3", "version": "1"})
    late = client.post(
        score_url(item, "1.1"), {"answer": "2", "comment": "Chữ tôi gõ", "version": "1"}
    )
    assert late.status_code == 422
    page = late.content.decode()
    assert "vừa được lưu ở một cửa sổ khác" in page
    assert "Chữ tôi gõ" in page
    assert 'name="version" value="2"' in page
    stale = client.post(
        score_url(item, "1.1"),
        {"answer": "2", "version": "1"},
        headers={"Accept": "application/json"},
    )
    assert stale.status_code == 409


@pytest.mark.parametrize(("answer", "status"), [("9", 422), ("1-2", 422), ("x", 404)])
def test_an_answer_the_sheet_does_not_offer_is_refused(browse, world, item, answer, status):
    client = browse(world.chair)
    got = client.post(score_url(item, "1.1"), {"answer": answer, "version": "1"})
    assert got.status_code == status
    assert ScoreSheet.objects.count() == 0


def test_an_unknown_criterion_is_not_found(browse, world, item):
    assert browse(world.chair).get(score_url(item, "9.9")).status_code == 404


def test_the_sheet_is_read_whole_and_submitted_once(browse, world, item):
    client = browse(world.chair)
    sheet = fill_sheet(item, world.chair, FOUR)
    review = reverse("desk:councils:review", args=[item.pk])
    assert "Nộp phiếu này?" in client.get(review).content.decode()

    submit_url = reverse("desk:councils:submit", args=[item.pk])
    assert client.post(submit_url, {"version": sheet.version}).url == reverse("desk:councils:mine")
    again = client.post(submit_url, {"version": sheet.version}, follow=True).content.decode()
    assert "mỗi phiếu chỉ nộp một lần" in again
    locked = client.get(score_url(item, "1.1")).content.decode()
    assert "Phiếu đã khóa, chỉ đọc" in locked
    assert "disabled" in locked


def test_an_unfinished_sheet_names_what_is_open(browse, world, item):
    sheet = fill_sheet(item, world.chair, FOUR)
    sheet.answers.pop("1.2")
    sheet.save()
    got = browse(world.chair).post(
        reverse("desk:councils:submit", args=[item.pk]), {"version": sheet.version}, follow=True
    )
    assert "Phiếu còn 1 tiêu chí chưa chấm: 1.2." in got.content.decode()


def test_the_opinion_and_the_grounds_are_saved_beside_the_criteria(browse, world, item):
    client = browse(world.chair)
    url = reverse("desk:councils:opinion", args=[item.pk])
    client.post(url, {"opinion": "Cần xem kho.", "gates": ["rejected_if:1.1"], "version": "1"})
    sheet = ScoreSheet.objects.get()
    assert (sheet.opinion, sheet.gates) == ("Cần xem kho.", [["rejected_if", "1.1"]])
    wrong = client.post(url, {"opinion": "Giữ chữ này", "gates": ["bịa:1"], "version": "2"})
    assert wrong.status_code == 422
    assert "Giữ chữ này" in wrong.content.decode()


def test_a_conflict_shows_as_conflict_not_as_a_blank(browse, world, item):
    member = world.member(world.scorers[1])
    client = browse(world.scorers[1])
    client.post(
        reverse("desk:councils:conflict", args=[item.pk]),
        {"xd": "", "member": member.pk, "reason": "Có góp vốn"},
    )
    assert item.conflicts.get().member == member
    shown = client.get(score_url(item, "1.1"))
    assert shown.status_code == 403
    assert "lợi ích liên quan" in shown.content.decode()
    assert "vì có lợi ích liên quan" in client.get(reverse("desk:councils:mine")).content.decode()


def test_the_list_says_what_is_to_do(browse, world, item):
    client = browse(world.scorers[1])
    mine = reverse("desk:councils:mine")
    assert "Chưa chấm" in client.get(mine).content.decode()
    fill_sheet(item, world.scorers[1], FOUR)
    assert "32 tiêu chí đã có mức" in client.get(mine).content.decode()


def test_a_member_prints_their_own_submitted_sheet(browse, world, item):
    sheet = submit(item, world.chair, FOUR)
    url = reverse("desk:councils:sheet_paper", args=[sheet.pk])
    answer = browse(world.chair).get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    for user in (world.office, world.secretary, world.scorers[1]):
        assert browse(user).get(url).status_code == 404


def test_declaring_for_another_member_is_not_possible(browse, world, item):
    other = world.member(world.chair)
    got = browse(world.scorers[1]).post(
        reverse("desk:councils:conflict", args=[item.pk]), {"member": other.pk, "reason": "x"}
    )
    assert got.status_code == 422
    assert item.conflicts.count() == 0


def test_a_sheet_of_a_conflicted_member_is_closed_to_the_office_too(browse, world, item):
    sheet = submit(item, world.scorers[1], FOUR)
    declare_conflict(
        by=world.office, item=item, member=world.member(world.scorers[1]), reason="Có góp vốn"
    )
    url = reverse("desk:councils:sheet_paper", args=[sheet.pk])
    assert browse(world.office).get(url).status_code == 404
