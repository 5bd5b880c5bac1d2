"""The scoring screen shows the sheet as printed."""

import pytest

from ocop.law.loading import load_rubric
from ocop.law.scoring import score_sheet
from ocop.web import scoring_adapter as adapter

RUBRIC = load_rubric("qd26-2026", 8)
TOP = {leaf.code: len(leaf.options) for leaf in RUBRIC.leaves}


def test_levels_keep_their_printed_points_and_marks_and_end_with_none_of_these():
    view = adapter.criterion_view(RUBRIC, "1.5", answer=2)

    assert [(o.number, o.points, o.min_star, o.checked) for o in view.options] == [
        (1, 0, None, False),
        (2, 1, None, True),
        (3, 2, 4, False),
        (4, 3, 5, False),
        (0, 0, None, False),
    ]
    assert view.place == "A. Sản phẩm và sức mạnh của cộng đồng · Tổ chức sản xuất"


def test_none_of_these_is_checked_apart_from_not_answered():
    assert adapter.criterion_view(RUBRIC, "1.5", answer=0).options[-1].checked
    assert not any(option.checked for option in adapter.criterion_view(RUBRIC, "1.5").options)


def test_a_criterion_with_cases_checks_only_within_the_chosen_case():
    rubric, leaf = next(
        (rubric, leaf)
        for rubric in (load_rubric("qd26-2026", number) for number in range(1, 27))
        for leaf in rubric.leaves
        if leaf.cases
    )
    view = adapter.criterion_view(rubric, leaf.code, answer=1, case=2)

    checked = [(case.number, o.value) for case in view.cases for o in case.options if o.checked]
    assert checked == [(2, "2-1")]


def test_sums_and_sentences_name_the_star_that_a_mark_holds_back():
    score = score_sheet(RUBRIC, {**TOP, "1.5": 2})
    sums = adapter.sums_view(score)

    assert [(part.code, part.value, part.max_points) for part in sums.parts] == [
        ("A", 38, 40),
        ("B", 25, 25),
        ("C", 35, 35),
    ]
    assert (sums.total, sums.band_star, sums.star, sums.unanswered) == (98, 5, 3, 0)
    assert sums.blocked == "1 mức tối thiểu"
    assert adapter.blocked_codes(score) == {"1.5"}
    assert adapter.blocked_sentences(score, "1.5") == (
        "Mức 1 điểm giữ sản phẩm ở 3 sao.",
        "Muốn 4 sao phải đạt ít nhất mức 2 điểm ở tiêu chí này, dù tổng điểm đã đủ 70.",
    )
    assert adapter.blocked_sentences(score, "1.6") == ("", "")


def test_an_unfinished_sheet_has_no_star_yet():
    sums = adapter.sums_view(score_sheet(RUBRIC, {"1.1": 3}))

    assert (sums.total, sums.band_star, sums.star, sums.unanswered) == (3, None, None, 31)


def test_the_ribbon_shows_what_is_answered_blocked_and_current():
    parts = adapter.ribbon(
        RUBRIC, {"1.1": 0, "1.5": 2}, current="1.1", blocked={"1.5"}, url=lambda code: f"/{code}/"
    )

    assert [len(part.items) for part in parts] == [16, 6, 10]
    states = {item.code: item.state for item in parts[0].items}
    assert (states["1.1"], states["1.2"], states["1.5"]) == ("answered", "empty", "blocked")
    assert [item.code for part in parts for item in part.items if item.current] == ["1.1"]


def test_neighbours_follow_the_printed_order():
    before, after = adapter.neighbours(RUBRIC, "3.5")
    assert (before and before.code, after and after.code) == ("3.4", "4.1")
    assert adapter.neighbours(RUBRIC, "1.1")[0] is None
    assert adapter.neighbours(RUBRIC, "11")[1] is None
    with pytest.raises(KeyError):
        adapter.neighbours(RUBRIC, "99")
