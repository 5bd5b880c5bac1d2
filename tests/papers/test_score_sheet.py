"""The score sheet draws every set: criteria, sub-criteria, cases, notes and ticks."""

import pytest

from ocop.law.loading import load_rubric
from ocop.law.scoring import score_sheet
from ocop.papers.score_sheet import filled_sheet, render_score_sheet

from . import samples
from .pdf import packed, pdfa_faults, reader, text_of


def sheet_of(number: int, answers: dict[str, int], cases: dict[str, int] | None = None) -> dict:
    return filled_sheet(score_sheet(load_rubric("qd26-2026", number), answers, cases or {}))


def lines_of(rubric) -> list[str]:
    """Every printed line of the form: names, options, cases and notes."""
    lines = []
    for part in rubric.parts:
        for group in part.groups:
            lines += [group.name, *group.notes, *group.conditions]
            for criterion in group.criteria:
                for node in {criterion, *criterion.leaves}:
                    lines += [f"{node.code}. {node.name}", *node.notes, *node.conditions]
                    for case, options in node.option_lists:
                        lines += [case.name] if case else []
                        lines += [option.label for option in options]
    return lines


@pytest.mark.parametrize("number", range(1, 27))
def test_every_set_prints_its_whole_form(number: int) -> None:
    rubric = load_rubric("qd26-2026", number)
    pdf = render_score_sheet(samples.score_sheet(number), dated=samples.DAY)
    text = packed(text_of(pdf))
    assert [line for line in lines_of(rubric) if packed(line) not in text] == []
    assert text.count("√") == len(rubric.leaves) + sum(bool(leaf.cases) for leaf in rubric.leaves)
    assert packed("TỔNG CỘNG 100 100") in text
    assert pdfa_faults(pdf) == []


@pytest.mark.parametrize(("instrument", "number"), [("qd148-2023", 26), ("qd1048-2019", 25)])
def test_older_sets_with_cases_print_too(instrument: str, number: int) -> None:
    rubric = load_rubric(instrument, number)
    sheet = filled_sheet(samples.answered(rubric))
    pdf = render_score_sheet(samples.score_sheet(sheet=sheet), dated=samples.DAY)
    text = packed(text_of(pdf))
    assert [line for line in lines_of(rubric) if packed(line) not in text] == []
    assert sheet["points"] == "100"


def test_sub_criteria_add_up_under_their_heading() -> None:
    """Set 11: 6.1 (4 points) is 6.1.1 and 6.1.2."""
    sheet = sheet_of(11, {"6.1.1": 3, "6.1.2": 2})
    group = next(g for g in sheet["parts"][2]["groups"] if g["code"] == "6")
    heading = group["criteria"][0]
    assert (heading["points"], [sub["points"] for sub in heading["subcriteria"]]) == (
        "3",
        ["2", "1"],
    )
    assert (group["points"], sheet["points"]) == ("3", "3")


def test_only_the_chosen_case_is_ticked() -> None:
    """Set 26, criterion 8: option 2 of case 2 gives 3 points."""
    sheet = sheet_of(26, {"8": 2}, {"8": 2})
    criterion = next(g for g in sheet["parts"][2]["groups"] if g["code"] == "8")["criteria"][0]
    ticked = [[option["chosen"] for option in case["options"]] for case in criterion["cases"]]
    assert ticked == [[False, False], [False, True]]
    assert criterion["points"] == "3"


def test_none_of_these_is_an_answer_and_a_gap_is_not() -> None:
    sheet = sheet_of(8, {"1.1": 0})
    first, second = sheet["parts"][0]["groups"][0]["criteria"][:2]
    assert (first["points"], first["none_met"]) == ("0", True)
    assert (second["points"], second["none_met"]) == ("", False)
    pdf = render_score_sheet(samples.score_sheet(sheet=sheet), dated=samples.DAY)
    assert text_of(pdf).count("Chưa đạt mức nào") == 1


def test_without_a_story_its_criteria_count_zero() -> None:
    """Criterion 5.1, first option: no story; 5.2 and 5.3 are not missing."""
    sheet = sheet_of(8, {"5.1": 1})
    criteria = next(g for g in sheet["parts"][1]["groups"] if g["code"] == "5")["criteria"]
    assert [(c["points"], c["none_met"]) for c in criteria] == [("0", False)] * 3


def test_the_blank_form_has_no_tick() -> None:
    sheet = sheet_of(8, {})
    data = samples.score_sheet(sheet=sheet, band="", opinion="", member="", date=None, code="")
    pdf = render_score_sheet(data, dated=samples.DAY)
    text = text_of(pdf)
    assert (text.count("√"), sheet["points"]) == (0, "")
    assert "ngày …… tháng …… năm ………" in text
    assert len(reader(pdf).pages) == 6
