"""Phiếu đánh giá: one council member's score sheet on the product set's own form (Phụ lục II)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict

from ocop.law.rubric import Case, Criterion, Group, Option, Part, Rubric
from ocop.papers.typesetting import render_pdf


class SheetProducer(TypedDict):
    """The producer as the head of the sheet prints it."""

    name: str
    phone: str
    address: str


class ScoreSheetData(TypedDict):
    """What a score sheet prints beside its form; "" and None leave room to write."""

    sheet: Mapping[str, Any]  # from `filled_sheet`
    legal_source: str  # "Phụ lục II, Quyết định số 26/2026/QĐ-TTg ngày …"
    number: str  # of this sheet in the session, "04/11"
    council: str
    member: str  # role, and name if the office prints it
    product: str
    code: str
    producer: SheetProducer
    band: str  # "4 sao (từ 70 đến dưới 90 điểm)"; "" on an unscored sheet
    minimum: str  # which star marks hold or fail, a full sentence
    opinion: str
    place: str
    date: dt.date | None
    sample: NotRequired[bool]


def filled_sheet(
    rubric: Rubric, answers: Mapping[str, int], cases: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """The form of `rubric` with `answers` ticked, as the templates draw it.

    `answers` maps a leaf's code to the option's number as printed, from 1 within the chosen case,
    0 for none of them; `cases` maps a criterion's code to its case. What is not answered stays
    empty: no answers at all give the blank form.
    """
    form = _Form(answers, cases or {}, _without_story(rubric, answers))
    parts = [form.part(part) for part in rubric.parts]
    rejected = [g.text for g in rubric.gates if g.type == "dossier_rejected_when"]
    heading = f"Ngành: {rubric.sector}. Nhóm: {rubric.group}"
    return {
        "number": rubric.number,
        "heading": rubric.heading,
        "annex_header": heading + (f". Phân nhóm: {rubric.subgroup}" if rubric.subgroup else ""),
        "rejected_when": "; ".join(text.rstrip(". ") for text in rejected),
        "star_note": rubric.star_note,
        "max": str(sum(part.max for part in rubric.parts)),
        "points": form.total(rubric.leaves),
        "parts": parts,
    }


def render_score_sheet(data: ScoreSheetData, *, dated: dt.date) -> bytes:
    """One member's sheet as PDF/A-2b. Raises PaperError."""
    return render_pdf("score-sheet", data, dated=dated)


def _without_story(rubric: Rubric, answers: Mapping[str, int]) -> frozenset[str]:
    """The leaves that count 0 because the sheet says that there is no story."""
    story = rubric.story
    answer = answers.get(story.criterion) if story else None
    if story is None or answer is None or answer > story.no_story_option:
        return frozenset()
    return frozenset(story.dependents)


class _Form:
    """The answers of one sheet, read while its parts are laid out."""

    def __init__(
        self, answers: Mapping[str, int], cases: Mapping[str, int], zero: frozenset[str]
    ) -> None:
        self.answers, self.cases, self.zero = answers, cases, zero

    def part(self, part: Part) -> dict[str, Any]:
        leaves = [leaf for g in part.groups for c in g.criteria for leaf in c.leaves]
        return {
            "code": part.code,
            "name": part.name,
            "max": str(part.max),
            "points": self.total(leaves),
            "groups": [self.group(group) for group in part.groups],
        }

    def group(self, group: Group) -> dict[str, Any]:
        return {
            "code": group.code,
            "name": group.name,
            "max": str(group.max),
            "points": self.total(leaf for c in group.criteria for leaf in c.leaves),
            "direct": [group.name] == [criterion.name for criterion in group.criteria],
            "notes": [*group.notes, *group.conditions],
            "criteria": [self.criterion(criterion) for criterion in group.criteria],
        }

    def criterion(self, criterion: Criterion) -> dict[str, Any]:
        code = criterion.code
        answer = self.answers.get(code)
        return {
            "code": code,
            "name": criterion.name,
            "max": str(criterion.max),
            "min_star": criterion.heading_star,
            "points": self.total(criterion.leaves),
            "none_met": answer == 0 and code not in self.zero,
            "notes": [*criterion.notes, *criterion.conditions],
            "options": [_option(option, answer) for option in criterion.options],
            "cases": [self.case(case, code) for case in criterion.cases],
            "subcriteria": [self.criterion(sub) for sub in criterion.subcriteria],
        }

    def case(self, case: Case, code: str) -> dict[str, Any]:
        chosen = self.cases.get(code) == case.number
        answer = self.answers.get(code) if chosen else None
        return {
            "case": case.number,
            "name": case.name,
            "chosen": chosen,
            "options": [_option(option, answer) for option in case.options],
        }

    def total(self, leaves: Iterable[Criterion]) -> str:
        """The points given to `leaves`, "" where none of them is answered."""
        given = [p for p in map(self._points, leaves) if p is not None]
        return str(sum(given)) if given else ""

    def _points(self, leaf: Criterion) -> int | None:
        answer = 0 if leaf.code in self.zero else self.answers.get(leaf.code)
        if answer is None:
            return None
        chosen = self.cases.get(leaf.code)
        lists = (
            options for case, options in leaf.option_lists if case is None or case.number == chosen
        )
        return sum(o.points for options in lists for o in options if o.number == answer)


def _option(option: Option, answer: int | None) -> dict[str, Any]:
    return {
        "label": option.label,
        "points": str(option.points),
        "min_star": option.min_star,
        "chosen": option.number == answer,
    }
