"""Which of the 15 kinds of evidence of Mẫu số 02 are wanted beside which criterion."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ocop.kernel.text import folded
from ocop.law.checks import LawDataError
from ocop.law.loading import load_document
from ocop.law.rubric import Rubric


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """One row of the table in Mẫu số 02; `help` answers "Giấy này xin ở đâu?" in one sentence."""

    code: str
    name: str
    asked: str
    help: str


@cache
def evidence_kinds() -> tuple[EvidenceKind, ...]:
    """The 15 kinds in the order of Mẫu số 02."""
    return tuple(EvidenceKind(**row) for row in load_document("evidence.yaml")["kinds"])


@cache
def evidence_kind(code: str) -> EvidenceKind:
    """The kind with this code; raises LawDataError where there is none."""
    for kind in evidence_kinds():
        if kind.code == code:
            return kind
    raise LawDataError(f"no kind of evidence {code}")


@cache
def evidence_wanted(rubric: Rubric) -> Mapping[str, tuple[EvidenceKind, ...]]:
    """For each leaf's code the kinds of evidence wanted, most telling first; () where none fits.

    The decision does not say which paper proves which criterion: this is guidance, never a bar.
    """
    wanted = {}
    for _, group, leaf in rubric.walk():
        kinds = _kinds_for(leaf.name)
        wanted[leaf.code] = (_kinds_for(group.name) or ()) if kinds is None else kinds
    return wanted


def _kinds_for(name: str) -> tuple[EvidenceKind, ...] | None:
    words = folded(name)
    for patterns, codes in _rules():
        if any(pattern in words for pattern in patterns):
            return tuple(evidence_kind(code) for code in codes)
    return None


@cache
def _rules() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    rows = load_document("evidence.yaml")["criteria"]
    return tuple((tuple(row["patterns"]), tuple(row["kinds"])) for row in rows)
