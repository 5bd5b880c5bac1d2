"""A product's star and state through time, as spans of days. Pure: the rules are `register.status`."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ocop.law import deadlines
from ocop.law.readings import LawSettings
from ocop.register.status import EXPIRING_DAYS, CertificateDates, Fact, status

BEGINNING = dt.date(1, 1, 1)
END = dt.date(9999, 12, 31)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Given:
    """One recognition; `recognised_on` and `dates` are None where the list is silent."""

    id: int
    star: int
    recognised_on: dt.date | None
    dates: CertificateDates | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """From `first_day` to `last_day`, both included, `given` is the newest and `kind` its state."""

    first_day: dt.date
    last_day: dt.date
    given: Given
    kind: str
    until: dt.date


def newest_on(given: Sequence[Given], on: dt.date) -> Given | None:
    """The recognition that counts on a day: the last one signed by then, undated ones before all."""
    known = [one for one in given if one.recognised_on is None or one.recognised_on <= on]
    return max(known, key=lambda one: (one.recognised_on or BEGINNING, one.id), default=None)


def periods(given: Sequence[Given], settings: LawSettings) -> list[Period]:
    """The spans of a product from its first recognition to the end of time, without gaps."""
    found: list[Period] = []
    for day in sorted({day for one in given for day in _turning_days(one)}):
        newest = newest_on(given, day)
        if newest is None:
            continue
        state = status(newest.dates, newest.facts, day, settings)
        until = state.until if state.is_valid and state.until else END
        fresh = Period(day, END, newest, state.kind.value, until)
        if found and replace(found[-1], first_day=day) == fresh:
            continue
        if found:
            found[-1] = replace(found[-1], last_day=day - _DAY)
        found.append(fresh)
    return found


def _turning_days(one: Given) -> Iterator[dt.date]:
    """Every day on which the state of this recognition may change."""
    yield one.recognised_on or BEGINNING
    if one.dates is None:
        return
    yield one.dates.issued_on
    yield one.dates.expires_on - dt.timedelta(days=EXPIRING_DAYS)
    yield one.dates.expires_on + _DAY
    yield deadlines.extension(one.dates.expires_on).last_day + _DAY
    for fact in one.facts:
        yield fact.on
