"""Shares of a whole. Pure: one rounding rule for every page and file."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, both counts."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """Percent, rounded half up from the exact fraction to two decimals; None of nothing."""
        return rounded(Fraction(self.part * 100, self.whole)) if self.whole else None


def rounded(value: Fraction) -> Decimal:
    """Two decimals, half up; `value` is not negative."""
    return Decimal(floor(value * 100 + _HALF)).scaleb(-2)


def ratio(part: int, whole: int) -> Decimal | None:
    """How many of `part` for each of `whole` (2,36 products a producer); None of nothing."""
    return rounded(Fraction(part, whole)) if whole else None


def sum_of(shares: Sequence[Share]) -> Decimal:
    """What the rounded percentages add up to: 99,99 or 100,01 is said, not hidden."""
    return sum((share.percent or Decimal(0) for share in shares), Decimal(0))
