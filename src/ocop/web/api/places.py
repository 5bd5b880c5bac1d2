"""Units then and now, product sets, and totals."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from ocop.catalogue.finding import find
from ocop.catalogue.search import Search
from ocop.law.classification import classification
from ocop.opendata.datasets.units import UNITS
from ocop.places.models import Level, Unit
from ocop.web.access import anyone
from ocop.web.api.asking import Code, OnDay, UnitQuestion
from ocop.web.api.errors import WrongError
from ocop.web.api.products import STATE_NAMES
from ocop.web.api.register import key_of
from ocop.web.api.shapes import PROBLEMS, line_of, list_of, page, written

router = Router(tags=["places"])
UnitLine = line_of(UNITS)


class ProductSet(Schema):
    """One set of Phụ lục I."""

    number: int
    name: str
    sector: str
    sector_name: str
    group: str
    subgroup: str


class ProductSets(Schema):
    """All of them."""

    items: list[ProductSet]


class Totals(Schema):
    """Products counted as of a day; keys are codes."""

    on: dt.date
    province: str | None
    total: int
    stars: dict[str, int]
    statuses: dict[str, int]
    sectors: dict[str, int]
    legal_forms: dict[str, int]
    years: dict[str, int]
    provinces: dict[str, int]


class TotalsQuestion(OnDay):
    """Totals of the country or of one province of today."""

    province: Code | None = None


@router.get("/units", response={200: list_of(UnitLine), **PROBLEMS})
@anyone
def units(request: HttpRequest, question: Query[UnitQuestion]) -> HttpResponse:
    """Đơn vị hành chính xưa và nay. Administrative units then and now."""
    rows = UNITS.query(question.day)
    if question.code:
        rows = rows.filter(code=question.code)
    if question.level:
        rows = rows.filter(level=question.level)
    if question.province:
        rows = rows.filter(province_today__code=question.province)
    if question.current:
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=question.day))
    shown, last = UNITS.part(rows, question.day, key_of(question.after), question.limit)
    return page(request, UNITS, shown, question.day, None if last is None else str(last))


@router.get("/units/{level}/{code}", response={200: UnitLine, **PROBLEMS})
@anyone
def unit(
    request: HttpRequest, level: Path[Level], code: Path[Code], question: Query[OnDay]
) -> HttpResponse:
    """Đơn vị mang mã này vào ngày đó. The unit that had this code on that day."""
    rows = UNITS.query(question.day).filter(level=level, code=code)
    found = list(rows.filter(Q(valid_to=None) | Q(valid_to__gte=question.day))[:1])
    if not found:
        raise Http404
    [row] = UNITS.shape(found, question.day)
    return written(dict(zip(UNITS.heads, row, strict=True)))


@router.get("/sets", response={200: ProductSets, 429: PROBLEMS[429]})
@anyone
def sets(request: HttpRequest) -> HttpResponse:
    """26 bộ sản phẩm của Phụ lục I Quyết định 26/2026/QĐ-TTg. The 26 product sets."""
    return written(
        {
            "items": [
                {
                    "number": one.number,
                    "name": one.name,
                    "sector": one.sector_code,
                    "sector_name": one.sector,
                    "group": one.group,
                    "subgroup": one.subgroup,
                }
                for one in classification()
            ]
        }
    )


@router.get("/statistics", response={200: Totals, **PROBLEMS})
@anyone
def statistics(request: HttpRequest, question: Query[TotalsQuestion]) -> HttpResponse:
    """Số sản phẩm theo sao, tình trạng, ngành, loại hình, năm, tỉnh. Products counted."""
    province = None
    if question.province:
        province = Unit.objects.filter(
            level=Level.PROVINCE, valid_to=None, code=question.province
        ).first()
        if province is None:
            raise WrongError("province")
    counts = find(Search(question.day, province=province.pk if province else None)).counts
    named = Unit.objects.in_bulk(list(counts.provinces))
    return written(
        {
            "on": question.day,
            "province": question.province,
            "total": counts.total,
            "stars": _by_text(counts.stars),
            "statuses": {
                name: counts.states[state]
                for name, state in STATE_NAMES.items()
                if counts.states[state]
            },
            "sectors": _by_text(counts.sectors),
            "legal_forms": _by_text(counts.legal_forms),
            "years": _by_text(counts.years),
            "provinces": _by_text(
                {named[pk].code: number for pk, number in counts.provinces.items()}
            ),
        }
    )


def _by_text(counted: Mapping[Any, int]) -> dict[str, int]:
    return {str(value): counted[value] for value in sorted(counted)}
