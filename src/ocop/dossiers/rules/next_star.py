"""What a sheet still lacks for a star: points, and minimum levels (dấu sao). Pure.

Điều 3.3 QĐ 26/2026/QĐ-TTg and the star marks of its Phụ lục II.
"""

from dataclasses import dataclass
from fractions import Fraction

from ocop.law.answers import Answer, Question
from ocop.law.instruments import instrument
from ocop.law.rubric import Mark
from ocop.law.scoring import SheetScore

LOWEST, HIGHEST = 3, 5


@dataclass(frozen=True)
class MissingMark:
    """A minimum level not reached: `needed` is its printed text, `has_points` None if unanswered."""

    criterion: str
    name: str
    star: int
    needed: str
    needed_points: int
    has_points: int | None


@dataclass(frozen=True)
class StarGap:
    """What stands between a sheet and `star`; nothing where the sheet holds it already."""

    star: int
    at_least: int
    points_missing: Fraction
    marks: tuple[MissingMark, ...]
    unanswered: int

    @property
    def is_closed(self) -> bool:
        """Whether the star is reached."""
        return not (self.points_missing or self.marks)


def gap_to(score: SheetScore, star: int, *, total: Fraction | None = None) -> StarGap:
    """The gap to `star` (3 to 5), its own marks and those of the stars below it included.

    `total` replaces the sheet's own points where a council's mean counts.
    """
    points = score.total if total is None else total
    at_least = instrument(score.rubric.instrument).band_of_star(star).at_least
    return StarGap(
        star=star,
        at_least=at_least,
        points_missing=max(Fraction(0), at_least - points),
        marks=tuple(
            _missing(question, mark, answer)
            for question, answer in zip(score.table.questions, score.chosen, strict=True)
            for mark in _highest_only(question, answer, star)
        ),
        unanswered=len(score.missing),
    )


def next_gap(score: SheetScore, *, total: Fraction | None = None) -> StarGap | None:
    """The gap to the lowest star not reached yet; None where five stars are."""
    gaps = (gap_to(score, star, total=total) for star in range(LOWEST, HIGHEST + 1))
    return next((gap for gap in gaps if not gap.is_closed), None)


def _highest_only(question: Question, answer: Answer | None, star: int) -> list[Mark]:
    """Of several minimums of one criterion the highest asked for includes the others."""
    missed = _untouched(question) if answer is None else answer.missed
    asked = [mark for mark in missed if mark.star <= star]
    return asked[-1:]


def _untouched(question: Question) -> tuple[Mark, ...]:
    """What is asked where nothing is answered; of alternative cases the first, as an example."""
    answers = question.answers or next(iter(question.cases.values()), ())
    return answers[0].missed if answers else ()


def _missing(question: Question, mark: Mark, answer: Answer | None) -> MissingMark:
    return MissingMark(
        criterion=question.code,
        name=question.leaf.name,
        star=mark.star,
        needed=question.leaf.option_at(mark.option, mark.case).label,
        needed_points=mark.points,
        has_points=None if answer is None else answer.points,
    )
