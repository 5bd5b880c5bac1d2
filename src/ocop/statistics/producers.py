"""Producers on a day: those with a product ever recognised, and with one in force."""

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import NullIf

from ocop.producers.models import Producer
from ocop.statistics.asked import Asked
from ocop.statistics.dimensions import TYPE_NAMES, TYPE_OF_FORM, Dimension
from ocop.statistics.products import EVER, VALID, lines_of, on_line, on_the_day
from ocop.statistics.tables import NONE, Column, Table, summed

PRODUCER = "listed__product__producer"
TYPES = Dimension(
    "chu-the-loai-hinh", "Chủ thể theo loại hình", "Loại hình", TYPE_OF_FORM, lambda _: TYPE_NAMES
)
SEXES = Dimension(
    "chu-the-gioi-tinh",
    "Chủ thể theo giới tính người đại diện",
    "Người đại diện",
    NullIf(F(f"{PRODUCER}__representative_sex"), Value("")),
    lambda _: {"female": "Nữ", "male": "Nam"},
    "Chưa ghi giới tính",
)
DIMENSIONS = {one.slug: one for one in (TYPES, SEXES)}
COLUMNS = {
    "luy-ke": ("Chủ thể, lũy kế", EVER),
    "con": ("Chủ thể còn sản phẩm có hiệu lực", VALID),
}
SENTENCE = (
    "Đếm chủ thể. Lũy kế: có ít nhất một sản phẩm từng được công nhận đến ngày này. Còn hiệu lực: "
    "có ít nhất một sản phẩm còn hiệu lực vào ngày này."
)
SEX_SENTENCE = (
    f"{SENTENCE} Tỷ lệ nữ chỉ tính trên những chủ thể đã ghi giới tính: chưa ghi không có nghĩa là "
    "không phải nữ."
)


def producer_table(asked: Asked, by: Dimension) -> Table:
    """One query. Nobody stands on two lines: a producer has one form and one representative."""
    counted = (
        on_the_day(asked)
        .annotate(line=by.value)
        .values("line")
        .annotate(
            ever=Count(PRODUCER, distinct=True), valid=Count(PRODUCER, distinct=True, filter=VALID)
        )
        .order_by()
    )
    lines = lines_of(by, {row["line"]: (row["ever"], row["valid"]) for row in counted})
    return Table(
        by.slug,
        by.title,
        SEX_SENTENCE if by is SEXES else SENTENCE,
        by.line_title,
        tuple(Column(key, label) for key, (label, _) in COLUMNS.items()),
        lines,
        summed("Cộng", lines, len(COLUMNS)),
        unshared=frozenset({NONE}) if by is SEXES else frozenset(),
    )


def producer_rows(asked: Asked, slug: str, line: str, column: str) -> QuerySet[Producer] | None:
    """Exactly the producers behind one number; None where there is no such line or column."""
    if slug not in DIMENSIONS or column not in COLUMNS:
        return None
    rows = on_line(on_the_day(asked), DIMENSIONS[slug], line)
    if rows is None:
        return None
    return Producer.objects.filter(pk__in=rows.filter(COLUMNS[column][1]).values(PRODUCER))
