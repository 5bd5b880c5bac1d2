"""Which body recognises which star on which date."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from ocop.law.loading import load_document

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Authority:
    """`level` is "province", "district", "ministry" or "unknown"; `body` its Vietnamese name."""

    level: str
    body: str
    article: str


@dataclass(frozen=True, slots=True)
class _Period:
    stars: tuple[int, ...]
    first: dt.date
    last: dt.date
    authority: Authority


@cache
def _periods() -> tuple[_Period, ...]:
    return tuple(
        _Period(
            stars=tuple(row["stars"]),
            first=row["from"],
            last=row.get("to", dt.date.max),
            authority=Authority(row["level"], row["body"], row["article"]),
        )
        for row in load_document("authorities.yaml")
    )


def recognising_authority(star: int, on: dt.date) -> Authority | None:
    """The body that recognises `star` (3, 4, 5) on `on`; None for 1 and 2, which none does.

    The level is "unknown" before 21/8/2019 and, for 3 stars, from 1 to 5 July 2025.
    """
    if star < 3:
        return None
    for period in _periods():
        if star in period.stars and period.first <= on <= period.last:
            return period.authority
    return Authority(UNKNOWN, "không rõ thẩm quyền", "Không tìm thấy quy định cho ngày này")
