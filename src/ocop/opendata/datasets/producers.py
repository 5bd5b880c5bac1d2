"""Producers with a star, without anything about a person."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ocop.catalogue.models import ListedPeriod
from ocop.opendata.columns import Dataset, Row, Words, integer, text
from ocop.producers.models import LegalForm, Producer
from ocop.register.status import VALID_KINDS

PERSONAL_FORMS = frozenset(
    {LegalForm.HOUSEHOLD, LegalForm.FAMILY, LegalForm.FARM, LegalForm.UNKNOWN}
)
"""Behind these stands a person or a family: their address is where somebody lives."""


def producers(on: dt.date) -> QuerySet[Producer]:
    """The producers of products that had 3 stars or more by a day. One query for a part."""
    listed = ListedPeriod.objects.filter(
        listed__product__producer=OuterRef("pk"), first_day__lte=on
    )
    valid = Q(
        products__listed__periods__first_day__lte=on,
        products__listed__periods__last_day__gte=on,
        products__listed__periods__kind__in=list(VALID_KINDS),
    )
    return (
        Producer.objects.filter(Exists(listed))
        .select_related("current_commune__province_today")
        .annotate(valid_products=Count("products", filter=valid, distinct=True))
    )


def _address(one: Producer) -> str | None:
    """An organisation's registered address; a household's only where this installation says so."""
    if one.legal_form in PERSONAL_FORMS and not settings.OCOP_OPEN_HOUSEHOLD_ADDRESSES:
        return None
    return one.address or None


def _rows(rows: Sequence[Producer], on: dt.date) -> Iterator[Row]:
    for one in rows:
        commune = one.current_commune
        province = commune.province_today if commune else None
        yield (
            one.pk,
            one.name,
            one.legal_form,
            _address(one),
            commune.code if commune else None,
            commune.full_name if commune else None,
            province.code if province else None,
            province.full_name if province else None,
            one.valid_products,  # type: ignore[attr-defined]
        )


_REGISTER = "Sổ đăng ký sản phẩm OCOP"
_UNITS = "Quyết định 19/2025/QĐ-TTg và các nghị quyết sắp xếp đơn vị hành chính"

PRODUCERS = Dataset(
    name="producers",
    title=Words("Chủ thể OCOP", "OCOP producers"),
    about=Words(
        "Chủ thể của các sản phẩm từng được công nhận. Không có số điện thoại, thư điện tử, người đại diện.",
        "Producers of recognised products. No phone numbers, e-mail addresses or representatives.",
    ),
    columns=(
        integer("id", "Số của chủ thể, chỉ dùng trong dữ liệu của hệ thống này", "Number of the producer, of this installation only", _REGISTER),
        text("name", "Tên chủ thể", "Name of the producer", _REGISTER),
        text("legal_form", "Loại hình", "Legal form", "Điều 2.3 Quyết định 26/2026/QĐ-TTg"),
        text("address", "Địa chỉ của tổ chức; với hộ thì chỉ ghi đến xã, phường", "Address of an organisation; a household only by its commune", _REGISTER),
        text("commune_code", "Mã xã, phường nay", "Code of today's commune", _UNITS),
        text("commune", "Tên xã, phường nay", "Name of today's commune", _UNITS),
        text("province_code", "Mã tỉnh, thành phố nay", "Code of today's province", _UNITS),
        text("province", "Tên tỉnh, thành phố nay", "Name of today's province", _UNITS),
        integer("valid_products", "Số sản phẩm còn sao vào ngày đó", "Products whose star counts that day", _REGISTER),
    ),
    query=producers,
    key="pk",
    shape=_rows,
)  # fmt: skip
