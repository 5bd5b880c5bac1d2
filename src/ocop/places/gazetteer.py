"""The country's administrative units as data: no database, read once and kept in memory.

Legal basis of each version and of each change: `data/bases.csv`; sources and corrections:
`data/README.md`.
"""

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

LEVELS = {2: "province", 3: "district", 5: "commune"}


class Version(NamedTuple):
    """What names one version of a unit: codes are used again, so the first valid day belongs to it."""

    code: str
    valid_from: dt.date


@dataclass(frozen=True, slots=True)
class Place:
    """One version of a unit between two dates, both included; `valid_to` None = still in force.

    `latitude` and `longitude` are decimal degrees as text, "" where unknown or doubtful.
    """

    code: str
    name: str
    kind: str
    parent_code: str
    valid_from: dt.date
    valid_to: dt.date | None
    legal_basis: str
    latitude: str
    longitude: str

    @property
    def version(self) -> Version:
        return Version(self.code, self.valid_from)

    @property
    def level(self) -> str:
        """province, district or commune: the length of the code says it."""
        return LEVELS[len(self.code)]

    @property
    def full_name(self) -> str:
        """Kind and name: "Xã Tân Hộ Cơ"."""
        return f"{self.kind} {self.name}"

    def is_valid_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Change:
    """`old` became `new`: whole (same area), merged (all of it into a larger unit) or divided."""

    old: Version
    new: Version
    kind: str
    is_proposal: bool
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Followers:
    """The units that follow a unit now; `certain` is False where a person must confirm them."""

    places: tuple[Place, ...]
    certain: bool


class Gazetteer:
    """Every version of every unit, and how they followed each other."""

    def __init__(self, places: tuple[Place, ...], changes: tuple[Change, ...]) -> None:
        self.places = places
        self.changes = changes
        self._by_code: dict[str, list[Place]] = defaultdict(list)
        for place in sorted(places, key=lambda place: place.valid_from):
            self._by_code[place.code].append(place)
        self._by_version = {place.version: place for place in places}

    @cached_property
    def _followed(self) -> dict[Version, list[Change]]:
        followed: dict[Version, list[Change]] = defaultdict(list)
        for change in self.changes:
            followed[change.old].append(change)
        return followed

    @cached_property
    def _preceded(self) -> dict[Version, list[Change]]:
        preceded: dict[Version, list[Change]] = defaultdict(list)
        for change in self.changes:
            preceded[change.new].append(change)
        return preceded

    @cached_property
    def _children(self) -> dict[Version, list[Place]]:
        children: dict[Version, list[Place]] = defaultdict(list)
        for place in self.places:
            if parent := self.parent(place):
                children[parent.version].append(place)
        return children

    def versions(self, code: str) -> tuple[Place, ...]:
        """Every version under a code, oldest first; empty for an unknown code."""
        return tuple(self._by_code.get(code, ()))

    def on(self, code: str, day: dt.date) -> Place | None:
        """The version of the code valid on a day."""
        return next((p for p in self._by_code.get(code, ()) if p.is_valid_on(day)), None)

    def latest(self, code: str) -> Place | None:
        """The last version of the code, in force or not."""
        found = self._by_code.get(code)
        return found[-1] if found else None

    def parent(self, place: Place) -> Place | None:
        """The unit above, in the version of the same time."""
        return self.on(place.parent_code, place.valid_from) if place.parent_code else None

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """The units above, nearest first."""
        parent = self.parent(place)
        return (parent, *self.ancestors(parent)) if parent else ()

    def children(self, place: Place) -> tuple[Place, ...]:
        """The units one level down at the same time."""
        return tuple(self._children.get(place.version, ()))

    def display(self, place: Place) -> str:
        """The unit with those above it: "Xã Tân Hộ Cơ, huyện Tân Hồng, tỉnh Đồng Tháp"."""
        above = (f"{each.kind.lower()} {each.name}" for each in self.ancestors(place))
        return ", ".join([place.full_name, *above])

    def changes_from(self, place: Place) -> tuple[Change, ...]:
        """How the unit ended: empty while it is in force, and for most districts."""
        return tuple(self._followed.get(place.version, ()))

    def predecessors(self, place: Place) -> tuple[Place, ...]:
        """The versions that became this one directly."""
        return tuple(self._by_version[c.old] for c in self._preceded.get(place.version, ()))

    def today(self, place: Place) -> Followers:
        """The unit or units that follow it now; itself while in force.

        A district's followers are those of its communes.
        """
        if place.valid_to is None:
            return Followers((place,), certain=True)
        steps = [
            (self._by_version[change.new], change.is_proposal)
            for change in self.changes_from(place)
        ]
        if not steps:
            steps = [(child, False) for child in self.children(place)]
        found: dict[Version, Place] = {}
        certain = bool(steps)
        for follower, is_proposal in steps:
            later = self.today(follower)
            certain = certain and later.certain and not is_proposal
            found |= {each.version: each for each in later.places}
        return Followers(tuple(found.values()), certain)


def _rows(name: str) -> Iterator[list[str]]:
    with files("ocop.places").joinpath("data", name).open(encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


@cache
def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@cache
def load() -> Gazetteer:
    """The gazetteer of the package data; about 14,400 versions and 10,900 changes."""
    bases = dict(_rows("bases.csv"))
    places = tuple(
        Place(
            code, name, kind, parent, _day(first), _day(last) if last else None, bases[basis], *at
        )
        for code, name, kind, parent, first, last, basis, *at in _rows("units.csv")
    )
    ended = {(place.code, place.valid_to): place.version for place in places}
    changes = tuple(
        Change(
            ended[old, _day(day) - dt.timedelta(days=1)],
            Version(new, _day(day)),
            kind,
            proposal == "1",
            bases[basis],
        )
        for day, old, new, kind, proposal, basis in _rows("changes.csv")
    )
    return Gazetteer(places, changes)
