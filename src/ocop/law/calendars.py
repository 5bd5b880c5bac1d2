"""Counting days as Vietnamese law does: the first day is never counted."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from functools import cache
from typing import Any

from ocop.law.loading import load_document


@dataclass(frozen=True, slots=True)
class Override:
    """A dated exception to the computed calendar, with the notice it comes from."""

    day: dt.date
    working: bool
    name: str
    source: str


@cache
def overrides() -> dict[dt.date, Override]:
    """The dated exceptions, swapped working days included."""
    rows = load_document("calendar.yaml")["overrides"]
    return {row["day"]: Override(**row) for row in rows}


@cache
def confirmed_through() -> dt.date:
    """The last day whose holidays are announced; later ones are computed."""
    day: dt.date = load_document("calendar.yaml")["confirmed_through"]
    return day


@cache
def _vietnam() -> Any:
    # Imported late: the package takes a tenth of a second that scoring does not need.
    import holidays

    return holidays.country_holidays("VN", language="vi")


def is_working_day(day: dt.date) -> bool:
    """Whether offices work on `day`; a swapped Saturday does, a holiday's substitute does not."""
    override = overrides().get(day)
    if override is not None:
        return override.working
    return bool(_vietnam().is_working_day(day))


def day_off_name(day: dt.date) -> str:
    """The Vietnamese name of the holiday on `day`, "" where there is none."""
    override = overrides().get(day)
    if override is not None:
        return "" if override.working else override.name
    return str(_vietnam().get(day, ""))


def add_days(start: dt.date, count: int) -> dt.date:
    """The last day of a period of `count` calendar days from `start` (not counted itself)."""
    return start + dt.timedelta(days=count)


def add_working_days(start: dt.date, count: int) -> dt.date:
    """The last day of a period of `count` working days from `start` (not counted itself)."""
    day = start
    while count:
        day += dt.timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(start: dt.date, end: dt.date) -> int:
    """How many working days lie after `start` up to and including `end`; negative if overdue."""
    if end < start:
        return -working_days_between(end, start)
    span = (end - start).days
    return sum(is_working_day(start + dt.timedelta(days=n)) for n in range(1, span + 1))


def add_months(start: dt.date, months: int) -> dt.date:
    """The same date `months` later, or the last day of that month where it has no such date.

    >>> add_months(dt.date(2024, 2, 29), 36)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
