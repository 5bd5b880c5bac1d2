"""A score sheet (bộ tiêu chí kiêm phiếu đánh giá) as typed values, exactly as printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Option:
    """One printed level (mức) of a criterion; `number` counts from 1 within its criterion or case.

    `min_star` is the star mark printed on it (3, 4, 5) or None; `eliminating` means that choosing
    it stops the evaluation; `implied` means that the sheet prints no levels and a yes/no is meant.
    """

    id: str
    number: int
    label: str
    points: int
    min_star: int | None = None
    eliminating: bool = False
    implied: bool = False
    points_as_printed: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One of several alternative lists of levels; a sheet chooses exactly one."""

    id: str
    number: int
    name: str
    max: int
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion or sub-criterion: it has levels, or cases with levels, or sub-criteria."""

    id: str
    code: str
    letter: str
    name: str
    max: int
    notes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    heading_star: int | None = None
    max_as_printed: str | None = None
    options: tuple[Option, ...] = ()
    cases: tuple[Case, ...] = ()
    subcriteria: tuple["Criterion", ...] = ()

    @property
    def leaves(self) -> tuple["Criterion", ...]:
        """What is answered: the sub-criteria where there are any, otherwise the criterion."""
        return self.subcriteria or (self,)

    @property
    def option_lists(self) -> tuple[tuple[Case | None, tuple[Option, ...]], ...]:
        """The lists of levels with the case each belongs to (None where there are no cases)."""
        if self.cases:
            return tuple((case, case.options) for case in self.cases)
        return ((None, self.options),)

    def option_at(self, number: int, case: int | None = None) -> Option:
        """The level with this printed number (from 1), of `case` where there are cases.

        Without `case` the first case is meant. Raises StopIteration or IndexError where the
        criterion has no such case or level.
        """
        options = next(
            options
            for each, options in self.option_lists
            if each is None or case in (None, each.number)
        )
        return options[number - 1]


@dataclass(frozen=True, slots=True)
class Group:
    """A numbered group of criteria; `scored_directly` means that it is itself the criterion."""

    id: str
    code: str
    name: str
    max: int
    scored_directly: bool
    notes: tuple[str, ...]
    conditions: tuple[str, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Part A, B or C; `max_in_heading` where the printed heading disagrees with `max`."""

    id: str
    code: str
    name: str
    max: int
    max_in_heading: int | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A printed ground on which the evaluation stops; `criterion` is None for the whole dossier."""

    type: str
    criterion: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A star mark: `option` is the lowest level allowed at `criterion` for a product of `star`."""

    criterion: str
    criterion_name: str
    case: int | None
    star: int
    option: int
    points: int
    on_heading: bool = False


@dataclass(frozen=True, slots=True)
class StoryRule:
    """Levels up to `no_story_option` of `criterion` say that there is no story.

    Then `dependents` count 0; those in `printed` because the sheet says so, the others by reading.
    """

    criterion: str
    no_story_option: int
    dependents: tuple[str, ...]
    printed: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Rubric:
    """One product set's score sheet. Two loads of one file are the same object."""

    instrument: str
    number: int
    name: str
    heading: str
    sector_code: str
    sector: str
    group: str
    subgroup: str
    lead_ministries: tuple[str, ...]
    needs_samples: bool
    star_note: str
    parts: tuple[Part, ...]
    gates: tuple[Gate, ...]
    marks: tuple[Mark, ...]
    story: StoryRule | None
    corrections: tuple[str, ...]
    anomalies: tuple[str, ...]
    sources: tuple[str, ...]
    faults: tuple[str, ...]
    sha256: str

    @property
    def id(self) -> str:
        """Stable name, "qd26-2026/10"."""
        return f"{self.instrument}/{self.number:02d}"

    @property
    def usable(self) -> bool:
        """Whether the sheet adds up; one that does not is shown as history and never scored."""
        return not self.faults

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """Everything that is answered, in printed order."""
        return tuple(leaf for _, _, leaf in self.walk())

    def walk(self) -> Iterator[tuple[Part, Group, Criterion]]:
        """Every scored leaf with its part and group, in printed order."""
        for part in self.parts:
            for group in part.groups:
                for criterion in group.criteria:
                    for leaf in criterion.leaves:
                        yield part, group, leaf

    @cached_property
    def _leaf_by_code(self) -> dict[str, Criterion]:
        return {leaf.code: leaf for leaf in self.leaves}

    def leaf(self, code: str) -> Criterion | None:
        """The scored leaf with this code, or None."""
        return self._leaf_by_code.get(code)

    @property
    def option_count(self) -> int:
        """Printed levels of all leaves and cases, without the implied yes/no pairs."""
        return sum(
            not option.implied
            for leaf in self.leaves
            for _, options in leaf.option_lists
            for option in options
        )
