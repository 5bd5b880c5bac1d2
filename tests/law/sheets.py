"""Answers built from a score sheet itself, without the code under test."""

from collections.abc import Callable
from itertools import product

from ocop.law.rubric import Option, Rubric

Answers = dict[str, int]


def answers_by(
    rubric: Rubric, choose: Callable[[tuple[Option, ...]], int]
) -> tuple[Answers, Answers]:
    """Answers and cases of one complete sheet; `choose` picks from the levels of the best case."""
    answers, cases = {}, {}
    for leaf in rubric.leaves:
        case, options = max(leaf.option_lists, key=lambda pair: pair[1][-1].points)
        answers[leaf.code] = choose(options)
        if case:
            cases[leaf.code] = case.number
    return answers, cases


def at_maximum(rubric: Rubric) -> tuple[Answers, Answers]:
    """Every leaf at its highest level."""
    return answers_by(rubric, lambda options: options[-1].number)


def at_none(rubric: Rubric) -> tuple[Answers, Answers]:
    """Every leaf at "none of these"."""
    return answers_by(rubric, lambda options: 0)


def at_lowest(rubric: Rubric) -> tuple[Answers, Answers]:
    """Every leaf at its first printed level."""
    return answers_by(rubric, lambda options: options[0].number)


def with_total(rubric: Rubric, total: int) -> tuple[Answers, Answers]:
    """A complete sheet of exactly `total` points that raises no gate and has a story.

    Choosing levels for a sum is a small search: which sums each prefix of the leaves can reach.
    """
    _, cases = at_maximum(rubric)
    offered = []
    for leaf in rubric.leaves:
        options = max(leaf.option_lists, key=lambda pair: pair[1][-1].points)[1]
        levels = {0: 0} | {o.number: o.points for o in options}
        if any(option.eliminating for option in options):
            levels = {o.number: o.points for o in options if not o.eliminating}
        if rubric.story and leaf.code == rubric.story.criterion:
            levels = {n: p for n, p in levels.items() if n > rubric.story.no_story_option}
        offered.append((leaf.code, levels))
    reached: list[dict[int, int]] = [{0: 0}]
    for _, levels in offered:
        sums = {}
        for before, (number, points) in product(reached[-1], levels.items()):
            sums.setdefault(before + points, number)
        reached.append(sums)
    answers, left = {}, total
    for (code, levels), sums in zip(reversed(offered), reversed(reached), strict=False):
        answers[code] = sums[left]
        left -= levels[sums[left]]
    assert left == 0
    return answers, cases
