"""What the law and the row itself say against a result; nothing is changed by a check."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction

from ocop.imports.rules.fields import Field
from ocop.imports.rules.kinds import Kind
from ocop.imports.rules.records import Record, Result
from ocop.law.authority import UNKNOWN, recognising_authority
from ocop.law.deadlines import certificate_last_day
from ocop.law.instruments import instrument

Tell = Callable[[Field, Kind, str], None]

LEVELS = {
    "ministry": "Bộ",
    "province": "Ủy ban nhân dân tỉnh",
    "district": "Ủy ban nhân dân huyện",
}


def level_by_law(star: int, day: dt.date | None, year: int | None) -> tuple[str, str]:
    """Level and article of the body that gave this star on the day, or all through the year."""
    days = [day] if day else [dt.date(year, 1, 1), dt.date(year, 12, 31)] if year else []
    found = {
        (authority.level, authority.article)
        for each in days
        if (authority := recognising_authority(star, each))
    }
    return found.pop() if len({level for level, _ in found}) == 1 else (UNKNOWN, "")


def check_authority(result: Result, place: Field, tell: Tell) -> None:
    """The body that signed must be the one the law names for the star on that day."""
    by_law, article = level_by_law(result.star, result.signed_on, result.year)
    if UNKNOWN in (by_law, result.level) or by_law == result.level:
        return
    tell(
        place,
        Kind.AUTHORITY_MISMATCH,
        f"{result.star} sao lúc đó do {LEVELS[by_law]} công nhận ({article}), "
        f"danh sách ghi “{result.authority}”. Ghi lại đúng như danh sách.",
    )


def check_dates(record: Record, today: dt.date, places: list[Field], tell: Tell) -> None:
    """In order of time, not in the future, and the last day 36 months after the last decision."""
    before: dt.date | None = None
    for result, place in zip(record.results, places, strict=False):
        if result.signed_on is None:
            continue
        if result.signed_on > today:
            tell(place, Kind.CONFLICTING_DATE, f"Ngày {_day(result.signed_on)} chưa tới.")
        if before and result.signed_on < before:
            tell(
                place,
                Kind.CONFLICTING_DATE,
                f"Lần sau ký ngày {_day(result.signed_on)}, trước lần đầu {_day(before)}.",
            )
        before = result.signed_on
    last = record.results[-1].signed_on if record.results else None
    if record.expires_on and last:
        by_law = certificate_last_day(last)
        if record.expires_on != by_law:
            tell(
                Field.EXPIRY,
                Kind.EXPIRY_MISMATCH,
                f"36 tháng từ ngày {_day(last)} là {_day(by_law)}, danh sách ghi "
                f"{_day(record.expires_on)}. Sổ dùng ngày đến trước.",
            )


def check_points(record: Record, tell: Tell) -> None:
    """The three parts make the total, and the total the star, under the law of that time."""
    points = record.points
    parts = [points[part] for part in ("a", "b", "c") if part in points]
    total = points.get("total")
    if len(parts) == 3 and total is not None and sum(parts) != total:
        tell(
            Field.TOTAL,
            Kind.SCORE_MISMATCH,
            f"A + B + C = {_points(sum(parts))}, danh sách ghi {_points(total)}.",
        )
    result = record.results[-1] if record.results else None
    if total is None or result is None or not result.instrument:
        return
    band = instrument(result.instrument).band(Fraction(total))
    if band.star != result.star:
        tell(
            Field.TOTAL,
            Kind.SCORE_MISMATCH,
            f"{_points(total)} điểm là {band.star} sao ({band.article}), "
            f"danh sách ghi {result.star} sao. Giữ cả hai như danh sách.",
        )


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _points(points: object) -> str:
    return str(points).replace(".", ",")
