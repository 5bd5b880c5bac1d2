"""By what products are told apart: an expression on `ListedPeriod`, and the words of each value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import NullIf

from ocop.law.classification import classification
from ocop.places.models import Level, Unit
from ocop.products.models import KeySector
from ocop.register.models import EvaluationKind
from ocop.statistics.asked import Asked, Units
from ocop.statistics.published import producer_types

Names = Mapping[Any, str]


@dataclass(frozen=True)
class Dimension:
    """One way to tell products apart.

    `value` is NULL where the register does not know; such a line is called `unknown`. `names` gives
    the words of the other values that occur, in the order of the lines.
    """

    slug: str
    title: str
    line_title: str
    value: Combinable
    names: Callable[[Sequence[Any]], Names]
    unknown: str = "Chưa rõ"


def dimension(slug: str, asked: Asked) -> Dimension | None:
    """The dimension of an address; units depend on how they are asked for."""
    return next((one for one in dimensions(asked) if one.slug == slug), None)


def dimensions(asked: Asked) -> tuple[Dimension, ...]:
    """Every dimension in the order of the pages; a province's own only where a province is asked."""
    own = _KEY_SECTOR, _CRAFT
    return (_STAR, _SECTOR, _SET, *_units(asked), _TYPE, *own, _KIND, _YEAR)


def _fixed(names: Mapping[Any, str]) -> Callable[[Sequence[Any]], Names]:
    return lambda _: names


_STAR = Dimension(
    "hang-sao", "Theo hạng sao", "Hạng sao", F("star"), _fixed({s: f"{s} sao" for s in (5, 4, 3)})
)
_SECTOR = Dimension(
    "nganh",
    "Theo sáu nhóm ngành",
    "Nhóm ngành (Phụ lục I QĐ 26/2026/QĐ-TTg)",
    NullIf(F("listed__sector"), Value("")),
    _fixed({leaf.sector_code: leaf.sector for leaf in classification()}),
    "Danh sách không ghi bộ sản phẩm",
)
_SET = Dimension(
    "bo",
    "Theo 26 bộ sản phẩm",
    "Bộ sản phẩm",
    F("listed__set_number"),
    _fixed({leaf.number: f"{leaf.number}. {leaf.name}" for leaf in classification()}),
    "Danh sách không ghi bộ sản phẩm",
)
TYPE_OF_FORM = Case(
    *(When(listed__legal_form__in=kind.forms, then=Value(kind.key)) for kind in producer_types()),
    default=None,
    output_field=CharField(),
)
TYPE_NAMES = {kind.key: kind.name for kind in producer_types()}
_TYPE = Dimension(
    "loai-chu-the", "Theo loại hình chủ thể", "Loại hình", TYPE_OF_FORM, _fixed(TYPE_NAMES)
)
_CRAFT = Dimension(
    "lang-nghe",
    "Sản phẩm làng nghề",
    "Làng nghề",
    F("listed__is_craft_village"),
    _fixed({True: "Của làng nghề", False: "Không ghi làng nghề"}),
)
_KIND = Dimension(
    "loai-danh-gia",
    "Theo lần đánh giá đang tính",
    "Loại đánh giá",
    NullIf(F("recognition__kind"), Value("")),
    _fixed(dict(EvaluationKind.choices)),
    "Danh sách không ghi loại đánh giá",
)


def _year_names(found: Sequence[Any]) -> Names:
    return {year: f"Năm {year}" for year in sorted(filter(None, found), reverse=True)}


_YEAR = Dimension(
    "nam",
    "Theo năm công nhận",
    "Năm của lần công nhận đang tính",
    NullIf(F("year"), Value(0)),
    _year_names,
    "Danh sách không ghi ngày công nhận",
)


def _sector_names(found: Sequence[Any]) -> Names:
    rows = KeySector.objects.filter(pk__in=[pk for pk in found if pk])
    return {row.pk: row.name for row in rows.order_by("folded_name", "pk")}


_KEY_SECTOR = Dimension(
    "chu-luc",
    "Theo ngành hàng chủ lực",
    "Ngành hàng chủ lực của tỉnh",
    F("listed__key_sector"),
    _sector_names,
    "Chưa xếp vào ngành hàng chủ lực nào",
)


def _unit_names(found: Sequence[Any]) -> Names:
    rows = Unit.objects.filter(pk__in=[pk for pk in found if pk])
    named = rows.select_related("parent__parent").order_by("parent__code", "folded_name", "pk")
    return {unit.pk: _name_with_days(unit) for unit in named}


def _name_with_days(unit: Unit) -> str:
    """A province of today may bear the name of one that it took in."""
    if unit.level == Level.PROVINCE and unit.valid_to:
        return f"{unit.full_name} (đến {unit.valid_to:%d/%m/%Y})"
    return unit.display


def _unit(slug: str, title: str, line_title: str, value: Combinable, unknown: str) -> Dimension:
    return Dimension(slug, title, line_title, value, _unit_names, unknown)


_COMMUNE_THEN = "recognition__commune"
_IN_DISTRICT = When(
    **{f"{_COMMUNE_THEN}__parent__level": Level.DISTRICT}, then=F(f"{_COMMUNE_THEN}__parent")
)
_WAITING = "Chờ xác nhận: xã cũ được chia, chưa rõ nay thuộc xã nào"
_PROVINCE_NOW = _unit(
    "tinh", "Theo tỉnh, thành phố nay", "Tỉnh, thành phố", F("listed__province"), "Chưa rõ tỉnh"
)
_COMMUNE_NOW = _unit("xa", "Theo xã, phường nay", "Xã, phường", F("listed__commune"), _WAITING)
_PROVINCE_THEN = _unit(
    "tinh",
    "Theo tỉnh, thành phố khi công nhận",
    "Tỉnh, thành phố khi đó",
    Case(
        When(
            **{f"{_COMMUNE_THEN}__parent__level": Level.DISTRICT},
            then=F(f"{_COMMUNE_THEN}__parent__parent"),
        ),
        default=F(f"{_COMMUNE_THEN}__parent"),
    ),
    "Chưa rõ tỉnh",
)
_DISTRICT_THEN = _unit(
    "huyen",
    "Theo huyện khi công nhận",
    "Huyện khi đó",
    Case(_IN_DISTRICT, default=None),
    "Công nhận khi không còn cấp huyện",
)
_COMMUNE_THEN_BY = _unit(
    "xa", "Theo xã, phường khi công nhận", "Xã, phường khi đó", F(_COMMUNE_THEN), "Chưa rõ xã"
)


def _units(asked: Asked) -> tuple[Dimension, ...]:
    """Provinces for the country; a province's districts and communes; nothing for one commune now."""
    if asked.units is Units.NOW:
        if asked.commune:
            return ()
        return (_COMMUNE_NOW,) if asked.province else (_PROVINCE_NOW,)
    if asked.province or asked.commune:
        return _PROVINCE_THEN, _DISTRICT_THEN, _COMMUNE_THEN_BY
    return (_PROVINCE_THEN,)
