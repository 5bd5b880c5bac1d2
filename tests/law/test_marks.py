"""Every star mark on its own."""

import pytest

from ocop.law.loading import all_rubrics, load_rubric
from ocop.law.readings import LawSettings
from ocop.law.scoring import score_sheet
from tests.law.sheets import at_maximum

MARKS = [(rubric, mark) for rubric in all_rubrics("qd26-2026") for mark in rubric.marks]


def test_there_are_575():
    assert len(MARKS) == 575


@pytest.mark.parametrize(
    ("rubric", "mark"), MARKS, ids=[f"{r.number}-{m.criterion}-{m.star}" for r, m in MARKS]
)
def test_one_level_below_a_mark_blocks_its_star_and_the_mark_itself_does_not(rubric, mark):
    """Everything else at the maximum; the legend: "yêu cầu tối thiểu phải đạt"."""
    answers, cases = at_maximum(rubric)
    reached = score_sheet(rubric, answers | {mark.criterion: mark.option}, cases)
    own = [r for r in reached.ranking.blocked if r.mark == mark]
    assert own == []

    below = mark.option - 1
    if mark.criterion == "5.1" and below <= 1:
        below = 2
        assert below < mark.option
    score = score_sheet(rubric, answers | {mark.criterion: below}, cases)
    blocked = [
        (row.star, row.mark.criterion, row.mark.option, row.has_option)
        for row in score.ranking.blocked
    ]
    stars_of_criterion = [
        (m.star, m.criterion, m.option, below)
        for m in rubric.marks
        if m.criterion == mark.criterion and m.option > below and m.star <= score.ranking.band_star
    ]
    assert blocked == stars_of_criterion
    if mark.star <= score.ranking.band_star:
        assert (mark.star, mark.criterion, mark.option, below) in blocked
        assert score.ranking.star == mark.star - 1


def test_below_three_through_a_mark_is_2_and_not_a_two_star_rank():
    """72 points and a missed ***: "Chưa đạt 3 sao" (reading `missed_mark`)."""
    rubric = load_rubric("qd26-2026", 10)
    answers, _ = at_maximum(rubric)
    ranking = score_sheet(rubric, answers | {"9": 0}).ranking
    assert (ranking.band_star, ranking.star) == (5, 2)
    assert ranking.missed_three_by_mark
    assert (ranking.recognised_by, ranking.certificate) == (None, False)


def test_rows_follow_the_sheet_and_then_the_star():
    rubric = load_rubric("qd26-2026", 10)
    answers, _ = at_maximum(rubric)
    ranking = score_sheet(rubric, answers | {"9": 0, "1.5": 1}).ranking
    assert [(r.mark.criterion, r.star, r.mark.option, r.has_option) for r in ranking.blocked] == [
        ("1.5", 4, 3, 1),
        ("1.5", 5, 4, 1),
        ("9", 3, 1, 0),
        ("9", 4, 2, 0),
    ]


def test_a_mark_above_the_band_does_not_block():
    rubric = load_rubric("qd26-2026", 10)
    fives = {m.criterion: m.option - 1 for m in rubric.marks if m.star == 5}
    answers, _ = at_maximum(rubric)
    ranking = score_sheet(rubric, answers | fives | {"6.2": 1, "6.3": 1, "4.3": 1}).ranking
    assert ranking.band_star == 4
    assert {row.star for row in ranking.blocked} <= {3, 4}


@pytest.mark.parametrize("number", [n for n in range(1, 27) if n not in (7, 11, 12, 13)])
def test_a_mark_on_a_heading_needs_the_full_points(number):
    """QĐ 148, criterion 3.6 (reading `heading_mark`)."""
    rubric = load_rubric("qd148-2023", number)
    answers, cases = at_maximum(rubric)
    ranking = score_sheet(rubric, answers | {"3.6": 1}, cases).ranking
    assert [(r.star, r.mark.option, r.has_option) for r in ranking.blocked] == [(4, 2, 1)]
    assert ranking.star == 3
    free = LawSettings(heading_mark="not_binding")
    assert score_sheet(rubric, answers | {"3.6": 1}, cases, settings=free).ranking.star == 5


def test_marks_of_the_tourism_set_bind_without_a_legend():
    """Set 26 prints three marks and no legend (reading `marks_without_legend`)."""
    rubric = load_rubric("qd26-2026", 26)
    answers, cases = at_maximum(rubric)
    score = score_sheet(rubric, answers | {"3.5": 1}, cases)
    assert score.ranking.star == 3
    assert "marks_without_legend" in score.readings
    free = LawSettings(marks_without_legend="not_binding")
    assert score_sheet(rubric, answers | {"3.5": 1}, cases, settings=free).ranking.star == 5
