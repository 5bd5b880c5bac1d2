"""What a rule found: a sentence for the user, its place, its legal source, how grave it is."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """A blocker stops the act; a warning is shown and may be passed."""

    BLOCKER = "blocker"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One result of a rule.

    `place` names the form field, criterion code or paper kind it belongs to; `article` its source
    ("Điều 6.1.a QĐ 26/2026/QĐ-TTg"), or "" where no law speaks.
    """

    message: str
    place: str = ""
    article: str = ""
    weight: Weight = Weight.BLOCKER


def blockers(findings: list[Finding]) -> list[Finding]:
    """Only the findings that stop the act."""
    return [finding for finding in findings if finding.weight is Weight.BLOCKER]
