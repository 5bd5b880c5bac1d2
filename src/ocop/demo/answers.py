"""Whole score sheets with a wanted outcome, for sample dossiers and sample council members."""

from dataclasses import dataclass

from ocop.law.rubric import Criterion, Option, Rubric
from ocop.law.scoring import SheetScore, score_sheet

# The middle of each band of Điều 3.3 QĐ 26/2026, where a small difference changes no star.
AIMS = {1: 20, 2: 40, 3: 60, 4: 80, 5: 95}


@dataclass(frozen=True)
class Answers:
    """Options by criterion, and cases where a criterion has them."""

    options: dict[str, int]
    cases: dict[str, int]

    def score(self, rubric: Rubric) -> SheetScore:
        """The sheet scored."""
        return score_sheet(rubric, self.options, self.cases)


def answers_for(rubric: Rubric, star: int, aim: int | None = None) -> Answers:
    """A complete sheet that reaches `star` exactly, its total as near `aim` as the levels allow.

    Marks of `star` and below hold, and there is a story. Raises ValueError where the sheet cannot
    be answered so.
    """
    wanted = AIMS[star] if aim is None else aim
    cases = {leaf.code: leaf.cases[-1].number for leaf in rubric.leaves if leaf.cases}
    levels = {leaf.code: _levels(leaf, cases.get(leaf.code)) for leaf in rubric.leaves}
    chosen = {
        leaf.code: _floor(rubric, leaf, cases.get(leaf.code), star if star >= 3 else 0)
        for leaf in rubric.leaves
    }
    total = sum(_points(levels[code], number) for code, number in chosen.items())
    while total < wanted and (step := _next_step(levels, chosen, wanted - total)):
        code, number = step
        total += _points(levels[code], number) - _points(levels[code], chosen[code])
        chosen[code] = number
    answers = Answers(chosen, cases)
    reached = answers.score(rubric).ranking.star
    if reached != star:
        raise ValueError(f"{rubric.id}: {reached} thay vì {star} sao với {total} điểm")
    return answers


def _levels(leaf: Criterion, case: int | None) -> tuple[Option, ...]:
    return (
        next(each.options for each in leaf.cases if each.number == case) if case else leaf.options
    )


def _points(levels: tuple[Option, ...], number: int) -> int:
    return levels[number - 1].points if number else 0


def _floor(rubric: Rubric, leaf: Criterion, case: int | None, star: int) -> int:
    """The lowest option with which every mark up to `star` holds and nothing is eliminated."""
    asked = [
        mark.option
        for mark in rubric.marks
        if mark.criterion == leaf.code and mark.case == case and mark.star <= star
    ]
    options = _levels(leaf, case)
    if any(option.eliminating for option in options):
        asked.append(next(option.number for option in options if not option.eliminating))
    if rubric.story and rubric.story.criterion == leaf.code:
        asked.append(rubric.story.no_story_option + 1)
    return max(asked, default=0)


def _next_step(
    levels: dict[str, tuple[Option, ...]], chosen: dict[str, int], room: int
) -> tuple[str, int] | None:
    """The widest rise that fits into the room, the sheet's order deciding among equals."""
    rises = [
        (option.points - _points(options, chosen[code]), code, option.number)
        for code, options in levels.items()
        for option in options
        if option.number > chosen[code] and not option.eliminating
    ]
    fitting = [rise for rise in rises if 0 < rise[0] <= room]
    return max(fitting, key=lambda rise: rise[0])[1:] if fitting else None
