"""Time limits of QĐ 26/2026, each with its article; all days are inclusive last days."""

import datetime as dt
from dataclasses import dataclass

from ocop.law.calendars import add_days, add_months, add_working_days, confirmed_through
from ocop.law.instruments import RoundRule, TimeLimit, instrument

_LAW = "qd26-2026"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A period that ends with `last_day`; `provisional` while its holidays are not announced."""

    last_day: dt.date
    counted_from: dt.date
    limit: TimeLimit
    provisional: bool = False

    @property
    def article(self) -> str:
        """The article with the decision's number."""
        return f"{self.limit.article} QĐ {instrument(_LAW).number}"


@dataclass(frozen=True, slots=True)
class Window:
    """The first and last day on which something may be filed."""

    opens: dt.date
    closes: dt.date
    article: str

    def contains(self, day: dt.date) -> bool:
        """Whether `day` lies inside, both ends included."""
        return self.opens <= day <= self.closes


@dataclass(frozen=True, slots=True)
class Round:
    """A round of one year. `proposed_before` and `held_before` are themselves too late."""

    rule: RoundRule
    proposed_before: dt.date
    held_before: dt.date


def _deadline(limit_id: str, start: dt.date) -> Deadline:
    limit = instrument(_LAW).time_limit(limit_id)
    if limit.unit == "calendar":
        return Deadline(add_days(start, limit.count), start, limit)
    last_day = add_working_days(start, limit.count)
    return Deadline(last_day, start, limit, provisional=last_day > confirmed_through())


def commune_assessment(received_on: dt.date) -> Deadline:
    """Điều 7.2: 15 working days from the day the commune received the dossier."""
    return _deadline("commune_assessment", received_on)


def reevaluation_window(expires_on: dt.date) -> Window:
    """Điều 7.6.a: not before 180 and not after 120 days before the certificate's last day."""
    law = instrument(_LAW)
    opens, closes = law.time_limit("reevaluation_opens"), law.time_limit("reevaluation_closes")
    return Window(
        opens=add_days(expires_on, -opens.count),
        closes=add_days(expires_on, -closes.count),
        article=f"{opens.article} QĐ {law.number}",
    )


def reevaluation(complete_on: dt.date) -> Deadline:
    """Điều 7.6.g: 45 days from the day the full dossier of the commune or province came in."""
    return _deadline("reevaluation", complete_on)


def extension(expires_on: dt.date) -> Deadline:
    """Điều 12.3: at most 180 days after the certificate's last day, until there is a result."""
    return _deadline("extension", expires_on)


def revocation(concluded_on: dt.date) -> Deadline:
    """Điều 8.4: 15 days from the conclusion, or from the commune's word that production ended."""
    return _deadline("revocation", concluded_on)


def certificate_last_day(
    issued_on: dt.date, instrument_id: str = _LAW, months: int | None = None
) -> dt.date:
    """Điều 4.3: the same date 36 months on (29/02/2024 → 28/02/2027), still valid on that day."""
    return add_months(issued_on, months or instrument(instrument_id).certificate_months)


def next_round(level: str, proposed_on: dt.date) -> Round:
    """Điều 5: the first round of "province" or "ministry" that a proposal of this day is in time for.

    "Trước ngày 30/4": a proposal of 30/4 itself goes to the next round.
    """
    rules = [rule for rule in instrument(_LAW).rounds if rule.level == level]
    rounds = [
        Round(rule, _date(year, rule.proposed_before), _date(year, rule.held_before))
        for year in (proposed_on.year, proposed_on.year + 1)
        for rule in rules
    ]
    in_time = [candidate for candidate in rounds if proposed_on < candidate.proposed_before]
    return min(in_time, key=lambda candidate: candidate.proposed_before)


def _date(year: int, month_day: str) -> dt.date:
    return dt.date.fromisoformat(f"{year}-{month_day}")
