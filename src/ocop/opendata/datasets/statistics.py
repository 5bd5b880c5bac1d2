"""How many products there are by province, sector, star and state on a day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, QuerySet

from ocop.opendata.columns import Dataset, Row, Words, integer, text
from ocop.opendata.datasets.products import periods_on

_BY = ("listed__province__code", "listed__province__name", "listed__sector", "star", "kind")


def _query(on: dt.date) -> QuerySet[Any]:
    counted = periods_on(on).values_list(*_BY).annotate(products=Count("pk"))
    return counted.order_by("listed__province__code", "listed__sector", "star", "kind")


def _rows(rows: Sequence[Any], on: dt.date) -> Iterator[Row]:
    for code, name, sector, star, kind, products in rows:
        yield code, name, sector or None, star, kind, products


_UNITS = "Quyết định 19/2025/QĐ-TTg"

STATISTICS = Dataset(
    name="statistics",
    title=Words("Số sản phẩm OCOP", "Counts of OCOP products"),
    about=Words(
        "Số sản phẩm theo tỉnh nay, ngành, hạng sao và tình trạng vào một ngày.",
        "Products by today's province, sector, star and state on a day.",
    ),
    columns=(
        text("province_code", "Mã tỉnh, thành phố nay; trống khi chưa rõ", "Code of today's province; empty where not known", _UNITS),
        text("province", "Tên tỉnh, thành phố nay", "Name of today's province", _UNITS),
        text("sector", "Ký hiệu ngành, I đến VI; trống khi danh sách cũ không ghi", "Sector, I to VI; empty where an old list does not say", "Phụ lục I Quyết định 26/2026/QĐ-TTg"),
        integer("star", "Hạng sao", "Stars", "Quyết định công nhận"),
        text("status", "Tình trạng, như cột status của products", "State, as the column status of products", "Điều 4.3, 7.6, 8 và 12.3 Quyết định 26/2026/QĐ-TTg"),
        integer("products", "Số sản phẩm", "Products", "Sổ đăng ký sản phẩm OCOP"),
    ),
    query=_query,
    key="",
    shape=_rows,
)  # fmt: skip
