"""The commune's fifteen working days, and the round a proposal is in time for. Pure."""

import datetime as dt
from dataclasses import dataclass

from ocop.law import calendars, deadlines
from ocop.law.deadlines import Round
from ocop.law.readings import LawSettings

# From how many days left a dossier counts as urgent on the desk; a habit of the desk, not law.
URGENT_DAYS = 3
# From how many of the 45 days left a re-evaluation is nearly over; a habit of the desk too.
NEARLY_OVER_DAYS = 10


@dataclass(frozen=True)
class CommuneClock:
    """How much of the commune's time is gone; days are working days, the first is not counted.

    `stopped_on` is the day of the proposal to the province, None while the clock runs.
    `is_provisional` while the holidays on the way are computed and not announced.
    """

    received_on: dt.date
    due_on: dt.date
    used: int
    total: int
    article: str
    stopped_on: dt.date | None = None
    is_provisional: bool = False

    @property
    def left(self) -> int:
        """Days left, 0 on the last day, negative when late."""
        return self.total - self.used

    @property
    def is_overdue(self) -> bool:
        """Whether the limit has passed, or had passed when the commune proposed."""
        return self.left < 0

    @property
    def is_urgent(self) -> bool:
        """Whether it still runs with at most three days left."""
        return self.stopped_on is None and self.left <= URGENT_DAYS


def starts_again(settings: LawSettings) -> bool:
    """Whether each receipt at the commune starts a new clock, or the first one counts throughout.

    Reading `commune_clock` of Điều 7.2: a dossier sent back and handed in again is received again.
    """
    return settings.commune_clock == "restarts"


def commune_clock(
    received_on: dt.date, on: dt.date, *, stopped_on: dt.date | None = None
) -> CommuneClock:
    """The clock on a day (Điều 7.2 QĐ 26/2026/QĐ-TTg), from the receipt that `starts_again` names.

    Sending the dossier back does not pause it: Điều 7.2 names no pause.
    """
    deadline = deadlines.commune_assessment(received_on)
    total, day = deadline.limit.count, stopped_on or on
    used = max(calendars.working_days_between(received_on, day), 0)
    if day > deadline.last_day:
        # A Saturday after a due Friday is late although no further working day has passed.
        used = max(used, total + 1)
    return CommuneClock(
        received_on=received_on,
        due_on=deadline.last_day,
        used=used,
        total=total,
        article=deadline.article,
        stopped_on=stopped_on,
        is_provisional=deadline.provisional,
    )


@dataclass(frozen=True)
class ReevaluationClock:
    """The 45 days of Điều 7.6.g; `used` in calendar days, the first not counted."""

    complete_on: dt.date
    due_on: dt.date
    used: int
    total: int
    article: str

    @property
    def left(self) -> int:
        """Days left, 0 on the last day, negative when late."""
        return self.total - self.used


def reevaluation_clock(
    received_on: dt.date | None, submitted_on: dt.date | None, on: dt.date
) -> ReevaluationClock | None:
    """The clock on a day, from the full dossier of the commune; None before the province has it.

    `received_on` is the province's receipt, `submitted_on` the last hand-in: what was sent back to
    be completed is full from the day it came in again.
    """
    if received_on is None:
        return None
    complete_on = max(received_on, submitted_on or received_on)
    limit = deadlines.reevaluation(complete_on)
    return ReevaluationClock(
        complete_on=complete_on,
        due_on=limit.last_day,
        used=(on - complete_on).days,
        total=limit.limit.count,
        article=limit.article,
    )


def nearly_over_if_complete_by(on: dt.date) -> dt.date:
    """The latest day of a full dossier whose 45 days are nearly over on `on`, for a query."""
    days = deadlines.reevaluation(on).limit.count - NEARLY_OVER_DAYS
    return on - dt.timedelta(days=days)


def urgent_if_received_by(on: dt.date) -> dt.date:
    """The latest receipt date whose clock is urgent on `on`: a bound that a query can use."""
    needed = deadlines.commune_assessment(on).limit.count - URGENT_DAYS
    day = on
    while calendars.working_days_between(day, on) < needed:
        day -= dt.timedelta(days=1)
    return day


def round_of_proposal(proposed_on: dt.date) -> Round:
    """The provincial round that a proposal of this day is in time for (Điều 5.1).

    "Trước ngày 30/4" and "trước ngày 30/10": the day itself is too late for that round.
    """
    return deadlines.next_round("province", proposed_on)
