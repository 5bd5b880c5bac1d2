"""Products on a day: how many ever recognised, how many in force, told apart in many ways.

A product counts once, with the star and the state of its newest recognition on that day
(`catalogue.ListedPeriod`, made by `register.status`).
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from ocop.catalogue.models import ListedPeriod
from ocop.catalogue.search import STATES
from ocop.register.status import VALID_KINDS
from ocop.statistics.asked import Asked
from ocop.statistics.dimensions import Dimension
from ocop.statistics.tables import NONE, Column, Line, Table, summed

VALID = Q(kind__in=sorted(VALID_KINDS))
EVER = Q()
USUAL = {
    "luy-ke": ("Lũy kế", EVER),
    "con": ("Còn hiệu lực", VALID),
    **{f"con-{star}": (f"{star} sao còn hiệu lực", VALID & Q(star=star)) for star in (5, 4, 3)},
}
BY_STATE = {
    "luy-ke": ("Lũy kế", EVER),
    **{
        key: (label, Q(kind__in=sorted(STATES[key])))
        for key, label in (
            ("con", "Còn hiệu lực"),
            ("het", "Hết hiệu lực"),
            ("thu-hoi", "Bị thu hồi"),
            ("khac", "Đã thay giấy hoặc chưa cấp giấy"),
            ("chua-ro", "Chưa đủ dữ liệu"),
        )
    },
}
SENTENCE = (
    "Đếm sản phẩm. Mỗi sản phẩm đếm một lần, theo lần công nhận mới nhất. Lũy kế: từng được công "
    "nhận từ 3 sao đến ngày này. Còn hiệu lực: giấy chứng nhận còn giá trị vào ngày này."
)


def on_the_day(asked: Asked) -> QuerySet[ListedPeriod]:
    """One period of each product of the place that was recognised by that day."""
    rows = ListedPeriod.objects.filter(first_day__lte=asked.on, last_day__gte=asked.on)
    if asked.commune:
        return rows.filter(listed__commune=asked.commune)
    return rows.filter(listed__province=asked.province) if asked.province else rows


def columns_of(by: Dimension) -> dict[str, tuple[str, Q]]:
    """Stars are shown with every state, other lines with the stars in force."""
    return BY_STATE if by.slug == "hang-sao" else USUAL


def product_table(asked: Asked, by: Dimension) -> Table:
    """One query for the counts, one for the names of units or key sectors."""
    columns = columns_of(by)
    counted = (
        on_the_day(asked)
        .annotate(line=by.value)
        .values_list("line")
        .annotate(
            **{
                _name(key): Count("pk", filter=where) if where else Count("pk")
                for key, (_, where) in columns.items()
            }
        )
        .order_by()
    )
    numbers = {row[0]: tuple(row[1:]) for row in counted}
    lines = lines_of(by, numbers)
    return Table(
        by.slug,
        by.title,
        SENTENCE,
        by.line_title,
        tuple(Column(key, label) for key, (label, _) in columns.items()),
        lines,
        summed("Cộng", lines, len(columns)),
    )


def product_rows(
    asked: Asked, by: Dimension | None, line: str, column: str
) -> QuerySet[ListedPeriod] | None:
    """Exactly the rows behind one number; None where there is no such line or column."""
    columns = USUAL | BY_STATE
    if column not in columns:
        return None
    rows = on_line(on_the_day(asked), by, line)
    return None if rows is None else rows.filter(columns[column][1])


def on_line(
    rows: QuerySet[ListedPeriod], by: Dimension | None, line: str
) -> QuerySet[ListedPeriod] | None:
    """Those of one line, or of all where no line is named."""
    if not line or by is None:
        return None if line else rows
    marked = rows.annotate(line=by.value)
    if line == NONE:
        return marked.filter(line__isnull=True)
    values = {key_of(value): value for value in _values(marked, by)}
    return marked.filter(line=values[line]) if line in values else None


def lines_of(by: Dimension, numbers: dict[Any, tuple[int, ...]]) -> tuple[Line, ...]:
    """The lines in the order of the names, the unknown last; lines without anything are left out."""
    names = by.names([value for value in numbers if value is not None])
    lines = [
        Line(key_of(value), name, numbers[value])
        for value, name in names.items()
        if value in numbers
    ]
    if None in numbers:
        lines.append(Line(NONE, by.unknown, numbers[None]))
    return tuple(lines)


def key_of(value: Any) -> str:
    """A value as addresses write it."""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _name(key: str) -> str:
    return key.replace("-", "_")


def _values(rows: QuerySet[Any], by: Dimension) -> Sequence[Any]:
    found = list(rows.values_list("line", flat=True).distinct().order_by())
    return list(by.names([value for value in found if value is not None]))


def counts(asked: Asked) -> tuple[int, int]:
    """Products ever recognised and products in force. One query."""
    counted = on_the_day(asked).aggregate(ever=Count("pk"), valid=Count("pk", filter=VALID))
    return counted["ever"], counted["valid"]
