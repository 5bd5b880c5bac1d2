"""One sheet: extremes, band edges, stories, cases, gates, missing answers."""

from fractions import Fraction

import pytest

from ocop.kernel.errors import RefusedError
from ocop.law.loading import all_rubrics, load_rubric
from ocop.law.readings import LawSettings
from ocop.law.rubric import Rubric
from ocop.law.scoring import score_sheet
from tests.law.sheets import at_lowest, at_maximum, at_none, with_total

CURRENT = all_rubrics("qd26-2026")
USABLE = [rubric for rubric in all_rubrics() if rubric.usable]


def named(rubric: Rubric) -> str:
    return rubric.id


@pytest.mark.parametrize("rubric", USABLE, ids=named)
def test_maximum_is_100_points_and_5_stars(rubric):
    """Điều 3.3.a: 90 to 100 points."""
    score = score_sheet(rubric, *at_maximum(rubric))
    assert score.parts == {part.code: part.max for part in rubric.parts}
    assert score.total == 100
    assert (score.ranking.band_star, score.ranking.star) == (5, 5)
    assert score.ranking.blocked == ()
    assert (score.ranking.recognised_by, score.ranking.certificate) == ("ministry", True)


@pytest.mark.parametrize("rubric", CURRENT, ids=named)
def test_minimum_is_0_points(rubric):
    """Điều 3.3.đ: under 30 points is 1 star; in set 16 "0 điểm" stops the evaluation."""
    score = score_sheet(rubric, *at_none(rubric))
    assert score.total == 0
    assert score.missing == ()
    assert score.ranking.star == (None if rubric.number == 16 else 1)
    assert not score.ranking.certificate
    assert score.ranking.recognised_by is None
    assert "none_of_these" in score.readings


@pytest.mark.parametrize("rubric", CURRENT, ids=named)
def test_lowest_printed_levels_sum_up(rubric):
    answers, cases = at_lowest(rubric)
    expected = sum(
        min(option.points for option in leaf.option_lists[0][1]) for leaf in rubric.leaves
    )
    assert score_sheet(rubric, answers, cases).total == expected


@pytest.mark.parametrize("rubric", CURRENT, ids=named)
@pytest.mark.parametrize(
    ("total", "band_star"),
    [(29, 1), (30, 2), (49, 2), (50, 3), (69, 3), (70, 4), (89, 4), (90, 5)],
)
def test_both_sides_of_every_band_edge(rubric, total, band_star):
    """Điều 3.3: bands are half-open."""
    score = score_sheet(rubric, *with_total(rubric, total))
    assert score.total == total
    assert score.ranking.band_star == band_star
    below = [row.star - 1 for row in score.ranking.blocked]
    assert score.ranking.star == min([*below, band_star])
    assert all(3 <= row.star <= band_star for row in score.ranking.blocked)


def test_band_tests_use_the_exact_mean():
    """Reading `exact_mean`: 69,995 is printed as 70,00 and stays below 70."""
    from ocop.law.points import printed
    from ocop.law.ranking import band_of

    table = score_sheet(load_rubric("qd26-2026", 1), {}).table
    assert printed(Fraction(69995, 1000)) == "70,00"
    assert band_of(table, Fraction(69995, 1000)) == 3
    assert band_of(table, Fraction(70)) == 4


@pytest.mark.parametrize("said", [0, 1])
@pytest.mark.parametrize("number", range(1, 26))
def test_without_a_story_what_depends_on_it_counts_nothing(number, said):
    """Set 1-25: "Chỉ áp dụng khi có câu chuyện sản phẩm" (5.2; 5.3 by reading)."""
    rubric = load_rubric("qd26-2026", number)
    answers, cases = at_maximum(rubric)
    answers["5.1"] = said
    del answers["5.2"], answers["5.3"]
    score = score_sheet(rubric, answers, cases)
    assert score.missing == ()
    assert score.total == 100 - 5 - 2 - 5
    assert "no_story_dependents" in score.readings
    assert ("5.3", 3) in {(r.mark.criterion, r.star) for r in score.ranking.blocked}


@pytest.mark.parametrize("code", ["5.2", "5.3"])
def test_points_for_a_story_that_is_not_there_are_refused(code):
    rubric = load_rubric("qd26-2026", 10)
    answers, _ = at_maximum(rubric)
    answers |= {"5.1": 1, "5.2": 1, "5.3": 1}
    assert score_sheet(rubric, answers).total == 88
    with pytest.raises(RefusedError) as refused:
        score_sheet(rubric, answers | {code: 2})
    assert refused.value.field == f"answers.{code}"


def test_the_story_reading_can_be_set_otherwise():
    rubric = load_rubric("qd26-2026", 10)
    answers, _ = at_maximum(rubric)
    answers |= {"5.1": 1, "5.2": 0}
    scored = LawSettings(no_story_dependents="scored")
    assert score_sheet(rubric, answers, settings=scored).total == 93


def test_tourism_prints_no_story_condition():
    """Set 26: 5.3 is about the new countryside; nothing depends on 5.1."""
    rubric = load_rubric("qd26-2026", 26)
    answers, cases = at_maximum(rubric)
    assert score_sheet(rubric, answers | {"5.1": 0}, cases).total == 96


def test_exactly_one_case_is_chosen():
    rubric = load_rubric("qd26-2026", 26)
    answers, cases = at_maximum(rubric)
    without = {code: case for code, case in cases.items() if code != "8"}
    score = score_sheet(rubric, answers, without)
    assert score.missing == ("8",)
    assert score.total == 97
    assert (score.ranking.star, score.ranking.band_star) == (None, None)
    assert score_sheet(rubric, answers, cases | {"8": 2}).total == 100


def test_the_better_case_of_1048_reaches_the_maximum():
    """QĐ 1048, criterion 3.2: tops of 2 and 1; a household reaches 1 only."""
    rubric = load_rubric("qd1048-2019", 1)
    answers, cases = at_maximum(rubric)
    assert cases == {"3.2": 1}
    assert score_sheet(rubric, answers, {"3.2": 2}).total == 99


def test_missing_answers_leave_subtotals_without_a_star():
    rubric = load_rubric("qd26-2026", 10)
    answers, _ = at_maximum(rubric)
    del answers["1.5"], answers["9"]
    score = score_sheet(rubric, answers)
    assert score.missing == ("1.5", "9")
    assert score.parts == {"A": 37, "B": 25, "C": 30}
    ranking = score.ranking
    assert (ranking.star, ranking.band_star, ranking.recognised_by) == (None, None, None)
    assert ranking.blocked == ()


@pytest.mark.parametrize("code", ["6.1", "6.2", "6.3", "6.4"])
@pytest.mark.parametrize("said", [0, 1])
def test_bottled_water_stops_at_zero_points(code, said):
    """Set 16: "Nếu được 0 điểm tại một trong các chỉ tiêu trên, sẽ không đánh giá…"."""
    rubric = load_rubric("qd26-2026", 16)
    answers, _ = at_maximum(rubric)
    score = score_sheet(rubric, answers | {code: said})
    assert [(g.type, g.criterion) for g in score.ranking.gates] == [("stop_evaluation_if", code)]
    assert score.ranking.star is None
    assert score.total == 100 - rubric.leaf(code).max


def test_every_printed_gate_stops_the_ranking():
    for rubric in CURRENT:
        answers, cases = at_maximum(rubric)
        for gate in rubric.gates:
            score = score_sheet(rubric, answers, cases, [(gate.type, gate.criterion)] * 2)
            assert score.ranking.gates == (gate,)
            assert score.total == 100
            assert (score.ranking.band_star, score.ranking.star) == (None, None)


@pytest.mark.parametrize(
    ("answers", "cases", "gates", "field"),
    [
        ({"1.1": 6}, {}, [], "answers.1.1"),
        ({"1.1": -1}, {}, [], "answers.1.1"),
        ({"1.1": True}, {}, [], "answers.1.1"),
        ({"1.1": 1.0}, {}, [], "answers.1.1"),
        ({"1.1": "1"}, {}, [], "answers.1.1"),
        ({"1.1": None}, {}, [], "answers.1.1"),
        ({"6": 1, "x": 1}, {}, [], "answers.x"),
        ({"8": 9}, {}, [], "answers.8"),
        ({"8": 9}, {"8": 1}, [], "answers.8"),
        ({"8": 1}, {"8": 3}, [], "cases.8"),
        ({"8": 1}, {"8": True}, [], "cases.8"),
        ({"8": 1}, {"6": 1}, [], "cases.6"),
        ({}, {}, [("rejected_if", "1.1")], "gates"),
    ],
)
def test_bad_answers_are_refused_at_their_place(answers, cases, gates, field):
    with pytest.raises(RefusedError) as refused:
        score_sheet(load_rubric("qd26-2026", 26), answers, cases, gates)
    assert refused.value.field == field
    assert refused.value.message


def test_a_history_only_set_is_not_scored():
    with pytest.raises(RefusedError) as refused:
        score_sheet(load_rubric("qd148-2023", 7), {})
    assert refused.value.field == "set"
    assert refused.value.message.startswith("Bộ 7 của QĐ 148/2023 chỉ dùng để tra cứu")


def test_old_bands_are_half_open_too():
    """QĐ 1048 prints 70-89 and 50-69 (reading `bands_of_1048`)."""
    rubric = load_rubric("qd1048-2019", 1)
    score = score_sheet(rubric, *with_total(rubric, 89))
    assert score.ranking.star == 4
    assert "bands_of_1048" in score.readings
