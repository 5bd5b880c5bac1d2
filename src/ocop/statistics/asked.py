"""What every figure is asked for: a day, a place, and under which units it is shown."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Units(StrEnum):
    """Under today's units, or under those each star was given under."""

    NOW = "nay"
    THEN = "khi-do"


@dataclass(frozen=True, slots=True)
class Asked:
    """Ids of today's units; no province is the whole country. A commune lies in its province.

    The place chooses what is counted and always means today's area; `units` only chooses under
    which names it is shown, so that both views add up to the same.
    """

    on: dt.date
    province: int | None = None
    commune: int | None = None
    units: Units = Units.NOW
