"""An address as a question to the figures, and back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from ocop.kernel import clock
from ocop.places.models import Level, Unit
from ocop.register.models import EvaluationKind
from ocop.statistics.asked import Asked, Units
from ocop.statistics.policy import places_visible_to, reads_the_country
from ocop.statistics.series import Step
from ocop.web.typed import whole_number

FIRST_YEAR = 2018
"""The programme began with Quyết định 490/QĐ-TTg of 2018."""
NAMES = ("ngay", "tinh", "xa", "don-vi", "nam", "ky", "tu", "sao", "loai", "bang", "dong", "cot")


@dataclass(frozen=True)
class Question:
    """What is asked, the places the person may choose among, and what the address says of it."""

    asked: Asked
    province: Unit | None
    commune: Unit | None
    provinces: list[Unit]
    communes: list[Unit]
    has_country: bool
    year: int
    step: Step
    first_year: int
    star: int | None
    kind: str
    given: Mapping[str, str] = field(default_factory=dict)
    day_error: str = ""
    day_typed: str = ""

    @property
    def place_name(self) -> str:
        """The place in a headline."""
        place = self.commune or self.province
        return place.display if place else "Cả nước"

    @property
    def is_then(self) -> bool:
        """Whether figures stand under the units of their time."""
        return self.asked.units is Units.THEN

    def address(self, **changes: str | None) -> str:
        """The query of this question with some parameters set otherwise; "_" stands for "-"."""
        wanted = {**self.given, **{name.replace("_", "-"): v for name, v in changes.items()}}
        return urlencode([(name, wanted[name]) for name in NAMES if wanted.get(name)])


def question(request: HttpRequest) -> Question:
    """Read the address within what the person may see; Http404 for a place that they may not."""
    get = request.GET
    visible = places_visible_to(request.user)
    has_country = reads_the_country(request.user)
    provinces = list(visible.filter(level=Level.PROVINCE))
    # Whoever reads a province reads it as a whole; a commune's desk has communes only.
    province = _chosen(provinces, get.get("tinh", ""))
    if province is None and not has_country and provinces and not get.get("xa"):
        province = provinces[0]
    communes = visible.filter(level=Level.COMMUNE)
    if province:
        communes = communes.filter(province_today=province)
    listed = [] if has_country and not province else list(communes)
    commune = _chosen(listed or list(communes.filter(code=get.get("xa", ""))), get.get("xa", ""))
    if commune is None and province is None and not has_country:
        commune = next(iter(listed), None)
        if commune is None:
            raise Http404
    day, day_error = _day(get.get("ngay", "").strip())
    units = Units.THEN if get.get("don-vi") == Units.THEN else Units.NOW
    asked = Asked(day, province and province.pk, commune and commune.pk, units)
    year = _year(get.get("nam"), day.year)
    step = Step(get["ky"]) if get.get("ky") in set(Step) else Step.QUARTER
    first_year = _year(get.get("tu"), day.year - 4)
    star = whole_number(get.get("sao"))
    star = star if star in {3, 4, 5} else None
    kind = get.get("loai", "")
    kind = kind if kind in EvaluationKind.values else ""
    given = {
        "ngay": "" if day == clock.today() else day.isoformat(),
        "tinh": province.code if province else "",
        "xa": commune.code if commune else "",
        "don-vi": units.value if units is Units.THEN else "",
        "nam": str(year) if get.get("nam") else "",
        "ky": step.value if get.get("ky") else "",
        "tu": str(first_year) if get.get("tu") else "",
        "sao": str(star or ""),
        "loai": kind,
        "bang": get.get("bang", "")[:40],
        "dong": get.get("dong", "")[:40],
        "cot": get.get("cot", "")[:40],
    }
    return Question(
        asked,
        province,
        commune,
        provinces,
        listed,
        has_country,
        year,
        step,
        first_year,
        star,
        kind,
        given,
        day_error,
        get.get("ngay", ""),
    )


def _chosen(units: list[Unit], code: str) -> Unit | None:
    if not code:
        return None
    for unit in units:
        if unit.code == code:
            return unit
    raise Http404


def _year(typed: str | None, usual: int) -> int:
    number = whole_number(typed)
    if number is None or not FIRST_YEAR <= number <= clock.today().year:
        number = usual
    return max(min(number, clock.today().year), FIRST_YEAR)


def _day(typed: str) -> tuple[dt.date, str]:
    if not typed:
        return clock.today(), ""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            day = dt.datetime.strptime(typed, form).replace(tzinfo=clock.VIETNAM).date()
        except ValueError:
            continue
        if dt.date(FIRST_YEAR, 1, 1) <= day <= clock.today():
            return day, ""
        return clock.today(), f"Hãy chọn ngày từ 01/01/{FIRST_YEAR} đến hôm nay."
    return clock.today(), "Hãy ghi ngày/tháng/năm, ví dụ 05/08/2026."
