"""Phiếu đánh giá: one council member's score sheet on the product set's own form (Phụ lục II)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict

from ocop.law.answers import Answer
from ocop.law.rubric import Case, Criterion, Group, Option, Part
from ocop.law.scoring import SheetScore
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


def filled_sheet(score: SheetScore) -> dict[str, Any]:
    """The form of a scored sheet with its answers ticked, as the templates draw it.

    What is not answered stays empty: `score_sheet(rubric, {})` gives the blank form.
    """
    rubric = score.rubric
    form = _Form(score)
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
        "parts": [form.part(part) for part in rubric.parts],
    }


def render_score_sheet(data: ScoreSheetData, *, dated: dt.date) -> bytes:
    """One member's sheet as PDF/A-2b. Raises PaperError."""
    return render_pdf("score-sheet", data, dated=dated)


class _Form:
    """The answers of one sheet, read while its parts are laid out."""

    def __init__(self, score: SheetScore) -> None:
        given = zip(score.rubric.leaves, score.chosen, strict=True)
        self.answers = {leaf.code: answer for leaf, answer in given if answer is not None}
        story = score.rubric.story if score.without_story else None
        self.untold = story.dependents if story else ()  # they count 0 without being answered

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
        answer = self.answers.get(criterion.code)
        none_met = answer is not None and answer.number == 0 and criterion.code not in self.untold
        return {
            "code": criterion.code,
            "name": criterion.name,
            "max": str(criterion.max),
            "min_star": criterion.heading_star,
            "points": self.total(criterion.leaves),
            "none_met": none_met,
            "notes": [*criterion.notes, *criterion.conditions],
            "options": [_option(option, answer) for option in criterion.options],
            "cases": [_case(case, answer) for case in criterion.cases],
            "subcriteria": [self.criterion(sub) for sub in criterion.subcriteria],
        }

    def total(self, leaves: Iterable[Criterion]) -> str:
        """The points given to `leaves`, "" where none of them is answered."""
        given = [self.answers[leaf.code].points for leaf in leaves if leaf.code in self.answers]
        return str(sum(given)) if given else ""


def _case(case: Case, answer: Answer | None) -> dict[str, Any]:
    return {
        "case": case.number,
        "name": case.name,
        "chosen": answer is not None and answer.case == case.number,
        "options": [_option(option, answer) for option in case.options],
    }


def _option(option: Option, answer: Answer | None) -> dict[str, Any]:
    return {
        "label": option.label,
        "points": str(option.points),
        "min_star": option.min_star,
        "chosen": answer is not None and answer.option == option,
    }
