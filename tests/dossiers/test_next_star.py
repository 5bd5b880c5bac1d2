"""The gap to a star (Điều 3.3 QĐ 26/2026 and the marks of Phụ lục II). Pure."""

from fractions import Fraction

from ocop.demo.answers import answers_for
from ocop.dossiers.rules.next_star import gap_to, next_gap
from ocop.law.loading import load_rubric
from ocop.law.scoring import score_sheet

RUBRIC = load_rubric("qd26-2026", 8)


def test_a_four_star_sheet_lacks_points_and_marks_for_five() -> None:
    gap = next_gap(answers_for(RUBRIC, 4).score(RUBRIC))
    assert gap is not None
    assert (gap.star, gap.at_least, gap.points_missing, gap.unanswered) == (5, 90, Fraction(10), 0)
    assert all(mark.star <= 5 for mark in gap.marks)


def test_five_stars_lack_nothing() -> None:
    score = answers_for(RUBRIC, 5).score(RUBRIC)
    assert next_gap(score) is None
    assert gap_to(score, 5).is_closed


def test_a_missed_mark_is_named_with_its_level() -> None:
    """Set 8, criterion 1.5: level 3 (2 points) is the minimum for four stars."""
    answers = answers_for(RUBRIC, 4)
    score = score_sheet(RUBRIC, answers.options | {"1.5": 2}, answers.cases)
    gap = next_gap(score)
    assert gap is not None
    (mark,) = gap.marks
    assert (mark.criterion, mark.star, mark.needed_points, mark.has_points) == ("1.5", 4, 2, 1)
    assert mark.needed == "Có hợp đồng liên kết trên 75% sản lượng tiêu thụ"


def test_an_empty_sheet_lacks_every_three_star_mark() -> None:
    gap = next_gap(score_sheet(RUBRIC, {}))
    assert gap is not None
    assert (gap.star, gap.points_missing, gap.unanswered) == (3, Fraction(50), 32)
    wanted = {mark.criterion for mark in RUBRIC.marks if mark.star == 3}
    assert {mark.criterion for mark in gap.marks} == wanted
    assert {mark.has_points for mark in gap.marks} == {None}


def test_the_highest_minimum_of_a_criterion_stands_for_the_lower_ones() -> None:
    """Set 8, criterion 2.3 has a mark for three and one for four stars."""
    gap = gap_to(score_sheet(RUBRIC, {}), 4)
    assert [mark.star for mark in gap.marks if mark.criterion == "2.3"] == [4]
