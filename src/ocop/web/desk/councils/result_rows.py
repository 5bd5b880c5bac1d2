"""A council's frozen result laid out for the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ocop.law.rubric import Rubric
from ocop.web.desk.councils.forms import level_words
from ocop.web.scoring_adapter import part_title, sentence_case


@dataclass(frozen=True)
class PartRow:
    """One part: its title, the mean, the most possible."""

    title: str
    points: Decimal
    most: int


@dataclass(frozen=True)
class VoteRow:
    """One level with how many members chose it; `counts` where it decides the marks."""

    words: str
    members: int
    counts: bool


@dataclass(frozen=True)
class CriterionRow:
    """How the members scored one criterion, and what they wrote for the producer."""

    code: str
    name: str
    mean: Decimal
    most: int
    low: int
    high: int
    is_agreed: bool
    reason: str
    votes: tuple[VoteRow, ...]
    comments: tuple[str, ...]


def part_rows(rubric: Rubric, content: Mapping[str, Any]) -> list[PartRow]:
    """The parts in printed order."""
    return [
        PartRow(part_title(p.code, p.name), Decimal(content["parts"][p.code]), p.max)
        for p in rubric.parts
    ]


def criterion_rows(
    rubric: Rubric, content: Mapping[str, Any]
) -> list[tuple[str, list[CriterionRow]]]:
    """The criteria under the title of their part."""
    tallies = {row["code"]: row for row in content["criteria"]}
    groups: dict[str, list[CriterionRow]] = {}
    for part, _, leaf in rubric.walk():
        row = tallies[leaf.code]
        agreed = content["agreed_options"].get(leaf.code, {})
        groups.setdefault(part_title(part.code, part.name), []).append(
            CriterionRow(
                code=leaf.code,
                name=sentence_case(leaf.name),
                mean=Decimal(row["mean"]),
                most=leaf.max,
                low=row["low"],
                high=row["high"],
                is_agreed=bool(agreed),
                reason=agreed.get("reason", ""),
                votes=tuple(
                    VoteRow(
                        level_words(rubric, leaf.code, vote["case"], vote["option"]),
                        vote["members"],
                        vote["option"] == row["option"],
                    )
                    for vote in row["votes"]
                ),
                comments=tuple(
                    each["text"] for each in content["comments"] if each["criterion"] == leaf.code
                ),
            )
        )
    return list(groups.items())
