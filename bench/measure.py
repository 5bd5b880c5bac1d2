"""Interleaved timing: the two programs take turns, so that a busy machine troubles both alike."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One line of the table. `product` and `comparator` are median seconds of one turn.

    `ratio` is what the target speaks of; `met` says whether the target holds.
    """

    name: str
    product: float
    comparator: float
    ratio: float
    target: str
    met: bool


def take_turns(product: Work, comparator: Work, turns: int) -> tuple[float, float]:
    """Median seconds of each over `turns` alternating runs, after one run of each to warm up."""
    first, second = all_take_turns((product, comparator), turns)
    return first, second


def all_take_turns(works: Sequence[Work], turns: int) -> list[float]:
    """Median seconds of each, every second turn in the other order."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for turn in range(turns):
        order = range(len(works))
        for index in order if turn % 2 else reversed(order):
            begun = time.perf_counter()
            works[index]()
            times[index].append(time.perf_counter() - begun)
    return [statistics.median(each) for each in times]


def at_least(name: str, product: float, comparator: float, share: float) -> Row:
    """A target on speed: the product does at least `share` of the comparator's work per second."""
    ratio = comparator / product
    return Row(name, product, comparator, ratio, f"≥ {share:.2f} ×", ratio >= share)


def at_most(name: str, product: float, comparator: float, times: float) -> Row:
    """A target on time: the product takes at most `times` as long."""
    ratio = product / comparator
    return Row(name, product, comparator, ratio, f"≤ {times:g} ×", ratio <= times)


def table(rows: Sequence[Row], *, with_heading: bool = True) -> str:
    """The rows as text, one line each."""
    lines = [f"{'phép đo':<58}{'sản phẩm':>12}{'đối chứng':>12}{'tỷ số':>8}  mục tiêu"]
    for row in rows:
        verdict = "đạt" if row.met else "KHÔNG ĐẠT"
        lines.append(
            f"{row.name:<58}{row.product * 1000:>9.2f} ms{row.comparator * 1000:>9.2f} ms"
            f"{row.ratio:>8.2f}  {row.target} {verdict}"
        )
    return "\n".join(lines if with_heading else lines[1:])
