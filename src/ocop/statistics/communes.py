"""Communes of today with and without a recognised product."""

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.db.models.expressions import Combinable

from ocop.catalogue.models import ListedPeriod
from ocop.places.models import Level, Unit
from ocop.statistics.asked import Asked
from ocop.statistics.products import VALID, on_the_day
from ocop.statistics.tables import Column, Line, Table, summed

SLUG = "xa-co-san-pham"
HAS_VALID, HAS_EVER = Q(has_valid=True), Q(has_ever=True)
LINES = {
    "con": ("Có sản phẩm còn hiệu lực", HAS_VALID),
    "het": ("Chỉ có sản phẩm không còn hiệu lực", HAS_EVER & ~HAS_VALID),
    "chua": ("Chưa có sản phẩm nào", ~HAS_EVER),
}
SENTENCE = (
    "Đếm xã, phường, đặc khu của hôm nay. Sản phẩm của xã cũ được tính cho xã nay đã thay nó; sản "
    "phẩm đang chờ xác nhận xã thì chưa tính cho xã nào."
)


def commune_table(asked: Asked) -> Table:
    """One query over the communes of the place."""
    counted = _communes(asked).aggregate(
        **{key: Count("pk", filter=where) for key, (_, where) in LINES.items()}
    )
    lines = tuple(Line(key, label, (counted[key],)) for key, (label, _) in LINES.items())
    return Table(
        SLUG,
        "Xã có và chưa có sản phẩm OCOP",
        SENTENCE,
        "Xã, phường, đặc khu",
        (Column("xa", "Số xã"),),
        lines,
        summed("Cộng", lines, 1),
    )


def commune_rows(asked: Asked, line: str, column: str) -> QuerySet[Unit] | None:
    """Exactly the communes behind one number; None where there is no such line or column."""
    if column != "xa" or (line and line not in LINES):
        return None
    rows = _communes(asked)
    return rows.filter(LINES[line][1]) if line else rows


def _communes(asked: Asked) -> QuerySet[Unit]:
    units = Unit.objects.filter(level=Level.COMMUNE, valid_to=None)
    if asked.commune:
        units = units.filter(pk=asked.commune)
    elif asked.province:
        units = units.filter(province_today=asked.province)
    # Sets, not a question for each commune: there are thousands of them.
    listed = on_the_day(asked).filter(listed__commune__isnull=False)
    return units.annotate(has_ever=_among(listed), has_valid=_among(listed.filter(VALID)))


def _among(periods: QuerySet[ListedPeriod]) -> Combinable:
    inside = Q(pk__in=periods.values("listed__commune"))
    return ExpressionWrapper(inside, output_field=BooleanField())
