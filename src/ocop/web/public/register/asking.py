"""An address as a question to the register, and a question as an address."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from ocop.catalogue.search import STATES, Order, Search
from ocop.kernel import clock
from ocop.law.classification import classification
from ocop.places.models import Level, Unit
from ocop.producers.models import LegalForm
from ocop.web.typed import whole_number

# In this order they stand in every address, so that one question has one address.
NAMES = (
    "tim",
    "tinh",
    "xa",
    "huyen-cu",
    "xa-cu",
    "nganh",
    "bo",
    "chu-luc",
    "sao",
    "tinh-trang",
    "ngay",
    "nam",
    "loai",
    "lang-nghe",
    "xuat-khau",
    "xep",
)
_UNITS = {
    "tinh": Q(level=Level.PROVINCE, valid_to=None),
    "xa": Q(level=Level.COMMUNE, valid_to=None),
    "huyen-cu": Q(level=Level.DISTRICT),
    "xa-cu": Q(level=Level.COMMUNE, valid_to__isnull=False),
}
FIRST_YEAR = 2018
"""The programme began with Quyết định 490/QĐ-TTg of 2018."""


@dataclass(frozen=True)
class Asked:
    """What an address asks. `given` are the parameters that were understood, by name."""

    search: Search
    given: Mapping[str, str]
    units: Mapping[str, Unit] = field(default_factory=dict)
    # Why the day typed was not understood; the list is then as of today.
    day_error: str = ""
    day_typed: str = ""

    def address(self, **changes: str | None) -> str:
        """The query of this question with some parameters set otherwise (None leaves one out).

        Names are written with "_" for "-".
        """
        changed = {name.replace("_", "-"): value for name, value in changes.items()}
        wanted = {**self.given, **changed}
        return urlencode([(name, wanted[name]) for name in NAMES if wanted.get(name)])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The parameters that stay when other words are typed."""
        return [(name, self.given[name]) for name in NAMES if name in self.given and name != "tim"]

    @property
    def without_order(self) -> list[tuple[str, str]]:
        """The parameters that stay when the list is ordered otherwise."""
        return [(name, self.given[name]) for name in NAMES if name in self.given and name != "xep"]

    @property
    def old_commune(self) -> str:
        """The code of the commune of earlier days that is asked for, or ""."""
        return self.given.get("xa-cu", "")

    @property
    def is_today(self) -> bool:
        """Whether the list is as of today."""
        return self.search.on == clock.today()


def asked(parameters: Mapping[str, str]) -> Asked:
    """Read an address; what is not understood asks nothing. One query where units are named."""
    typed = {
        name: parameters[name].strip()[:120] for name in NAMES if parameters.get(name, "").strip()
    }
    # The addresses of earlier days.
    if parameters.get("con") == "1":
        typed.setdefault("tinh-trang", "con")
    units = _units(typed)
    day, day_error = _day(typed.get("ngay", ""))
    search = Search(
        on=day,
        text=typed.get("tim", ""),
        province=_id(units, "tinh"),
        commune=_id(units, "xa"),
        district_then=_id(units, "huyen-cu"),
        commune_then=_id(units, "xa-cu"),
        sector=_one_of(typed.get("nganh"), {leaf.sector_code for leaf in classification()}),
        set_number=_number(typed.get("bo"), 1, 26),
        key_sector=whole_number(typed.get("chu-luc")),
        star=_number(typed.get("sao"), 3, 5),
        state=_one_of(typed.get("tinh-trang"), STATES),
        year=_number(typed.get("nam"), FIRST_YEAR, clock.today().year),
        legal_form=_one_of(typed.get("loai"), LegalForm.values),
        is_craft_village=typed.get("lang-nghe") == "1",
        is_export=typed.get("xuat-khau") == "1",
        order=_order(typed.get("xep", "")),
    )
    return Asked(search, _given(search, units), units, day_error, typed.get("ngay", ""))


def _given(search: Search, units: Mapping[str, Unit]) -> dict[str, str]:
    """The parameters that ask the same, each in one way of writing."""
    values = {
        "tim": search.text,
        **{name: unit.code for name, unit in units.items()},
        "nganh": search.sector,
        "bo": str(search.set_number or ""),
        "chu-luc": str(search.key_sector or ""),
        "sao": str(search.star or ""),
        "tinh-trang": search.state,
        "ngay": "" if search.on == clock.today() else search.on.isoformat(),
        "nam": str(search.year or ""),
        "loai": search.legal_form,
        "lang-nghe": "1" if search.is_craft_village else "",
        "xuat-khau": "1" if search.is_export else "",
        "xep": "" if search.order is Order.NAME else search.order.value,
    }
    return {name: values[name] for name in NAMES if values.get(name)}


def _units(typed: Mapping[str, str]) -> dict[str, Unit]:
    named = {name: typed[name] for name in _UNITS if typed.get(name, "").isdecimal()}
    if not named:
        return {}
    wanted = Q()
    for name, code in named.items():
        wanted |= _UNITS[name] & Q(code=code)
    found: dict[str, Unit] = {}
    for unit in Unit.objects.filter(wanted).order_by("valid_from"):
        for name, code in named.items():
            if unit.code == code and _is_kind(unit, name):
                found[name] = unit
    return found


def _is_kind(unit: Unit, name: str) -> bool:
    match name:
        case "tinh":
            return unit.level == Level.PROVINCE and unit.valid_to is None
        case "xa":
            return unit.level == Level.COMMUNE and unit.valid_to is None
        case "huyen-cu":
            return unit.level == Level.DISTRICT
        case _:
            return unit.level == Level.COMMUNE and unit.valid_to is not None


def _id(units: Mapping[str, Unit], name: str) -> int | None:
    return units[name].pk if name in units else None


def _day(typed: str) -> tuple[dt.date, str]:
    if not typed:
        return clock.today(), ""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            day = dt.datetime.strptime(typed, form).replace(tzinfo=clock.VIETNAM).date()
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= clock.today().year + 10:
            return day, ""
    return clock.today(), _("Hãy ghi ngày/tháng/năm, ví dụ 05/08/2026.")


def _number(typed: str | None, least: int, most: int) -> int | None:
    number = whole_number(typed)
    return number if number is not None and least <= number <= most else None


def _one_of(typed: str | None, known: object) -> str:
    return typed if typed and typed in known else ""  # type: ignore[operator]


def _order(typed: str) -> Order:
    return Order(typed) if typed in set(Order) else Order.NAME
