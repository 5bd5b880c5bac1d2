"""The whole country at one glance: products in force by province, sector and year."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from ocop.statistics.asked import Asked
from ocop.statistics.products import VALID, on_the_day


@dataclass(frozen=True, slots=True)
class Total:
    """`products` in force; no province where it is not known, sector "" and year 0 likewise."""

    province: int | None
    sector: str
    year: int
    products: int


def by_province_sector_year(on: dt.date) -> list[Total]:
    """In the order province, sector, year of recognition. One query."""
    rows = (
        on_the_day(Asked(on))
        .filter(VALID)
        .values_list("listed__province", "listed__sector", "year")
        .annotate(Count("pk"))
        .order_by("listed__province", "listed__sector", "year")
    )
    return [Total(*row) for row in rows]
