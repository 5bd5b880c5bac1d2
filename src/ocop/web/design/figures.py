"""Numbers, money, points and dates as Vietnamese readers write them; on English pages as those do."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from ocop.kernel.clock import VIETNAM
from ocop.kernel.language import is_english, written_date

Number = int | Decimal | Fraction

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def number(value: Number | str | None, places: int | None = None) -> str:
    """A number grouped by dots with a decimal comma: 1.234.567,89.

    `places` fixes the decimals, rounded half up from the exact value; without it at most six are
    kept and trailing zeros are dropped. Text passes through unchanged, None is empty.
    """
    if value is None or isinstance(value, str):
        return value or ""
    exact = Fraction(value)
    shown = 6 if places is None else places
    units = abs(exact) * 10**shown
    rounded = Decimal(int(units + Fraction(1, 2))).scaleb(-shown)
    whole, _, decimals = f"{rounded:,.{shown}f}".partition(".")
    if places is None:
        decimals = decimals.rstrip("0")
    sign = "-" if exact < 0 and rounded else ""
    if is_english():
        return sign + whole + ("." + decimals if decimals else "")
    return sign + whole.replace(",", ".") + ("," + decimals if decimals else "")


def points(value: Number | str | None) -> str:
    """Points with two decimals, as minutes and certificates print them: 72,00."""
    return number(value, 2)


def dong(value: Number | str | None) -> str:
    """An amount of money in whole đồng: 1.118.471.500 đồng; None is empty."""
    text = number(value, 0)
    return f"{text} đồng" if text else ""


def local(value: dt.date) -> dt.date:
    """A moment in Vietnam's zone; a plain date or a moment without a zone as it is."""
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return value.astimezone(VIETNAM)
    return value


def date(value: dt.date | None) -> str:
    """dd/mm/yyyy, a moment by its date in Vietnam; None is empty."""
    return written_date(local(value)) if value else ""


def clock_time(value: dt.datetime | None) -> str:
    """The time of day in Vietnam with seconds: 14:02:31; None is empty."""
    return f"{local(value):%H:%M:%S}" if value else ""


def moment(value: dt.datetime | None) -> str:
    """A moment in Vietnam: 14:02 ngày 20/11/2026; None is empty."""
    return f"{local(value):%H:%M} ngày {date(value)}" if value else ""


def weekday_date(value: dt.date | None) -> str:
    """Thứ Sáu, 20/11/2026; None is empty."""
    return f"{WEEKDAYS[local(value).weekday()]}, {date(value)}" if value else ""
