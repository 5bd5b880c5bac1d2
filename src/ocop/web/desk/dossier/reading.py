"""A dossier as handed in, for the desks to read: frozen, with its evidence beside each answer."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ocop.config.law import law_settings
from ocop.dossiers.models import Dossier, ReturnNote, Submission
from ocop.dossiers.queries import submission_content
from ocop.dossiers.rules.changes import changed_places
from ocop.dossiers.rules.completeness import incompleteness
from ocop.dossiers.rules.content import GENERAL
from ocop.dossiers.rules.returning import place_name
from ocop.kernel.findings import Finding
from ocop.law.classification import product_class
from ocop.law.loading import load_rubric
from ocop.law.rubric import Criterion, Rubric
from ocop.web.design.pieces import Status
from ocop.web.evidence_adapter import paper_status
from ocop.web.scoring_adapter import part_title, sentence_case


@dataclass(frozen=True)
class FileView:
    """A page or file of a paper; an image is shown small in place."""

    name: str
    url: str
    is_image: bool


@dataclass(frozen=True)
class PaperView:
    """A paper beside an answer and its files."""

    title: str
    number: str
    note: str
    status: Status
    files: tuple[FileView, ...]


@dataclass(frozen=True)
class AnswerView:
    """One criterion: what the producer chose and wrote, and its proof."""

    code: str
    name: str
    max_points: int
    chosen: str
    points: int | None
    description: str
    papers: tuple[PaperView, ...]
    has_changed: bool


@dataclass(frozen=True)
class PartView:
    """A part of the score sheet with its own sum as the producer counted it."""

    title: str
    points: str
    max_points: int
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True)
class Reading:
    """Everything the page shows of one submission; `content` is the frozen facts themselves."""

    submission: Submission
    content: Mapping[str, Any]
    classification: str
    parts: tuple[PartView, ...]
    general: tuple[PaperView, ...]
    photos: tuple[str, ...]
    findings: tuple[Finding, ...]
    changed: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The hash that proves the content."""
        return self.submission.snapshot.sha256

    @property
    def total(self) -> str:
        """The producer's own sum, as pages write it."""
        return str(self.content["self_score"]["total"]).replace(".", ",")

    @property
    def criteria(self) -> frozenset[str]:
        """Codes of the criteria on the page, for links to them."""
        return frozenset(answer.code for part in self.parts for answer in part.answers)


def file_url(file_id: str) -> str:
    """Where a stored file opens, through the policy."""
    return reverse("files:read", args=[file_id])


def criterion_names(rubric: Rubric) -> dict[str, str]:
    """Code and name of every scored criterion, as the pages write them."""
    return {leaf.code: sentence_case(leaf.name) for leaf in rubric.leaves}


def read(dossier: Dossier, *, on: dt.date) -> Reading | None:
    """The latest submission ready to show; None before the first. One query."""
    submissions = list(dossier.submissions.select_related("snapshot").order_by("-number")[:2])
    if not submissions:
        return None
    content: Any = submission_content(submissions[0])
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    changed: frozenset[str] = frozenset()
    if len(submissions) > 1:
        before: Any = submission_content(submissions[1])
        changed = changed_places(before, content)
    names = criterion_names(rubric)
    return Reading(
        submission=submissions[0],
        content=content,
        classification=product_class(dossier.set_number).path,
        parts=_parts(rubric, content, changed, on),
        general=papers_of(content["evidence"], GENERAL, on),
        photos=tuple(file_url(photo) for photo in content["product"]["photos"]),
        findings=tuple(incompleteness(content, settings=law_settings())),
        changed=tuple(place_name(place, names) for place in sorted(changed)),
    )


def _parts(
    rubric: Rubric, content: Mapping[str, Any], changed: frozenset[str], on: dt.date
) -> tuple[PartView, ...]:
    sums = content["self_score"]["parts"]
    answers: dict[str, list[AnswerView]] = {}
    for part, _, leaf in rubric.walk():
        view = _answer(leaf, content, has_changed=leaf.code in changed, on=on)
        answers.setdefault(part.code, []).append(view)
    return tuple(
        PartView(
            part_title(part.code, part.name),
            sums[part.code].replace(".", ","),
            part.max,
            tuple(answers[part.code]),
        )
        for part in rubric.parts
    )


def _answer(
    leaf: Criterion, content: Mapping[str, Any], *, has_changed: bool, on: dt.date
) -> AnswerView:
    answer = content["answers"].get(leaf.code)
    chosen, points = _chosen(leaf, answer)
    return AnswerView(
        code=leaf.code,
        name=sentence_case(leaf.name),
        max_points=leaf.max,
        chosen=chosen,
        points=points,
        description=answer["description"] if answer else "",
        papers=papers_of(content["evidence"], leaf.code, on),
        has_changed=has_changed,
    )


def _chosen(leaf: Criterion, answer: Mapping[str, Any] | None) -> tuple[str, int | None]:
    if answer is None:
        return "Không trả lời", None
    if answer["option"] == 0:
        return "Chưa đạt mức nào", 0
    option = leaf.option_at(answer["option"], answer["case"])
    return option.label, option.points


def papers_of(
    evidence: Sequence[Mapping[str, Any]], criterion: str, on: dt.date
) -> tuple[PaperView, ...]:
    """The papers beside one criterion as they stand on a date."""
    return tuple(
        PaperView(
            title=row["paper"]["title"],
            number=row["paper"]["number"],
            note=row["note"],
            status=paper_status(row, on),
            files=tuple(
                FileView(
                    file["name"], file_url(file["id"]), file["media_type"].startswith("image/")
                )
                for file in row["files"]
            ),
        )
        for row in evidence
        if row["criterion"] == criterion
    )


@dataclass(frozen=True)
class ReturnView:
    """A return note with the words for its places."""

    note: ReturnNote
    points: tuple[tuple[str, str], ...]


def returns_of(dossier: Dossier) -> list[ReturnView]:
    """Every time the dossier was sent back, the latest first."""
    names = criterion_names(load_rubric(dossier.instrument, dossier.set_number))
    notes = dossier.return_notes.select_related("returned_by").order_by("-pk")
    return [
        ReturnView(
            note,
            tuple((place_name(point["place"], names), point["reason"]) for point in note.points),
        )
        for note in notes
    ]
