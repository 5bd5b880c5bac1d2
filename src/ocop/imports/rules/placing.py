"""Which commune a list means, by its name and the names above it, in the units of any time."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from rapidfuzz import fuzz, process

from ocop.places import gazetteer
from ocop.places.gazetteer import Gazetteer, Place
from ocop.places.names import Part, Reading, key_of, letters, parts_of
from ocop.places.resolve import Candidate, resolve

NEAR_ENOUGH = 70
MOST = 5
# So many similar names of the whole country are looked at for those of the province.
SIMILAR = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row says of its place; `province` is a text or, from the office, a code of today."""

    commune: str
    district: str = ""
    province: str = ""
    office_province: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The one unit meant, or None and the units that could be meant (nearest first)."""

    place: Place | None
    candidates: tuple[str, ...] = ()
    is_ambiguous: bool = False

    def is_spelt(self, asked: Asked) -> bool:
        """Whether the list writes the name as it is, with its marks and kind word, or without any."""
        return self.place is None or _is_spelt(self.place, asked.commune)

    @property
    def is_divided(self) -> bool:
        """Whether nobody can say for certain which unit follows it now."""
        if self.place is None:
            return False
        followers = gazetteer.load().today(self.place)
        return not followers.certain or len(followers.places) != 1


@lru_cache(maxsize=20_000)
def _is_spelt(place: Place, commune: str) -> bool:
    reading = parts_of(commune)[0].readings()[0]
    kind_fits = not reading.kind or reading.kind == key_of(place.kind)
    marks_fit = not reading.has_marks or letters(reading.name) == letters(place.name)
    return kind_fits and marks_fit


@lru_cache(maxsize=20_000)
def find_commune(asked: Asked) -> Found:
    """The unit of the name in the province and district given, whatever the marks and the time.

    Where several units had the name, the kind word, the marks and the units above decide; where
    they lead to different units of today, a person must say which.
    """
    parts = parts_of(asked.commune)
    if not parts:
        return Found(None)
    if len(parts) > 1:
        return find_in_address(asked.commune)
    return _places().find(parts[0], asked)


@lru_cache(maxsize=20_000)
def find_in_address(text: str) -> Found:
    """The commune an address names; None where it names none for certain."""
    found = resolve(text)
    communes = [each for each in found if each.place.level == "commune"]
    names = tuple(gazetteer.load().display(each.place) for each in communes[:MOST])
    if communes and communes[0] is found[0] and not _is_unsure(communes[0].place, communes):
        return Found(communes[0].place)
    return Found(None, names, is_ambiguous=len(names) > 1)


def _is_unsure(place: Place, communes: list[Candidate]) -> bool:
    """A division leaves the unit itself certain; only rivals and near spellings leave it open."""
    first = communes[0]
    if not first.confirm:
        return False
    followers = gazetteer.load().today(place)
    return followers.certain or len(communes) > 1


def of_code(code: str, year: int) -> Place | None:
    """The commune that had this code in a year, or the last one that had it."""
    units = gazetteer.load()
    place = units.on(code, dt.date(year, 12, 31)) or units.latest(code)
    return place if place and place.level == "commune" else None


def display(place: Place) -> str:
    """The unit with those above it."""
    return gazetteer.load().display(place)


def today_of(place: Place) -> Place | None:
    """The one unit that follows it now; None while that is open."""
    followers = gazetteer.load().today(place)
    return followers.places[0] if followers.certain and len(followers.places) == 1 else None


def province_today(place: Place) -> str:
    """Code of the province of today in which the unit lies."""
    return _places().province_of(place)


@cache
def _places() -> "_Places":
    return _Places(gazetteer.load())


class _Places:
    def __init__(self, units: Gazetteer) -> None:
        self.units = units
        self.by_key: dict[str, list[Place]] = defaultdict(list)
        for place in units.places:
            if place.level == "commune":
                self.by_key[key_of(place.name)].append(place)
        self._provinces: dict[Place, str] = {}
        self._above: dict[Place, tuple[frozenset[str], frozenset[str]]] = {}

    def province_of(self, place: Place) -> str:
        if place not in self._provinces:
            top = (place, *self.units.ancestors(place))[-1]
            self._provinces[place] = self.units.today(top).places[0].code
        return self._provinces[place]

    def above(self, place: Place) -> tuple[frozenset[str], frozenset[str]]:
        """Keys of the units above it, and of those above what it became and was made of."""
        if place not in self._above:
            own = frozenset(key_of(each.name) for each in self.units.ancestors(place))
            kin = {*self.units.today(place).places, *self.units.predecessors(place)}
            around = frozenset(
                key_of(each.name) for unit in kin for each in self.units.ancestors(unit)
            )
            self._above[place] = own, around
        return self._above[place]

    def find(self, part: Part, asked: Asked) -> Found:
        readings = part.readings()
        named = [place for reading in readings for place in self.by_key.get(reading.key, ())]
        fitting = [(self._rank(place, readings[0], asked), place) for place in named]
        fitting = [(rank, place) for rank, place in fitting if rank]
        if not fitting:
            return Found(None, self._near(readings, asked))
        best = max(rank for rank, _ in fitting)
        tied = sorted(
            {place for rank, place in fitting if rank == best},
            key=lambda place: (place.valid_from, place.code),
        )
        if len({self._leads_to(place) for place in tied}) > 1:
            return Found(None, tuple(map(self.units.display, tied))[:MOST], is_ambiguous=True)
        return Found(tied[-1])

    def _leads_to(self, place: Place) -> frozenset[str]:
        return frozenset(each.code for each in self.units.today(place).places)

    def _rank(self, place: Place, reading: Reading, asked: Asked) -> tuple[int, ...]:
        """Empty where the units above do not fit; else the better the larger."""
        own, around = self.above(place)
        rank = []
        for text in (asked.province, asked.district):
            if not text:
                continue
            keys = {each.key for part in parts_of(text)[:1] for each in part.readings()}
            if not keys & (own | around):
                return ()
            rank.append(int(bool(keys & own)))
        is_elsewhere = self.province_of(place) != asked.office_province
        if asked.office_province and not asked.province and is_elsewhere:
            return ()
        kind_fits = int(reading.kind == key_of(place.kind)) if reading.kind else 0
        marks_fit = int(reading.has_marks and letters(reading.name) == letters(place.name))
        return (1, *rank, marks_fit, kind_fits)

    def _near(self, readings: tuple[Reading, ...], asked: Asked) -> tuple[str, ...]:
        """Communes with a similar name under the same units; of the whole country none."""
        if not (asked.province or asked.office_province):
            return ()
        similar = process.extract(
            readings[0].key,
            self.by_key.keys(),
            scorer=fuzz.ratio,
            score_cutoff=NEAR_ENOUGH,
            limit=SIMILAR,
        )
        names = (
            self.units.display(fitting[-1])
            for key, _, _ in similar
            if (fitting := [p for p in self.by_key[key] if self._rank(p, readings[0], asked)])
        )
        return tuple(islice(dict.fromkeys(names), MOST))
