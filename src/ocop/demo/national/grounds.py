"""Where sample products are made: a commune of today and what stood there before July 2025."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ocop.places.models import Level, Unit, UnitChange

LAST_DAY_OF_DISTRICTS = dt.date(2025, 6, 30)
# So many of the places lie in a divided commune of before.
DIVIDED = 0.05


@dataclass(frozen=True, slots=True)
class Ground:
    """One place of production. `before` lay in a district; `since` are the versions that followed.

    `is_open`: the commune of before was divided, and nobody has said which part the place is in.
    `before` is None where a district had no communes (islands).
    """

    before: Unit | None
    since: tuple[Unit, ...]
    is_open: bool

    @property
    def now(self) -> Unit:
        """The commune of today that has the place, or most likely has it."""
        return self.since[-1]

    @property
    def at_first(self) -> Unit:
        """The commune under which the producer was first entered."""
        return self.before or self.since[0]

    def unit_on(self, day: dt.date) -> Unit:
        """The commune's version of that day, with its parents."""
        if self.before and day <= LAST_DAY_OF_DISTRICTS:
            return self.before
        return next(unit for unit in self.since if unit.valid_to is None or day <= unit.valid_to)


@dataclass(frozen=True, slots=True)
class Grounds:
    """Every commune of today with the whole communes of before; divided ones apart."""

    whole: tuple[tuple[Ground, ...], ...]
    divided: tuple[Ground, ...]

    def some(self, count: int, chance: random.Random) -> list[Ground]:
        """`count` places: one in every commune while they last, the rest where they may fall."""
        divided = round(count * DIVIDED) if self.divided else 0
        left = count - divided
        communes = chance.sample(self.whole, min(left, len(self.whole)))
        communes += chance.choices(self.whole, k=left - len(communes))
        return [chance.choice(places) for places in communes] + chance.choices(
            self.divided, k=divided
        )


def load_grounds() -> Grounds:
    """From the units loaded here, in the order of their codes."""
    units = Unit.objects.filter(level=Level.COMMUNE).select_related("parent__parent")
    ordered = sorted(units, key=lambda unit: (unit.code, unit.valid_from))
    old = [unit for unit in ordered if unit.valid_to == LAST_DAY_OF_DISTRICTS]
    since: dict[int, list[Unit]] = defaultdict(list)
    for unit in sorted(ordered, key=lambda unit: unit.valid_from):
        if unit.valid_from > LAST_DAY_OF_DISTRICTS and unit.today_id:
            since[unit.today_id].append(unit)
    before: dict[int, list[Unit]] = defaultdict(list)
    for unit in old:
        if unit.today_id:
            before[unit.today_id].append(unit)
    parts = _parts([unit for unit in old if unit.today_id is None])
    for unit, todays in parts:
        for today in todays:
            # Where only divided communes stood, one of them is confirmed to have become this one.
            if not before[today]:
                before[today].append(unit)
    whole = tuple(
        tuple(Ground(unit, tuple(since[today]), is_open=False) for unit in before[today])
        or (Ground(None, tuple(since[today]), is_open=False),)
        for today in sorted(since)
    )
    divided = tuple(
        Ground(unit, tuple(since[todays[0]]), is_open=True) for unit, todays in parts if todays
    )
    return Grounds(whole, divided)


def _parts(divided: Sequence[Unit]) -> list[tuple[Unit, list[int]]]:
    """Each divided commune with the ids of the communes of today that have a part of it."""
    followers: dict[int, list[int]] = defaultdict(list)
    changes = UnitChange.objects.filter(old__in=[unit.pk for unit in divided]).order_by("pk")
    for old, today in changes.values_list("old", "new__today"):
        if today:
            followers[old].append(today)
    return [(unit, followers[unit.pk]) for unit in divided]
