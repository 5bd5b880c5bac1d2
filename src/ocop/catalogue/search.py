"""What is looked for, as rows: one set of conditions for the page, its counts, the map and the file."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ocop.catalogue.models import Edition, ListedPeriod, ListedWord
from ocop.catalogue.words import Word, typed_words
from ocop.products.models import ProductTrait
from ocop.register.status import VALID_KINDS, StatusKind

_TIERS = (1, 50, 1000)
"""A word that so many products have is known, usual, common; a common one narrows nothing down."""


class Order(StrEnum):
    """How the found products stand."""

    NAME = "ten"
    NEWEST = "moi"
    STAR = "sao"
    ENDING = "han"


ORDERS = {
    Order.NAME: ("listed__order_key", "listed"),
    Order.NEWEST: ("-recognised_on", "-listed"),
    Order.STAR: ("-star", "-listed"),
    Order.ENDING: ("until", "listed"),
}

STATES: dict[str, frozenset[StatusKind]] = {
    "con": VALID_KINDS,
    "sap": frozenset({StatusKind.EXPIRING}),
    "keo-dai": frozenset({StatusKind.EXTENDED}),
    "het": frozenset({StatusKind.EXPIRED}),
    "thu-hoi": frozenset({StatusKind.WITHDRAWN}),
    "khac": frozenset({StatusKind.REPLACED, StatusKind.NOT_YET_ISSUED}),
    "chua-ro": frozenset({StatusKind.INSUFFICIENT_DATA}),
}
"""What a person may ask for, and the kinds of `register.status` it means."""


@dataclass(frozen=True, slots=True)
class Search:
    """One question to the register. Empty fields ask nothing; units are ids of `places.Unit`."""

    on: dt.date
    text: str = ""
    province: int | None = None
    commune: int | None = None
    district_then: int | None = None
    commune_then: int | None = None
    sector: str = ""
    set_number: int | None = None
    key_sector: int | None = None
    star: int | None = None
    state: str = ""
    year: int | None = None
    legal_form: str = ""
    trait: str = ""
    is_craft_village: bool = False
    order: Order = Order.NAME

    @property
    def words(self) -> tuple[Word, ...]:
        """The words typed."""
        return typed_words(self.text)


class Closeness(StrEnum):
    """How near the words found are to those typed."""

    AS_WRITTEN = "as_written"
    WITHOUT_MARKS = "without_marks"
    BEGINNINGS = "beginnings"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The words of a search as conditions, the rarest first; `is_common` if even that is common.

    `edition` is the state of the register that was asked, None while nothing was ever listed.
    """

    closeness: Closeness
    words: tuple[Q, ...] = ()
    is_common: bool = True
    edition: int | None = None

    def of(self, periods: QuerySet[ListedPeriod]) -> QuerySet[ListedPeriod]:
        """Those periods whose product has every word."""
        if self.closeness is Closeness.NOTHING:
            return periods.none()
        for index, condition in enumerate(self.words):
            if index == 0 and not self.is_common:
                named = ListedWord.objects.filter(condition).values("listed")
                periods = periods.filter(listed__in=named)
            else:
                rows = ListedWord.objects.filter(condition, listed=OuterRef("listed"))
                periods = periods.filter(Exists(rows))
        return periods


def narrowed(words: Sequence[Word]) -> Narrowed:
    """The nearest way in which some product has every word.

    Marks that were typed count; where nothing has them they do not; where nothing has the whole
    words, their beginnings do. The filters play no part, so that a filter never changes the words.
    """
    edition = None
    for closeness in (Closeness.AS_WRITTEN, Closeness.WITHOUT_MARKS, Closeness.BEGINNINGS):
        conditions = [_condition(word, closeness) for word in words]
        edition, tiers = _tiers(conditions)
        if not all(tiers):
            continue
        ranked = sorted(range(len(words)), key=lambda index: tiers[index])
        is_common = not words or tiers[ranked[0]] == len(_TIERS)
        chosen = tuple(conditions[index] for index in ranked)
        found = Narrowed(closeness, chosen, is_common, edition)
        if len(words) < 2 or found.of(ListedPeriod.objects.all())[:1].exists():
            return found
    return Narrowed(Closeness.NOTHING, edition=edition)


def _condition(word: Word, closeness: Closeness) -> Q:
    if closeness is Closeness.BEGINNINGS:
        return Q(folded__gte=word.folded, folded__lt=_after(word.folded))
    if closeness is Closeness.AS_WRITTEN and word.written:
        return Q(folded=word.folded, written=word.written)
    return Q(folded=word.folded)


def _after(beginning: str) -> str:
    """The first text that no longer begins so; words are small letters and digits."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)


def _tiers(conditions: Sequence[Q]) -> tuple[int | None, list[int]]:
    """How common each word is (0: unknown, up to 3), with the edition asked; one query."""
    reached = {
        f"word{index}_{least}": Subquery(
            ListedWord.objects.filter(condition)
            .order_by("folded", "written", "listed")
            .values("listed")[least - 1 : least]
        )
        for index, condition in enumerate(conditions)
        for least in _TIERS
    }
    row = Edition.objects.filter(pk=1).annotate(**reached).values("token", *reached).first()
    if row is None:
        return None, [0 for _ in conditions]
    held = [
        sum(row[f"word{index}_{least}"] is not None for least in _TIERS)
        for index in range(len(conditions))
    ]
    return row["token"], held


def found_periods(search: Search, words: Narrowed) -> QuerySet[ListedPeriod]:
    """The period of each product that answers, as of the day asked for; without order."""
    on = search.on
    periods = words.of(ListedPeriod.objects.filter(first_day__lte=on, last_day__gte=on))
    for condition in _filters(search):
        periods = periods.filter(condition)
    if search.trait:
        traits = ProductTrait.objects.filter(product=OuterRef("listed"), kind=search.trait)
        periods = periods.filter(Exists(traits))
    return periods


def _filters(search: Search) -> Iterator[Q]:
    columns = {
        "listed__province": search.province,
        "listed__commune": search.commune,
        "listed__district_then": search.district_then,
        "listed__commune_then": search.commune_then,
        "listed__sector": search.sector,
        "listed__set_number": search.set_number,
        "listed__key_sector": search.key_sector,
        "listed__legal_form": search.legal_form,
        "star": search.star,
    }
    yield Q(**{name: value for name, value in columns.items() if value})
    if search.state:
        yield Q(kind__in=STATES[search.state])
    if search.year:
        first = dt.date(search.year, 1, 1)
        yield Q(recognised_on__gte=first, recognised_on__lte=first.replace(month=12, day=31))
    if search.is_craft_village:
        yield Q(listed__is_craft_village=True)
    # True of every period of that day; said so that an order's index begins in the right place.
    if search.order is Order.ENDING:
        yield Q(until__gte=search.on)
    if search.order is Order.NEWEST:
        yield Q(recognised_on__lte=search.on)
