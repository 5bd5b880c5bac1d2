"""The council's result: exact mean, majority, gates, spread."""

from fractions import Fraction

import pytest

from ocop.kernel.errors import RefusedError
from ocop.law.loading import load_rubric
from ocop.law.readings import LawSettings
from ocop.law.scoring import aggregate, score_sheet
from tests.law.sheets import at_maximum, with_total

RUBRIC = load_rubric("qd26-2026", 10)


def sheets(*changes, settings=None):
    best, _ = at_maximum(RUBRIC)
    extra = {"settings": settings} if settings else {}
    return [score_sheet(RUBRIC, best | change, **extra) for change in changes]


def test_the_mean_is_exact_and_never_rounded_up_into_a_band():
    """Điều 3.3: "tổng điểm trung bình đạt từ 70 đến dưới 90"; 269/3 is below 90."""
    scored = [score_sheet(RUBRIC, *with_total(RUBRIC, total)) for total in (89, 90, 90)]
    council = aggregate(scored)
    assert council.total == Fraction(269, 3)
    assert sum(council.parts.values()) == Fraction(269, 3)
    assert council.ranking.band_star == 4
    assert council.member_totals == (89, 90, 90)
    assert council.spread == 1
    assert "exact_mean" in council.readings


def test_the_option_of_most_members_counts_for_a_mark():
    council = aggregate(sheets({"1.5": 3}, {"1.5": 3}, {"1.5": 1}))
    assert [(r.mark.criterion, r.star, r.has_option) for r in council.ranking.blocked] == [
        ("1.5", 5, 3)
    ]
    assert council.ranking.star == 4
    tally = next(row for row in council.criteria if row.code == "1.5")
    assert tally.votes == ((None, 3, 2), (None, 1, 1))
    assert (tally.mean, tally.low, tally.high, tally.spread) == (Fraction(4, 3), 0, 2, 2)
    assert (tally.option, tally.confirmed) == (3, False)


def test_without_a_majority_the_council_has_to_settle_it():
    scored = sheets({"1.5": 4}, {"1.5": 3}, {"1.5": 1})
    council = aggregate(scored)
    assert council.ranking.undecided == ("1.5",)
    assert (council.ranking.band_star, council.ranking.star) == (5, None)
    assert council.ranking.recognised_by is None
    settled = aggregate(scored, confirmed={"1.5": 4})
    assert (settled.ranking.star, settled.ranking.undecided) == (5, ())
    assert [row.code for row in settled.criteria if row.confirmed] == ["1.5"]
    lower = aggregate(scored, confirmed={"1.5": 1})
    assert lower.ranking.star == 3


def test_members_who_differ_without_touching_a_mark_need_no_discussion():
    council = aggregate(sheets({"1.5": 1}, {"1.5": 2}, {"1.5": 0}))
    assert council.ranking.undecided == ()
    assert council.ranking.star == 3
    assert council.ranking.blocked[0].has_option == 0


def test_a_tie_is_no_majority_and_plurality_is_a_setting():
    halves = sheets({"1.5": 4}, {"1.5": 1})
    assert aggregate(halves).ranking.undecided == ("1.5",)
    plurality = LawSettings(council_option="plurality")
    assert aggregate(halves, plurality).ranking.undecided == ("1.5",)
    votes = sheets({}, {}, {"1.5": 3}, {"1.5": 2}, {"1.5": 1})
    assert aggregate(votes).ranking.undecided == ("1.5",)
    assert aggregate(votes, plurality).ranking.star == 5


def test_a_gate_stands_by_majority_or_by_the_councils_conclusion():
    best, _ = at_maximum(RUBRIC)
    raised = score_sheet(RUBRIC, best, gates=[("rejected_if", "1.1")])
    free = score_sheet(RUBRIC, best)
    minority = aggregate([raised, free, free])
    assert minority.ranking.star == 5
    assert minority.minority_gates == raised.gates
    majority = aggregate([raised, raised, free])
    assert majority.ranking.gates == raised.gates
    assert majority.ranking.star is None
    concluded = aggregate([free, free, free], gates=raised.gates)
    assert concluded.ranking.star is None
    assert concluded.total == 100


def test_an_incomplete_sheet_does_not_count_unless_a_gate_stands():
    stopped = score_sheet(RUBRIC, {"1.1": 1}, gates=[("rejected_if", "1.1")])
    best, _ = at_maximum(RUBRIC)
    assert aggregate([stopped, stopped]).ranking.star is None
    with pytest.raises(RefusedError) as refused:
        aggregate([score_sheet(RUBRIC, best), stopped, score_sheet(RUBRIC, best)])
    assert refused.value.field == "sheets"
    assert refused.value.message.startswith("Phiếu thứ 2 còn thiếu tiêu chí 1.2, 1.3")


def test_no_sheets_other_sets_and_unknown_options_are_refused():
    other = load_rubric("qd26-2026", 9)
    for bad in ([], [*sheets({}), score_sheet(other, at_maximum(other)[0])]):
        with pytest.raises(RefusedError) as refused:
            aggregate(bad)
        assert refused.value.field == "sheets"
    for confirmed in ({"1.5": 9}, {"9.9": 1}, {"1.5": -1}):
        with pytest.raises(RefusedError) as refused:
            aggregate(sheets({}), confirmed=confirmed)
        assert refused.value.field == f"confirmed.{next(iter(confirmed))}"


def test_a_confirmed_case_is_named_with_its_option():
    rubric = load_rubric("qd26-2026", 26)
    scored = [score_sheet(rubric, *at_maximum(rubric))]
    council = aggregate(scored, confirmed={"8": (2, 1)})
    assert next(row.option for row in council.criteria if row.code == "8") == 1
