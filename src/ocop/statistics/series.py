"""Through time: what began, ended and was withdrawn in each span, and what stood at its end."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, QuerySet

from ocop.catalogue.models import ListedPeriod
from ocop.law.calendars import add_months
from ocop.register.models import Recognition
from ocop.register.status import StatusKind
from ocop.statistics.asked import Asked
from ocop.statistics.products import VALID
from ocop.statistics.tables import Column, Line, Table

SLUG = "dien-bien"
COLUMNS = {
    "con": "Còn hiệu lực cuối kỳ",
    "cong-nhan": "Lượt công nhận",
    "het": "Hết hạn",
    "thu-hoi": "Thu hồi",
}
SENTENCE = (
    "Còn hiệu lực: đếm sản phẩm vào ngày cuối của kỳ. Ba cột sau đếm việc xảy ra trong kỳ: một sản "
    "phẩm được công nhận hai lần thì đếm hai lần. Lần công nhận không ghi ngày thì không nằm trong kỳ nào."
)
MOST_SPANS = 60


class Step(StrEnum):
    """How long one span is."""

    MONTH = "thang"
    QUARTER = "quy"
    YEAR = "nam"


_MONTHS = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both included; the one under way ends on the day asked for."""

    key: str
    label: str
    first: dt.date
    last: dt.date


def spans(step: Step, first_year: int, on: dt.date) -> tuple[Span, ...]:
    """The spans from the beginning of a year to the day asked for, at most the last 60."""
    made = []
    day = dt.date(first_year, 1, 1)
    while day <= on:
        following = add_months(day, _MONTHS[step])
        made.append(Span(*_named(step, day), day, min(following - dt.timedelta(days=1), on)))
        day = following
    return tuple(made[-MOST_SPANS:])


def _named(step: Step, day: dt.date) -> tuple[str, str]:
    if step is Step.YEAR:
        return f"{day.year}", f"{day.year}"
    if step is Step.QUARTER:
        quarter = (day.month + 2) // 3
        return f"{day.year}-q{quarter}", f"Quý {quarter}/{day.year}"
    return f"{day:%Y-%m}", f"{day:%m/%Y}"


def series_table(asked: Asked, found: Sequence[Span]) -> Table:
    """Four queries, however many spans: each counts by day, the days are added up here."""
    valid = _periods(asked).filter(VALID)
    begun, over = _by_day(valid, "first_day"), _by_day(valid, "last_day")
    events = {
        "cong-nhan": _by_day(_recognitions(asked), "recognised_on"),
        "het": _by_day(_ended(asked, StatusKind.EXPIRED), "first_day"),
        "thu-hoi": _by_day(_ended(asked, StatusKind.WITHDRAWN), "first_day"),
    }
    lines = tuple(
        Line(
            span.key,
            span.label,
            (
                _until(begun, span.last) - _until(over, span.last - dt.timedelta(days=1)),
                *(_within(days, span) for days in events.values()),
            ),
        )
        for span in found
    )
    ends = [line.numbers[0] for line in lines[-1:]]
    happened = [sum(line.numbers[at] for line in lines) for at in (1, 2, 3)]
    return Table(
        SLUG,
        "Diễn biến",
        SENTENCE,
        "Kỳ",
        tuple(Column(key, label) for key, label in COLUMNS.items()),
        lines,
        Line("", "Cả thời gian này", (*(ends or [0]), *happened)),
        has_shares=False,
    )


def series_rows(
    asked: Asked, found: Sequence[Span], line: str, column: str
) -> QuerySet[ListedPeriod] | QuerySet[Recognition] | None:
    """Exactly the rows behind one number; None where there is no such span or column."""
    if not found or column not in COLUMNS:
        return None
    chosen = next((span for span in found if span.key == line), None)
    if line and chosen is None:
        return None
    first, last = (chosen or found[0]).first, (chosen or found[-1]).last
    if column == "con":
        return _periods(asked).filter(VALID, first_day__lte=last, last_day__gte=last)
    if column == "cong-nhan":
        return _recognitions(asked).filter(recognised_on__range=(first, last))
    kind = StatusKind.EXPIRED if column == "het" else StatusKind.WITHDRAWN
    return _ended(asked, kind).filter(first_day__range=(first, last))


def _periods(asked: Asked) -> QuerySet[ListedPeriod]:
    if asked.commune:
        return ListedPeriod.objects.filter(listed__commune=asked.commune)
    if asked.province:
        return ListedPeriod.objects.filter(listed__province=asked.province)
    return ListedPeriod.objects.all()


def _ended(asked: Asked, kind: StatusKind) -> QuerySet[ListedPeriod]:
    return _periods(asked).filter(kind=kind, first_day__lte=asked.on)


def _recognitions(asked: Asked) -> QuerySet[Recognition]:
    rows = Recognition.objects.filter(
        star__gte=3, product__listed__isnull=False, recognised_on__lte=asked.on
    )
    if asked.commune:
        return rows.filter(product__listed__commune=asked.commune)
    return rows.filter(product__listed__province=asked.province) if asked.province else rows


def _by_day(rows: QuerySet[ListedPeriod] | QuerySet[Recognition], day: str) -> Counter[dt.date]:
    return Counter(dict(rows.order_by().values_list(day).annotate(Count("pk"))))


def _until(days: Counter[dt.date], last: dt.date) -> int:
    return sum(number for day, number in days.items() if day <= last)


def _within(days: Counter[dt.date], span: Span) -> int:
    return sum(number for day, number in days.items() if span.first <= day <= span.last)
