"""What every list of the desks does with its address: filter, search, order, page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from ocop.dossiers.models import Dossier
from ocop.dossiers.queues import counts, matching

PAGE_SIZE = 25


@dataclass(frozen=True)
class Chip:
    """A filter above the list with how many it holds."""

    key: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Chosen:
    """The list as the address asks for it: `?loc=` filter, `?tim=` words, `?xep=` order."""

    rows: QuerySet[Dossier]
    chips: tuple[Chip, ...]
    words: str
    key: str

    @property
    def total(self) -> int:
        """How many rows the chosen filter holds, before the search."""
        return next(chip.count for chip in self.chips if chip.key == self.key)

    def page(self, request: HttpRequest) -> Page[Any]:
        """One page of the rows; a number beyond the end gives the last."""
        return Paginator(self.rows, PAGE_SIZE).get_page(request.GET.get("trang"))


def choose(
    request: HttpRequest,
    rows: QuerySet[Dossier],
    *,
    filters: Mapping[str, Q],
    labels: Mapping[str, str],
    orders: Mapping[str, tuple[Any, ...]],
) -> Chosen:
    """The chosen part of the scoped rows; the first filter and order are the usual ones.

    Counts are of the same scoped rows. A filter or order that does not exist is the usual one.
    """
    key = request.GET.get("loc", "")
    key = key if key in filters else next(iter(filters))
    order = request.GET.get("xep", "")
    held = counts(rows, filters)
    words = request.GET.get("tim", "").strip()[:80]
    return Chosen(
        rows=matching(rows.filter(filters[key]), words).order_by(
            *orders.get(order, next(iter(orders.values())))
        ),
        chips=tuple(
            Chip(name, label, held[name], name == key)
            for name, label in labels.items()
            if held[name] or name == key
        ),
        words=words,
        key=key,
    )
