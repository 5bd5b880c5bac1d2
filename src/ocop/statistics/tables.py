"""A table of counts: lines, columns, a total, and the sentence that says what is counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ocop.statistics.shares import Share, sum_of

NONE = "khong-ro"
"""The key of the line of those whose value is not known."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `key` stands in addresses."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line with a number for each column; the total's key is ""."""

    key: str
    label: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`has_shares`: the lines divide the total of the first column among them.

    `unshared` are lines that no share is said of, because they are not known: the whole of the
    others' shares is then without them.
    """

    slug: str
    title: str
    counted: str
    line_title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line
    has_shares: bool = True
    unshared: frozenset[str] = field(default_factory=frozenset)

    def share(self, line: Line) -> Share | None:
        """The share of a line in the first column."""
        if not self.has_shares or line.key in self.unshared:
            return None
        return Share(line.numbers[0], self.whole)

    @property
    def whole(self) -> int:
        """What a hundred percent is."""
        unknown = sum(line.numbers[0] for line in self.lines if line.key in self.unshared)
        return self.total.numbers[0] - unknown

    @property
    def shares_sum(self) -> Decimal:
        """What the rounded shares add up to."""
        return sum_of([share for line in self.lines if (share := self.share(line))])


def summed(label: str, lines: Sequence[Line], width: int) -> Line:
    """The total of lines that have nothing in common."""
    return Line("", label, tuple(sum(line.numbers[at] for line in lines) for at in range(width)))
