"""One page of what was found, how many there are, and how many each further filter would leave.

Counting must look at everything found. It is done once for each question while the register stays
as it is (`Edition`); the page itself never waits for it twice and never reads more than it shows.
"""

import datetime as dt
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from django.db.models import QuerySet

from ocop.catalogue.models import ListedPeriod
from ocop.catalogue.periods import BEGINNING
from ocop.catalogue.search import (
    ORDERS,
    STATES,
    Closeness,
    Narrowed,
    Order,
    Search,
    found_periods,
    narrowed,
)

DEEPEST = 1000
"""Products that can be paged through; beyond, a filter helps more than another page."""

_COLUMNS = (
    "listed__province",
    "listed__commune",
    "listed__district_then",
    "listed__sector",
    "listed__set_number",
    "listed__key_sector",
    "listed__legal_form",
    "listed__is_craft_village",
    "listed__is_export",
    "star",
    "kind",
    "recognised_on",
)
_STATE_OF = {
    kind: tuple(state for state, kinds in STATES.items() if kind in kinds)
    for kind in {kind for kinds in STATES.values() for kind in kinds}
}


@dataclass(frozen=True)
class Counts:
    """`total` products; for each facet how many have each value. Units and key sectors by id."""

    total: int = 0
    provinces: Counter[int] = field(default_factory=Counter)
    communes: Counter[int] = field(default_factory=Counter)
    districts_then: Counter[int] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    sets: Counter[int] = field(default_factory=Counter)
    key_sectors: Counter[int] = field(default_factory=Counter)
    legal_forms: Counter[str] = field(default_factory=Counter)
    stars: Counter[int] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    craft_village: int = 0
    export: int = 0
    # (province, commune, star), for the map; None where no unit of today is known.
    by_place: Counter[tuple[int | None, int | None, int]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Found:
    """What answers a search. `periods` are those of one page, in order."""

    search: Search
    closeness: Closeness
    counts: Counts
    periods: tuple[ListedPeriod, ...]


def find(search: Search, *, start: int = 0, size: int = 24) -> Found:
    """The products from `start` on (at most `size`), with all counts."""
    words = narrowed(search.words)
    periods = found_periods(search, words).order_by(*ORDERS[search.order])
    page = tuple(to_show(periods)[start : start + size])
    return Found(search, words.closeness, counts_of(search, words), page)


def to_show(periods: QuerySet[ListedPeriod]) -> QuerySet[ListedPeriod]:
    """With all that a line of a list says: product, producer, places, certificate and its facts."""
    return periods.select_related(
        "recognition__product__producer",
        "recognition__product__current_commune__parent",
        "recognition__commune",
        "recognition__decision",
        "recognition__certificate",
    ).prefetch_related("recognition__certificate__facts")


def counts_of(search: Search, words: Narrowed) -> Counts:
    """How many products answer, by every facet; kept until the register changes."""
    key = (words.edition, replace(search, order=Order.NAME))
    counts = _kept.get(key)
    if counts is None:
        counts = count(found_periods(key[1], words).values_list(*_COLUMNS).iterator(2000))
        if words.edition is not None:
            _kept.put(key, counts)
    return counts


class _Kept:
    """The latest counts, each under the edition of the register it was made from."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._counts: OrderedDict[tuple[int | None, Search], Counts] = OrderedDict()

    def get(self, key: tuple[int | None, Search]) -> Counts | None:
        with self._lock:
            if key in self._counts:
                self._counts.move_to_end(key)
            return self._counts.get(key)

    def put(self, key: tuple[int | None, Search], counts: Counts) -> None:
        with self._lock:
            self._counts[key] = counts
            while len(self._counts) > self._most:
                self._counts.popitem(last=False)


_kept = _Kept(most=256)


def count(rows: Iterable[Sequence[object]]) -> Counts:
    """Count rows of `_COLUMNS`."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return Counts()
    kinds = Counter(columns[10])
    states: Counter[str] = Counter()
    for kind, number in kinds.items():
        for state in _STATE_OF[kind]:
            states[state] += number
    days = Counter(columns[11])
    years: Counter[int] = Counter()
    for day, number in days.items():
        if isinstance(day, dt.date) and day != BEGINNING:
            years[day.year] += number
    return Counts(
        total=len(columns[0]),
        provinces=_known(columns[0]),
        communes=_known(columns[1]),
        districts_then=_known(columns[2]),
        sectors=_known(columns[3]),
        sets=_known(columns[4]),
        key_sectors=_known(columns[5]),
        legal_forms=_known(columns[6]),
        craft_village=sum(map(bool, columns[7])),
        export=sum(map(bool, columns[8])),
        stars=_known(columns[9]),
        states=states,
        years=years,
        by_place=Counter(zip(columns[0], columns[1], columns[9], strict=True)),
    )


def _known(values: Iterable[Any]) -> Counter[Any]:
    counted = Counter(values)
    counted.pop(None, None)
    counted.pop("", None)
    return counted
