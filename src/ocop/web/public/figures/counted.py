"""The public figures of a day, counted once while the register stays as it is."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from ocop.catalogue.models import Edition
from ocop.statistics.asked import Asked
from ocop.statistics.dimensions import dimension
from ocop.statistics.producers import SEXES, TYPES, producer_table
from ocop.statistics.products import product_table
from ocop.statistics.series import Step, series_table, spans
from ocop.statistics.shares import Share
from ocop.statistics.tables import Table

FEWEST = 5
"""Sums of what is personal are published from five on, on either side."""
FIRST_YEAR = 2019


@dataclass(frozen=True)
class Figures:
    """The tables of the page. `women` is None where the sums are too small to be published."""

    stars: Table
    sectors: Table
    provinces: Table
    producers: Table
    years: Table
    women: Share | None


def figures(on: dt.date) -> Figures:
    """The figures of the whole country on a day."""
    token = Edition.objects.filter(pk=1).values_list("token", flat=True).first()
    return _figures(token, on)


@lru_cache(maxsize=16)
def _figures(token: int | None, on: dt.date) -> Figures:
    asked = Asked(on)
    stars, sectors, provinces = (
        product_table(asked, by)
        for slug in ("hang-sao", "nganh", "tinh")
        if (by := dimension(slug, asked))
    )
    return Figures(
        stars,
        sectors,
        provinces,
        producer_table(asked, TYPES),
        series_table(asked, spans(Step.YEAR, FIRST_YEAR, on)),
        _women(asked),
    )


def _women(asked: Asked) -> Share | None:
    known = {line.key: line.numbers[0] for line in producer_table(asked, SEXES).lines}
    women, men = known.get("female", 0), known.get("male", 0)
    return Share(women, women + men) if min(women, men) >= FEWEST else None
