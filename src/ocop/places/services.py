"""Filling the tables from the gazetteer, and confirming what became of a divided unit."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models, transaction

from ocop.kernel.changes import announce
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import folded
from ocop.places import gazetteer
from ocop.places.gazetteer import Change, Gazetteer, Place, Version
from ocop.places.models import Level, Unit, UnitChange

COMPARED = ["name", "kind", "valid_to", "legal_basis", "latitude", "longitude"]


@dataclass(frozen=True)
class LoadedUnits:
    """How many rows a load added or mended."""

    units_added: int
    units_mended: int
    changes_added: int


@transaction.atomic
def load_units(*, only_provinces: Iterable[str] | None = None) -> LoadedUnits:
    """Bring the tables in line with the gazetteer; a second run changes nothing.

    `only_provinces` are codes of provinces of today (["82"]): only they, their communes and what
    these were made of. Confirmed changes keep what an official said.
    """
    units = gazetteer.load()
    wanted = _chosen(units, set(only_provinces)) if only_provinces is not None else units.places
    loader = _Loader(units)
    for batch in _parents_first(wanted):
        loader.write(batch)
    return LoadedUnits(loader.added, loader.mended, loader.write_changes())


@transaction.atomic
def confirm_change(*, change: UnitChange, by: str, on: dt.date) -> UnitChange:
    """Record that an official holds this to be the unit that follows; records move to it.

    `by` is the official's label. RefusedError when another follower has been confirmed.
    """
    changes = UnitChange.objects.select_for_update().filter(old=change.old_id)
    if changes.exclude(pk=change.pk).exclude(confirmed_on=None).exists():
        raise RefusedError("Đơn vị này đã được xác nhận chuyển vào một đơn vị khác.", field="new")
    change.confirmed_on, change.confirmed_by = on, by
    change.save(update_fields=["confirmed_on", "confirmed_by"])
    Unit.objects.filter(pk=change.old_id).update(today=change.new.today_id)
    announce(units=[change.old_id])
    return change


def _chosen(units: Gazetteer, provinces: set[str]) -> tuple[Place, ...]:
    return tuple(place for place in units.places if _province_code(units, place) in provinces)


def _province_code(units: Gazetteer, place: Place) -> str:
    top = (place, *units.ancestors(place))[-1]
    return units.today(top).places[0].code


def _parents_first(places: Iterable[Place]) -> Iterable[list[Place]]:
    """Each batch refers only to earlier ones: those in force first, since older ones follow them."""
    groups: dict[tuple[int, bool], list[Place]] = defaultdict(list)
    for place in places:
        groups[len(place.code), place.valid_to is not None].append(place)
    for key in ((2, False), (2, True), (5, False), (3, True), (5, True)):
        yield groups[key]


class _Loader:
    """One load: remembers the ids given out."""

    def __init__(self, units: Gazetteer) -> None:
        self.units = units
        self.added = self.mended = 0
        self.existing = {Version(u.code, u.valid_from): u for u in Unit.objects.all()}
        self.ids = {version: unit.pk for version, unit in self.existing.items()}
        self.confirmed = {
            change.old_id: Version(change.new.code, change.new.valid_from)
            for change in UnitChange.objects.exclude(confirmed_on=None).select_related("new")
        }

    def write(self, places: list[Place]) -> None:
        """Add what is missing, mend what differs."""
        rows = [(place, self._row(place)) for place in places]
        new = [row for place, row in rows if place.version not in self.existing]
        Unit.objects.bulk_create(new)
        self.added += len(new)
        self.ids |= {Version(row.code, row.valid_from): row.pk for row in new}
        in_force = [row.pk for row in new if row.valid_to is None]
        if in_force:
            fresh = Unit.objects.filter(today=None, valid_to=None, level=new[0].level)
            fresh.update(today=models.F("pk"))
            fresh_provinces = Unit.objects.filter(level=Level.PROVINCE, province_today=None)
            fresh_provinces.filter(valid_to=None).update(province_today=models.F("pk"))
        self._mend([(place, row) for place, row in rows if place.version in self.existing])

    def _mend(self, rows: list[tuple[Place, Unit]]) -> None:
        links = ["parent_id", "today_id", "province_today_id"]
        different = []
        for place, row in rows:
            row.pk = self.ids[place.version]
            known = self.existing[place.version]
            if known.begun_by_id or known.ended_by_id:
                continue
            if any(getattr(known, name) != getattr(row, name) for name in (*COMPARED, *links)):
                different.append(row)
        fields = [*COMPARED, "folded_name", "parent", "today", "province_today"]
        Unit.objects.bulk_update(different, fields, batch_size=500)
        self.mended += len(different)

    def _row(self, place: Place) -> Unit:
        parent = self.units.parent(place)
        top = (place, *self.units.ancestors(place))[-1]
        return Unit(
            code=place.code,
            name=place.name,
            kind=place.kind,
            level=place.level,
            parent_id=self.ids[parent.version] if parent else None,
            valid_from=place.valid_from,
            valid_to=place.valid_to,
            legal_basis=place.legal_basis,
            folded_name=folded(place.name),
            latitude=Decimal(place.latitude) if place.latitude else None,
            longitude=Decimal(place.longitude) if place.longitude else None,
            today_id=self._today_id(place),
            province_today_id=self.ids.get(self.units.today(top).places[0].version),
        )

    def _today_id(self, place: Place) -> int | None:
        chosen = self.confirmed.get(self.ids.get(place.version, 0))
        if chosen:
            place = next(p for p in self.units.versions(chosen.code) if p.version == chosen)
        followers = self.units.today(place)
        if not followers.certain or len(followers.places) != 1:
            return None
        if place.level == "district" and not self.units.changes_from(place):
            return None
        return self.ids.get(followers.places[0].version)

    def write_changes(self) -> int:
        """Add the changes between the units loaded; returns how many were missing."""
        known = set(UnitChange.objects.values_list("old_id", "new_id"))
        pairs = (
            (self.ids.get(change.old), self.ids.get(change.new), change)
            for change in self.units.changes
        )
        rows = [
            self._change(old, new, change)
            for old, new, change in pairs
            if old and new and (old, new) not in known
        ]
        UnitChange.objects.bulk_create(rows)
        return len(rows)

    def _change(self, old: int, new: int, change: Change) -> UnitChange:
        return UnitChange(
            old_id=old,
            new_id=new,
            kind=change.kind,
            is_proposal=change.is_proposal,
            legal_basis=change.legal_basis,
        )
