"""What must be true of a score sheet before anything is scored with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ocop.law.rubric import Criterion, Part, Rubric

GATE_TYPES = frozenset(
    {"dossier_rejected_when", "rejected_if", "stop_evaluation_if", "not_evaluated"}
)


class LawDataError(Exception):
    """The law data contradicts itself: a programming error, never a user's."""


def faults_of_sums(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Vietnamese sentences on what does not add up; a sheet with any is kept as history only.

    Parts make 100, groups their part, criteria their group, sub-criteria their criterion, and the
    top level reaches the maximum (with alternative cases the best case does).
    """
    return tuple(_faults(parts))


def _faults(parts: tuple[Part, ...]) -> Iterator[str]:
    yield from _unequal("Cả bộ", sum(part.max for part in parts), 100)
    for part in parts:
        yield from _unequal(f"Phần {part.code}", sum(group.max for group in part.groups), part.max)
        for group in part.groups:
            total = sum(criterion.max for criterion in group.criteria)
            yield from _unequal(f"Nhóm {group.code}", total, group.max)
            for criterion in group.criteria:
                yield from _criterion_faults(criterion)


def _criterion_faults(criterion: Criterion) -> Iterator[str]:
    if criterion.subcriteria:
        total = sum(sub.max for sub in criterion.subcriteria)
        yield from _unequal(f"Tiêu chí {criterion.code}", total, criterion.max)
    for leaf in criterion.leaves:
        tops = [max(option.points for option in options) for _, options in leaf.option_lists]
        if max(tops) != leaf.max:
            yield (
                f"Tiêu chí {leaf.code}: mức cao nhất {max(tops)} điểm, "
                f"điểm tối đa ghi {leaf.max} điểm."
            )


def _unequal(place: str, total: int, expected: int) -> Iterator[str]:
    if total != expected:
        yield f"{place}: các mục cộng lại được {total} điểm, điểm tối đa ghi {expected} điểm."


def check_structure(rubric: Rubric, requirements: Sequence[Mapping[str, Any]]) -> None:
    """Codes are unique, levels rise, marks and gates point at real nodes, marks match the list.

    `requirements` is the sheet's own list of star marks. Raises LawDataError.
    """
    codes = [leaf.code for leaf in rubric.leaves]
    if len(set(codes)) != len(codes):
        raise LawDataError(f"{rubric.id}: a criterion code is used twice")
    for leaf in rubric.leaves:
        _check_levels(rubric, leaf)
    for _, _, criterion in rubric.walk():
        if criterion.subcriteria:
            raise LawDataError(f"{rubric.id}: {criterion.code} nests too deep")
    _check_gates(rubric)
    _check_marks(rubric, requirements)


def _check_levels(rubric: Rubric, leaf: Criterion) -> None:
    if leaf.cases and [case.number for case in leaf.cases] != list(range(1, len(leaf.cases) + 1)):
        raise LawDataError(f"{rubric.id}: the cases of {leaf.code} are not numbered from 1")
    for _, options in leaf.option_lists:
        points = [option.points for option in options]
        stars = [option.min_star for option in options if option.min_star is not None]
        if not points or points != sorted(points) or min(points) < 0:
            raise LawDataError(f"{rubric.id}: the levels of {leaf.code} do not rise")
        if stars != sorted(set(stars)) or not set(stars) <= {3, 4, 5}:
            raise LawDataError(f"{rubric.id}: the star marks of {leaf.code} do not rise")


def _check_gates(rubric: Rubric) -> None:
    nodes: set[str | None] = {None}
    for part in rubric.parts:
        for group in part.groups:
            nodes.add(group.code)
            for criterion in group.criteria:
                nodes.update((criterion.code, *(leaf.code for leaf in criterion.leaves)))
    for gate in rubric.gates:
        if gate.type not in GATE_TYPES or gate.criterion not in nodes:
            raise LawDataError(f"{rubric.id}: gate {gate.type} at {gate.criterion} points nowhere")


def _check_marks(rubric: Rubric, requirements: Sequence[Mapping[str, Any]]) -> None:
    listed = sorted(
        (row["criterion"], row["min_star"], row["min_points"] is None, row["min_points"] or 0)
        for row in requirements
    )
    found = sorted(
        (mark.criterion, mark.star, mark.on_heading, 0 if mark.on_heading else mark.points)
        for mark in rubric.marks
    )
    if listed != found:
        raise LawDataError(f"{rubric.id}: the list of star marks differs from the marked levels")
