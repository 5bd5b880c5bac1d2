"""From a score sheet's YAML document to a Rubric."""

from collections.abc import Iterator, Mapping
from typing import Any

from ocop.kernel.canonical import canonical_text, sha256_of
from ocop.kernel.text import folded
from ocop.law.checks import check_structure, faults_of_sums
from ocop.law.rubric import Case, Criterion, Gate, Group, Mark, Option, Part, Rubric, StoryRule

Document = Mapping[str, Any]

_NO_STORY = "khong co cau chuyen"
_STORY_CONDITION = "chi ap dung khi co cau chuyen"


def parse_rubric(document: Document) -> Rubric:
    """The sheet in `document`; raises LawDataError where marks, gates or codes point nowhere.

    The hash is that of the parsed content: comments, key order and line breaks do not change it.
    """
    rubric_id = f"{document['law']}/{document['number']:02d}"
    parts = tuple(_part(rubric_id, part) for part in document["parts"])
    rubric = Rubric(
        instrument=document["law"],
        number=document["number"],
        name=document["name"],
        heading=document.get("heading", document["name"]),
        sector_code=document.get("sector_code", ""),
        sector=document["sector"],
        group=document["group"],
        subgroup=document["subgroup"],
        lead_ministries=tuple(document.get("lead_ministries", ())),
        needs_samples=document.get("requires_sample_product", True),
        star_note=document.get("star_note", ""),
        parts=parts,
        gates=(*_printed_gates(document), *_gates_of_eliminating_levels(parts)),
        marks=tuple(_marks(parts)),
        story=_story_rule(parts),
        corrections=tuple(document.get("corrections", ())),
        anomalies=tuple(document.get("anomalies", ())),
        sources=tuple(document["source"]),
        faults=faults_of_sums(parts),
        sha256=sha256_of(canonical_text(document)),
    )
    check_structure(rubric, document.get("star_requirements", ()))
    return rubric


def _part(parent: str, part: Document) -> Part:
    node = f"{parent}/{part['code']}"
    groups = tuple(_group(node, group) for group in part["groups"])
    heading = part.get("max_in_heading")
    return Part(node, part["code"], part["name"], part["max"], heading, groups)


def _group(parent: str, group: Document) -> Group:
    node = f"{parent}/{group['code']}"
    return Group(
        id=node,
        code=group["code"],
        name=group["name"],
        max=group["max"],
        scored_directly=group.get("scored_directly", False),
        notes=tuple(group.get("notes", ())),
        conditions=tuple(group.get("conditions", ())),
        criteria=tuple(_criterion(node, criterion) for criterion in group["criteria"]),
    )


def _criterion(parent: str, criterion: Document) -> Criterion:
    node = f"{parent}/{criterion['code']}"
    return Criterion(
        id=node,
        code=criterion["code"],
        letter=criterion.get("letter", ""),
        name=criterion["name"],
        max=criterion["max"],
        notes=tuple(criterion.get("notes", ())),
        conditions=tuple(criterion.get("conditions", ())),
        heading_star=criterion.get("min_star"),
        max_as_printed=criterion.get("max_as_printed"),
        options=_options(node, criterion.get("options", ())),
        cases=tuple(_case(node, case, criterion["max"]) for case in criterion.get("cases", ())),
        subcriteria=tuple(_criterion(node, sub) for sub in criterion.get("subcriteria", ())),
    )


def _case(parent: str, case: Document, criterion_max: int) -> Case:
    node = f"{parent}/case-{case['case']}"
    name = case.get("name", f"Trường hợp {case['case']}")
    options = _options(node, case["options"])
    return Case(node, case["case"], name, case.get("max", criterion_max), options)


def _options(parent: str, options: list[Document]) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=f"{parent}/option-{number}",
            number=number,
            label=option["label"],
            points=option["points"],
            min_star=option.get("min_star"),
            eliminating=option.get("eliminating", False),
            implied=option.get("implied", False),
            points_as_printed=option.get("points_as_printed"),
        )
        for number, option in enumerate(options, start=1)
    )


def _leaves(parts: tuple[Part, ...]) -> Iterator[tuple[Group, Criterion]]:
    for part in parts:
        for group in part.groups:
            for criterion in group.criteria:
                for leaf in criterion.leaves:
                    yield group, leaf


def _marks(parts: tuple[Part, ...]) -> Iterator[Mark]:
    for _, leaf in _leaves(parts):
        for case, options in leaf.option_lists:
            number = case.number if case else None
            for option in options:
                if option.min_star is not None:
                    yield Mark(
                        leaf.code, leaf.name, number, option.min_star, option.number, option.points
                    )
            if leaf.heading_star is not None:
                top = options[-1]
                yield Mark(
                    leaf.code, leaf.name, number, leaf.heading_star, top.number, top.points, True
                )


def _printed_gates(document: Document) -> Iterator[Gate]:
    for gate in document["gates"]:
        yield Gate(gate["type"], gate.get("at_criterion"), gate["text"])


def _gates_of_eliminating_levels(parts: tuple[Part, ...]) -> Iterator[Gate]:
    for group, leaf in _leaves(parts):
        if any(option.eliminating for _, options in leaf.option_lists for option in options):
            yield Gate("stop_evaluation_if", leaf.code, " ".join(group.conditions))


def _story_rule(parts: tuple[Part, ...]) -> StoryRule | None:
    for group, leaf in _leaves(parts):
        for option in leaf.options:
            if folded(option.label).startswith(_NO_STORY):
                others = [other for other in group.criteria if other.code != leaf.code]
                return StoryRule(
                    criterion=leaf.code,
                    no_story_option=option.number,
                    dependents=tuple(other.code for other in others),
                    printed=tuple(o.code for o in others if _conditional_on_story(o)),
                )
    return None


def _conditional_on_story(criterion: Criterion) -> bool:
    return any(folded(text).startswith(_STORY_CONDITION) for text in criterion.conditions)
