"""Every product that ever had 3 stars or more, with its star and state on a day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from ocop.catalogue.models import ListedPeriod
from ocop.catalogue.periods import BEGINNING, END
from ocop.law.classification import classification
from ocop.opendata.columns import Dataset, Row, Words, boolean, date, integer, text

PATHS = (
    "listed_id",
    "recognition__certificate__product_code",
    "recognition__certificate__short_code",
    "listed__product__name",
    "star",
    "kind",
    "until",
    "recognised_on",
    "recognition__certificate__issued_on",
    "recognition__certificate__expires_on",
    "recognition__decision__number",
    "recognition__decision__signed_on",
    "listed__set_number",
    "listed__sector",
    "listed__product__producer_id",
    "listed__product__producer__name",
    "listed__legal_form",
    "listed__commune__code",
    "listed__commune__kind",
    "listed__commune__name",
    "listed__province__code",
    "listed__province__kind",
    "listed__province__name",
    "listed__commune_then__code",
    "listed__commune_then__kind",
    "listed__commune_then__name",
    "listed__is_craft_village",
    "listed__is_export",
    "listed__product__is_sample",
)
_SETS = {one.number: one.name for one in classification()}


def periods_on(on: dt.date) -> QuerySet[ListedPeriod]:
    """The period of each product as of a day."""
    return ListedPeriod.objects.filter(Q(first_day__lte=on, last_day__gte=on))


def as_tuples(periods: QuerySet[ListedPeriod]) -> QuerySet[Any]:
    """The columns this dataset is made from, the product's key first."""
    return periods.values_list(*PATHS)


def _query(on: dt.date) -> QuerySet[Any]:
    return as_tuples(periods_on(on))


def shape(rows: Sequence[Any], on: dt.date) -> Iterator[Row]:
    """Rows of PATHS as cells; no query."""
    for row in rows:
        yield (
            row[1] or None,
            *row[2:6],
            None if row[6] == END else row[6],
            None if row[7] == BEGINNING else row[7],
            *row[8:13],
            _SETS.get(row[12]),
            row[13] or None,
            *row[14:18],
            _full(row[18], row[19]),
            row[20],
            _full(row[21], row[22]),
            row[23],
            _full(row[24], row[25]),
            *row[26:],
        )


def _full(kind: str | None, name: str | None) -> str | None:
    return f"{kind} {name}" if name else None


_REGISTER = "Sổ đăng ký sản phẩm OCOP"
_DECISION = "Quyết định công nhận"
_CERTIFICATE = "Giấy chứng nhận"
_UNITS = "Quyết định 19/2025/QĐ-TTg và các nghị quyết sắp xếp đơn vị hành chính"

PRODUCTS = Dataset(
    name="products",
    title=Words("Sản phẩm OCOP", "OCOP products"),
    about=Words(
        "Mỗi dòng là một sản phẩm từng được công nhận 3 sao trở lên, với hạng sao và tình trạng vào một ngày.",
        "One line for each product that was ever given 3 stars or more, with its star and state on a day.",
    ),
    columns=(
        text("code", "Mã sản phẩm ghi trên giấy chứng nhận mới nhất", "Product code on the newest certificate", _CERTIFICATE),
        text("certificate", "Mã tra cứu của giấy chứng nhận mới nhất", "Short code of the newest certificate", _CERTIFICATE),
        text("name", "Tên sản phẩm", "Name of the product (Vietnamese)", _REGISTER),
        integer("star", "Hạng sao, 3 đến 5", "Stars, 3 to 5", _DECISION),
        text("status", "Tình trạng: in_force còn hiệu lực, expiring còn không quá 180 ngày, extended đang kéo dài, expired hết hạn, withdrawn đã thu hồi, replaced đã thay giấy, not_yet_issued chưa có hiệu lực, insufficient_data chưa đủ dữ liệu", "State: in_force, expiring (180 days or fewer left), extended (re-evaluation under way), expired, withdrawn, replaced, not_yet_issued, insufficient_data", "Điều 4.3, 7.6, 8 và 12.3 Quyết định 26/2026/QĐ-TTg"),
        date("valid_until", "Ngày cuối cùng sao còn giá trị; trống khi không còn giá trị", "Last day on which the star counts; empty where it does not", _CERTIFICATE),
        date("recognised_on", "Ngày công nhận; trống khi danh sách cũ không ghi", "Day of recognition; empty where an old list does not say", _DECISION),
        date("issued_on", "Ngày cấp giấy chứng nhận", "Day of issue of the certificate", _CERTIFICATE),
        date("expires_on", "Ngày hết hạn ghi trên giấy chứng nhận", "Last day printed on the certificate", _CERTIFICATE),
        text("decision_number", "Số quyết định công nhận", "Number of the decision", _DECISION),
        date("decision_date", "Ngày ký quyết định", "Day the decision was signed", _DECISION),
        integer("set_number", "Số của bộ sản phẩm, 1 đến 26", "Number of the product set, 1 to 26", "Phụ lục I Quyết định 26/2026/QĐ-TTg"),
        text("set", "Tên bộ sản phẩm", "Name of the product set (Vietnamese)", "Phụ lục I Quyết định 26/2026/QĐ-TTg"),
        text("sector", "Ký hiệu ngành sản phẩm, I đến VI", "Sector, I to VI", "Phụ lục I Quyết định 26/2026/QĐ-TTg"),
        integer("producer", "Số của chủ thể trong bộ dữ liệu producers", "Number of the producer in the dataset producers", _REGISTER),
        text("producer_name", "Tên chủ thể", "Name of the producer", _REGISTER),
        text("legal_form", "Loại hình của chủ thể", "Legal form of the producer", "Điều 2.3 Quyết định 26/2026/QĐ-TTg"),
        text("commune_code", "Mã xã, phường nơi sản xuất theo đơn vị hành chính nay; trống khi xã đã chia và chưa có người xác nhận", "Code of today's commune of production; empty where a divided commune awaits confirmation", _UNITS),
        text("commune", "Tên xã, phường nay", "Name of today's commune", _UNITS),
        text("province_code", "Mã tỉnh, thành phố nay", "Code of today's province", _UNITS),
        text("province", "Tên tỉnh, thành phố nay", "Name of today's province", _UNITS),
        text("commune_then_code", "Mã xã, phường khi được công nhận", "Code of the commune at the time of recognition", _UNITS),
        text("commune_then", "Tên xã, phường khi được công nhận", "Name of the commune at the time of recognition", _UNITS),
        boolean("craft_village", "Sản phẩm của làng nghề", "Made in a craft village", _REGISTER),
        boolean("export", "Có xuất khẩu", "Exported", _REGISTER),
        boolean("is_sample", "Dữ liệu mẫu, không có thật", "Sample data, not real", _REGISTER),
    ),
    query=_query,
    key="listed_id",
    shape=shape,
)  # fmt: skip
