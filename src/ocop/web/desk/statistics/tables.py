"""The table behind each name of an address, and the rows behind each of its numbers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from ocop.register.models import Recognition
from ocop.statistics import cohorts, communes, producers, products, results, series
from ocop.statistics.dimensions import dimension
from ocop.statistics.tables import Table
from ocop.web.desk.statistics.asking import Question

FILINGS = "nop"


def table_of(question: Question, slug: str) -> Table | None:
    """The table of that name; None where there is none."""
    asked = question.asked
    if slug in producers.DIMENSIONS:
        return producers.producer_table(asked, producers.DIMENSIONS[slug])
    if slug == communes.SLUG:
        return communes.commune_table(asked)
    if slug == results.SLUG:
        return results.result_table(asked, question.year)
    if slug in {cohorts.SLUG, FILINGS}:
        found = cohorts.cohorts(asked, question.star, question.kind)
        make = cohorts.cohort_table if slug == cohorts.SLUG else cohorts.filing_table
        return make(found)
    if slug == series.SLUG:
        return series.series_table(asked, spans_of(question))
    by = dimension(slug, asked)
    return by and products.product_table(asked, by)


def rows_of(question: Question, slug: str, line: str, column: str) -> list[QuerySet[Any]] | None:
    """The rows behind one number, in one or two parts; None where there is no such number."""
    asked = question.asked
    rows: Any
    if slug in producers.DIMENSIONS:
        rows = producers.producer_rows(asked, slug, line, column)
    elif slug == communes.SLUG:
        rows = communes.commune_rows(asked, line, column)
    elif slug == results.SLUG:
        found = results.result_rows(asked, question.year, line, column)
        return list(found) if found else None
    elif slug == cohorts.SLUG:
        rows = _recognitions(
            cohorts.cohort_rows(cohorts.cohorts(asked, question.star, question.kind), line, column)
        )
    elif slug == series.SLUG:
        rows = series.series_rows(asked, spans_of(question), line, column)
    else:
        by = dimension(slug, asked)
        rows = products.product_rows(asked, by, line, column) if by else None
    return None if rows is None else [rows]


def spans_of(question: Question) -> tuple[series.Span, ...]:
    """The spans from the first year asked for."""
    return series.spans(question.step, question.first_year, question.asked.on)


def _recognitions(ids: Iterable[int] | None) -> QuerySet[Any] | None:
    return None if ids is None else Recognition.objects.filter(pk__in=list(ids))
