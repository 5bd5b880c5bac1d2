"""The commune's fifteen working days, and whether a proposal is in time for a round. Pure."""

import datetime as dt
from dataclasses import dataclass

from ocop.law import calendars

# Điều 7.2 QĐ 26/2026/QĐ-TTg: "Trong thời hạn 15 ngày làm việc kể từ ngày tiếp nhận hồ sơ".
COMMUNE_WORKING_DAYS = 15
# From how many days left a dossier counts as urgent on the desk; a habit of the desk, not law.
URGENT_DAYS = 3


@dataclass(frozen=True)
class CommuneClock:
    """How much of the commune's time is gone; days are working days, the first is not counted.

    `stopped_on` is the day of the proposal to the province, None while the clock runs.
    """

    received_on: dt.date
    due_on: dt.date
    used: int
    stopped_on: dt.date | None = None
    total: int = COMMUNE_WORKING_DAYS

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


def commune_clock(
    received_on: dt.date, on: dt.date, *, stopped_on: dt.date | None = None
) -> CommuneClock:
    """The clock on a day (Điều 7.2), from the commune's latest receipt.

    Sending the dossier back does not pause it: Điều 7.2 names no pause (reading
    `commune_clock_pause`); what is handed in again is received again, on a new clock.
    """
    due_on = calendars.add_working_days(received_on, COMMUNE_WORKING_DAYS)
    day = stopped_on or on
    used = max(calendars.working_days_between(received_on, day), 0)
    if day > due_on:
        # A Saturday after a due Friday is late although no further working day has passed.
        used = max(used, COMMUNE_WORKING_DAYS + 1)
    return CommuneClock(received_on, due_on, used, stopped_on)


def urgent_if_received_by(on: dt.date) -> dt.date:
    """The latest receipt date whose clock is urgent on `on`: a bound that a query can use."""
    day = on
    while calendars.working_days_between(day, on) < COMMUNE_WORKING_DAYS - URGENT_DAYS:
        day -= dt.timedelta(days=1)
    return day
