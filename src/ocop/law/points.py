"""Exact points on paper: two places, half up, only when printed."""

from fractions import Fraction


def dotted(points: Fraction | int) -> str:
    """`points` (not negative) rounded half up to two places: 72 → "72.00"."""
    hundredths = (points * 200 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def printed(points: Fraction | int) -> str:
    """The same with a Vietnamese decimal comma: 72 → "72,00"."""
    return dotted(points).replace(".", ",")


def level(points: int) -> str:
    """The points of one level as the sheets print them: "3 điểm"."""
    return f"{points} điểm"
