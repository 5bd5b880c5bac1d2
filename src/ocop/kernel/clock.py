"""The only clock: rules get dates as arguments, everything else asks here."""

import datetime as dt
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> dt.datetime:
    """The present moment, with its time zone."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """Today's date in Vietnam, whatever the server's zone."""
    return dt.datetime.now(VIETNAM).date()
