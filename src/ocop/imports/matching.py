"""Which producers and products of a list are already in the register, and why.

Certain is only the same name in the same commune (a producer) or of the same producer (a product);
what is merely near is asked of a person.
"""

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Q
from rapidfuzz import fuzz, process

from ocop.imports.rules.names import producer_key, product_key
from ocop.imports.rules.records import Record, Result
from ocop.kernel.text import folded
from ocop.places.gazetteer import Place
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.register.models import Recognition

NEAR_PRODUCER, NEAR_PRODUCT = 86, 84
MOST = 5

_DIGITS = re.compile(r"\d+")
Id = TypeVar("Id")
ProducerName = tuple[str, int]
"""Key of the name and id of the unit."""
ProductName = tuple[int, str]
"""Id of the producer and key of the name."""


def question_key(*parts: object) -> str:
    """What identifies a producer or product of a list in `MatchQuestion`."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Near:
    """Something of the register with a near name; likeness out of 100."""

    id: int
    name: str
    likeness: int


@dataclass
class Known:
    """The producers and products of the register in the communes of a list."""

    units: dict[tuple[str, str], Unit]
    producers: dict[ProducerName, int] = field(default_factory=dict)
    in_unit: dict[int, dict[int, tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    products: dict[ProductName, int] = field(default_factory=dict)
    of_producer: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def unit_of(self, place: Place) -> Unit:
        """The row of a unit of the gazetteer."""
        return self.units[place.code, place.valid_from.isoformat()]

    def homes_of(self, unit: Unit) -> list[int]:
        """The ids under which a producer of this unit is found: then and today."""
        return [unit.pk] if unit.today_id in (None, unit.pk) else [unit.pk, unit.today_id]

    def producer(self, name: str, place: Place) -> int | None:
        """The producer with the same name in the same commune, or None."""
        key, unit = producer_key(name), self.unit_of(place)
        return next(
            (
                self.producers[key, home]
                for home in self.homes_of(unit)
                if (key, home) in self.producers
            ),
            None,
        )

    def near_producers(self, name: str, place: Place) -> list[Near]:
        """Producers of the same commune with a near name."""
        there: dict[int, tuple[str, str]] = {}
        for home in self.homes_of(self.unit_of(place)):
            there |= self.in_unit.get(home, {})
        return _near(producer_key(name), there, NEAR_PRODUCER)

    def product(self, producer_id: int, name: str) -> int | None:
        """The product of the producer with the same name, or None."""
        return self.products.get((producer_id, product_key(name)))

    def near_products(self, producer_id: int, name: str) -> list[Near]:
        """Products of the producer with a near name."""
        own = {
            pk: (product_key(other), other)
            for pk, other in self.of_producer.get(producer_id, {}).items()
        }
        return _near(product_key(name), own, NEAR_PRODUCT)

    def learn_producer(self, pk: int, name: str, unit: Unit) -> None:
        """Remember one that was just written."""
        key = producer_key(name)
        for home in self.homes_of(unit):
            self.producers.setdefault((key, home), pk)
            self.in_unit[home][pk] = (key, name)

    def learn_product(self, pk: int, producer_id: int, name: str) -> None:
        """Remember one that was just written or read."""
        self.products.setdefault((producer_id, product_key(name)), pk)
        self.of_producer[producer_id][pk] = name


def known_for(records: Sequence[Record]) -> Known:
    """What the register holds in the communes of these records: a few queries for all of them."""
    places = {record.place for record in records if record.place}
    units = _units(places)
    known = Known(units)
    homes = {home for unit in units.values() for home in known.homes_of(unit)}
    for part in _parts(sorted(homes)):
        _learn_producers(known, part)
    ids = sorted({pk for there in known.in_unit.values() for pk in there})
    for part in _parts(ids):
        for pk, producer_id, name in Product.objects.filter(producer__in=part).values_list(
            "pk", "producer_id", "name"
        ):
            known.learn_product(pk, producer_id, name)
    return known


Held = tuple[int, str, dt.date | None]
"""Star, number of the decision ("" where unknown) and day of a recognition."""


def results_held(products: Sequence[int]) -> dict[int, list[Held]]:
    """Star, decision and day of every recognition of these products."""
    there: dict[int, list[Held]] = {}
    for start in range(0, len(products), 900):
        rows = Recognition.objects.filter(product__in=products[start : start + 900])
        for product, star, number, day in rows.order_by().values_list(
            "product_id", "star", "decision__number", "recognised_on"
        ):
            there.setdefault(product, []).append((star, number or "", day))
    return there


def is_held(known: Iterable[Held], result: Result) -> bool:
    """The same star by the same decision; a bare star of a list is in every fuller one."""
    for star, number, day in known:
        if star != result.star:
            continue
        if result.signed_on is None:
            if result.year is None or day is None or day.year == result.year:
                return True
        elif (day == result.signed_on and folded(number) == folded(result.decision)) or (
            day == result.signed_on and not result.decision
        ):
            return True
    return False


def _units(places: Iterable[Place]) -> dict[tuple[str, str], Unit]:
    codes = sorted({place.code for place in places})
    found: dict[tuple[str, str], Unit] = {}
    for part in _parts(codes):
        for unit in Unit.objects.filter(code__in=part).select_related("parent__parent"):
            found[unit.code, unit.valid_from.isoformat()] = unit
    return found


def _learn_producers(known: Known, homes: Sequence[int]) -> None:
    rows = Producer.objects.filter(Q(commune__in=homes) | Q(current_commune__in=homes)).order_by(
        "pk"
    )
    for pk, name, commune, current in rows.values_list(
        "pk", "name", "commune_id", "current_commune_id"
    ):
        key = producer_key(name)
        for home in {commune, current} - {None}:
            known.producers.setdefault((key, home), pk)
            known.in_unit[home][pk] = (key, name)


def _near(key: str, among: dict[int, tuple[str, str]], enough: int) -> list[Near]:
    # "38 độ đạm" and "40 độ đạm", "số 1" and "số 2" are never a slip of the pen.
    numbers = _DIGITS.findall(key)
    found = process.extract(
        folded(key),
        {
            pk: folded(other)
            for pk, (other, _) in among.items()
            if _DIGITS.findall(other) == numbers
        },
        scorer=fuzz.token_sort_ratio,
        score_cutoff=enough,
        limit=MOST,
    )
    return [Near(pk, among[pk][1], int(likeness)) for _, likeness, pk in found]


def _parts(ids: Sequence[Id]) -> Iterable[Sequence[Id]]:
    for start in range(0, len(ids), 900):
        yield ids[start : start + 900]
