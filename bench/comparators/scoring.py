"""Bare Decimal sums over a session's answers: no marks, no gates, no explanation."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

Points = Mapping[str, Sequence[Decimal]]
"""For each criterion the points of its options, option 0 ("none") first."""


def mean_total(points: Points, sheets: Sequence[Mapping[str, int]]) -> Decimal:
    """The arithmetic mean of the members' totals for one product."""
    totals = [
        sum((points[code][option] for code, option in answers.items()), Decimal(0))
        for answers in sheets
    ]
    return sum(totals, Decimal(0)) / len(totals)
