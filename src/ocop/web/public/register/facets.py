"""The filters of the register with how many products each would leave, and the chips to drop them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ocop.catalogue.finding import Counts
from ocop.catalogue.search import Order
from ocop.law.classification import classification, product_class
from ocop.places.models import Unit
from ocop.producers.models import LegalForm
from ocop.products.models import KeySector
from ocop.web.design.figures import date
from ocop.web.public.register.asking import Asked

STATE_NAMES = {
    "con": gettext_lazy("Còn hiệu lực"),
    "sap": gettext_lazy("Sắp đến kỳ đánh giá lại"),
    "keo-dai": gettext_lazy("Đang được kéo dài"),
    "het": gettext_lazy("Đã hết hiệu lực"),
    "thu-hoi": gettext_lazy("Đã bị thu hồi"),
    "khac": gettext_lazy("Đã thay giấy, chưa có hiệu lực"),
    "chua-ro": gettext_lazy("Chưa đủ dữ liệu"),
}
FORM_NAMES = {
    LegalForm.COOPERATIVE: gettext_lazy("Hợp tác xã"),
    LegalForm.COOPERATIVE_GROUP: gettext_lazy("Tổ hợp tác"),
    LegalForm.SMALL_ENTERPRISE: gettext_lazy("Doanh nghiệp nhỏ và vừa"),
    LegalForm.FARM: gettext_lazy("Trang trại"),
    LegalForm.HOUSEHOLD: gettext_lazy("Hộ sản xuất"),
    LegalForm.FAMILY: gettext_lazy("Hộ gia đình"),
    LegalForm.ASSOCIATION: gettext_lazy("Hội"),
    LegalForm.FEDERATION: gettext_lazy("Hiệp hội"),
    LegalForm.OPERATING_CENTRE: gettext_lazy("Trung tâm điều hành"),
    LegalForm.EQUIVALENT: gettext_lazy("Tổ chức tương đương hội, trung tâm điều hành"),
    LegalForm.LARGE_ENTERPRISE: gettext_lazy("Doanh nghiệp lớn"),
    LegalForm.UNKNOWN: gettext_lazy("Chưa rõ loại hình"),
}
ORDER_NAMES = {
    Order.NAME: gettext_lazy("Tên A – Ă – Â"),
    Order.NEWEST: gettext_lazy("Mới công nhận"),
    Order.STAR: gettext_lazy("Nhiều sao trước"),
    Order.ENDING: gettext_lazy("Sắp hết hạn trước"),
}


@dataclass(frozen=True)
class Option:
    """One value of a filter with how many products it leaves; `is_ours` if the words are not data."""

    value: str
    label: str
    count: int
    is_chosen: bool = False
    is_ours: bool = False


@dataclass(frozen=True)
class Facet:
    """One filter. Where a value is chosen, only that one is offered: drop it to see the others."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Chip:
    """A filter in force, with the address of the list without it."""

    label: str
    address: str
    is_ours: bool


def facets(asked: Asked, counts: Counts, names: Mapping[int, Unit]) -> list[Facet]:
    """Every filter that still has something to offer. `names` holds the units of the counts."""
    search = asked.search
    offered = [
        _units_facet(asked, "tinh", _("Tỉnh, thành phố"), counts.provinces, names),
    ]
    if search.province or search.commune:
        offered.append(_units_facet(asked, "xa", _("Xã, phường nay"), counts.communes, names))
    if search.province or search.district_then:
        offered.append(_units_facet(asked, "huyen-cu", _("Huyện cũ"), counts.districts_then, names))
    sectors = {leaf.sector_code: leaf.sector for leaf in classification()}
    offered.append(
        _facet(asked, "nganh", _("Ngành"), ((k, sectors[k], n) for k, n in counts.sectors.items()))
    )
    sets = sorted(counts.sets.items())
    offered.append(
        _facet(asked, "bo", _("Bộ sản phẩm"), ((k, product_class(k).name, n) for k, n in sets))
    )
    if counts.key_sectors and (search.province or search.commune or search.key_sector):
        named = KeySector.objects.in_bulk(counts.key_sectors)
        offered.append(
            _facet(
                asked,
                "chu-luc",
                _("Ngành hàng chủ lực của tỉnh"),
                ((k, named[k].name, n) for k, n in counts.key_sectors.most_common()),
            )
        )
    stars = (
        (k, ngettext("%d sao", "%d sao", k) % k, n)
        for k, n in sorted(counts.stars.items(), reverse=True)
    )
    offered.append(_facet(asked, "sao", _("Hạng sao"), stars, is_ours=True))
    states = ((k, str(name), counts.states[k]) for k, name in STATE_NAMES.items())
    offered.append(_facet(asked, "tinh-trang", _("Tình trạng"), states, is_ours=True))
    years = ((k, str(k), n) for k, n in sorted(counts.years.items(), reverse=True))
    offered.append(_facet(asked, "nam", _("Năm công nhận"), years, is_ours=True))
    forms = ((k, form_name(k), n) for k, n in counts.legal_forms.most_common())
    offered.append(_facet(asked, "loai", _("Loại hình chủ thể"), forms, is_ours=True))
    village = [("1", _("Sản phẩm làng nghề"), counts.craft_village)]
    offered.append(_facet(asked, "lang-nghe", _("Làng nghề"), village, is_ours=True))
    export = [("1", _("Có xuất khẩu"), counts.export)]
    offered.append(_facet(asked, "xuat-khau", _("Xuất khẩu"), export, is_ours=True))
    return [facet for facet in offered if facet.options]


def form_name(legal_form: str) -> str:
    """The legal form in the reader's language."""
    return str(FORM_NAMES[LegalForm(legal_form)])


def unit_ids(asked: Asked, counts: Counts) -> set[int]:
    """The units whose names the filters need."""
    ids = set(counts.provinces)
    if asked.search.province or asked.search.commune:
        ids |= set(counts.communes)
    if asked.search.province or asked.search.district_then:
        ids |= set(counts.districts_then)
    return ids


def chips(asked: Asked, offered: Iterable[Facet]) -> list[Chip]:
    """The filters in force, each to be dropped."""
    found = [
        Chip(option.label, asked.address(**_without(facet.name)), option.is_ours)
        for facet in offered
        for option in facet.options
        if option.is_chosen
    ]
    # Without an answer there are no counts, so the chip is written from the question itself.
    shown = {facet.name for facet in offered for option in facet.options if option.is_chosen}
    for name, unit in asked.units.items():
        if name not in shown:
            found.append(Chip(unit.full_name, asked.address(**_without(name)), False))
    for name in ("nganh", "bo", "chu-luc", "sao", "tinh-trang", "nam", "loai"):
        if name in asked.given and name not in shown:
            found.append(Chip(_words_of(asked, name), asked.address(**_without(name)), True))
    for name, words in (("lang-nghe", _("Sản phẩm làng nghề")), ("xuat-khau", _("Có xuất khẩu"))):
        if name in asked.given and name not in shown:
            found.append(Chip(words, asked.address(**_without(name)), True))
    if not asked.is_today:
        found.append(Chip(_("Vào ngày %s") % date(asked.search.on), asked.address(ngay=None), True))
    return found


def _words_of(asked: Asked, name: str) -> str:
    value = asked.given[name]
    match name:
        case "tinh-trang":
            return str(STATE_NAMES[value])
        case "loai":
            return form_name(value)
        case "sao":
            return ngettext("%d sao", "%d sao", int(value)) % int(value)
        case "nam":
            return value
        case "bo":
            return product_class(int(value)).name
        case "nganh":
            return next(x.sector for x in classification() if x.sector_code == value)
    return _("Ngành hàng chủ lực của tỉnh")


def _without(name: str) -> dict[str, None]:
    """A province's communes and districts go with it, a sector's sets with that."""
    gone = {"tinh": ("xa", "huyen-cu", "chu-luc"), "nganh": ("bo",)}.get(name, ())
    return {each.replace("-", "_"): None for each in (name, *gone)}


def _units_facet(
    asked: Asked, name: str, label: str, counted: Mapping[int, int], names: Mapping[int, Unit]
) -> Facet:
    units = ((names[pk], number) for pk, number in counted.items() if pk in names)
    ordered = sorted(units, key=lambda pair: pair[0].folded_name)
    options = ((unit.code, unit.full_name, number) for unit, number in ordered)
    return _facet(asked, name, label, options)


def _facet(
    asked: Asked,
    name: str,
    label: str,
    values: Iterable[tuple[object, str, int]],
    *,
    is_ours: bool = False,
) -> Facet:
    chosen = asked.given.get(name)
    options = tuple(
        Option(str(value), words, number, str(value) == chosen, is_ours)
        for value, words, number in values
        if number and (chosen is None or str(value) == chosen)
    )
    return Facet(name, label, options)
