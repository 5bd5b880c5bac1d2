"""The page: totals, stars, sectors, provinces, producers, years; every number leads to its list."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.places.models import Unit
from ocop.statistics.tables import NONE, Table
from ocop.web.access import anyone
from ocop.web.design import charts
from ocop.web.public.figures.counted import figures
from ocop.web.public.register.asking import asked

TYPE_NAMES = {
    "doanh-nghiep": gettext_lazy("Doanh nghiệp"),
    "hop-tac-xa": gettext_lazy("Hợp tác xã"),
    "to-hop-tac": gettext_lazy("Tổ hợp tác"),
    "ho": gettext_lazy("Hộ sản xuất, hộ gia đình, trang trại"),
    "to-chuc-khac": gettext_lazy("Hội, trung tâm và tổ chức khác"),
    "chua-ro": gettext_lazy("Chưa rõ loại hình"),
}
Number = tuple[int, str]


@dataclass(frozen=True)
class Line:
    """One line: its words (`is_ours`: not data), numbers with the query of their list, a bar."""

    label: str
    numbers: tuple[Number, ...]
    bar: str = ""
    is_ours: bool = False


@anyone
@require_safe
def public_figures(request: HttpRequest) -> HttpResponse:
    """As of today or of an earlier day."""
    question = asked(request.GET)
    on = min(question.search.on, clock.today())
    counted = figures(on)
    codes = _codes(counted.provinces)
    in_force = [line.numbers[0] for line in counted.years.lines]
    places = [line.label for line in counted.years.lines]
    title = _("Sản phẩm còn hiệu lực cuối mỗi năm")
    context = {
        "asked": question,
        "on": on,
        "is_today": on == clock.today(),
        "stars": _lines(counted.stars, lambda key: {"sao": key}, on, _star_name),
        "sectors": _lines(counted.sectors, lambda key: {"nganh": key}, on),
        "provinces": _lines(counted.provinces, lambda key: {"tinh": codes.get(key, "")}, on),
        "total": counted.stars.total.numbers,
        "list_query": _query({"tinh-trang": "con"}, on),
        "ever_query": _query({}, on),
        "types": [
            (str(TYPE_NAMES[line.key]), line.numbers, counted.producers.share(line))
            for line in counted.producers.lines
        ],
        "owners": counted.producers.total.numbers,
        "women": counted.women if on == clock.today() else None,
        "years": [(line.label, line.numbers) for line in counted.years.lines],
        "hatch": charts.HATCH,
        "legend": charts.legend([_("Còn hiệu lực"), _("Không còn hiệu lực")], ("s-1", "s-hatch")),
        "chart": charts.line(
            places, charts.Values(title, in_force), title, _("Các số có trong bảng bên dưới.")
        ),
    }
    return render(request, "public/figures.html", context)


def _lines(
    table: Table,
    narrowed: Callable[[str], Mapping[str, str]],
    on: dt.date,
    name: Callable[[str], str] | None = None,
) -> list[Line]:
    """Ever recognised and in force; a line that no list can be asked for has no link."""
    most = max((line.numbers[0] for line in table.lines), default=0)
    made = []
    for line in sorted(table.lines, key=lambda one: one.key == NONE):
        known = line.key != NONE
        ever = _query(narrowed(line.key), on) if known else ""
        valid = _query({**narrowed(line.key), "tinh-trang": "con"}, on) if known else ""
        parts = [line.numbers[1], 0, 0, line.numbers[0] - line.numbers[1]]
        words = name(line.key) if name else line.label if known else _("Chưa rõ")
        made.append(
            Line(
                words,
                ((line.numbers[0], ever), (line.numbers[1], valid)),
                charts.stacked_bar(parts, most),
                bool(name) or not known,
            )
        )
    return made


def _star_name(key: str) -> str:
    return ngettext("%d sao", "%d sao", int(key)) % int(key)


def _query(parameters: Mapping[str, str], on: dt.date) -> str:
    day = {} if on == clock.today() else {"ngay": on.isoformat()}
    return urlencode({**parameters, **day})


def _codes(provinces: Table) -> dict[str, str]:
    ids: Iterable[str] = [line.key for line in provinces.lines if line.key != NONE]
    rows = Unit.objects.filter(pk__in=list(ids)).values_list("pk", "code")
    return {str(pk): code for pk, code in rows}
