"""How numbers, money and dates are written. Pure."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from ocop.web.design import figures


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Decimal("1234567.89"), None, "1.234.567,89"),
        (1118471500, None, "1.118.471.500"),
        (Decimal("72.00"), None, "72"),
        (Decimal("0.25"), None, "0,25"),
        (Fraction(1, 3), None, "0,333333"),
        (Fraction(1, 3), 2, "0,33"),
        (Fraction(2, 3), 2, "0,67"),
        (Decimal("69.995"), 2, "70,00"),
        (Decimal("-69.995"), 2, "-70,00"),
        (Decimal("-0.001"), 2, "0,00"),
        (999, None, "999"),
        (0, None, "0"),
        ("đã ghi", None, "đã ghi"),
        (None, None, ""),
    ],
)
def test_number(value: figures.Number | str | None, places: int | None, written: str) -> None:
    assert figures.number(value, places) == written


def test_points_and_money() -> None:
    assert figures.points(72) == "72,00"
    assert figures.points(Fraction(841, 11)) == "76,45"
    assert figures.dong(Decimal("1118471500.4")) == "1.118.471.500 đồng"
    assert figures.dong(None) == ""


def test_a_moment_is_told_in_vietnam() -> None:
    late = dt.datetime(2026, 11, 20, 17, 2, 31, tzinfo=dt.UTC)
    assert figures.date(late) == "21/11/2026"
    assert figures.clock_time(late) == "00:02:31"
    assert figures.moment(late) == "00:02 ngày 21/11/2026"
    assert figures.weekday_date(late) == "Thứ Bảy, 21/11/2026"


def test_dates() -> None:
    assert figures.date(dt.date(2026, 8, 5)) == "05/08/2026"
    assert figures.date(None) == ""
    assert figures.weekday_date(dt.date(2026, 11, 22)) == "Chủ Nhật, 22/11/2026"
