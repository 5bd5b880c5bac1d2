"""Which units there were on a day, what follows them, and what lies within what."""

import datetime as dt

from django.db.models import Q, QuerySet

from ocop.places.models import Level, Unit, UnitChange


def units_on(day: dt.date, level: Level | None = None) -> QuerySet[Unit]:
    """The units in force on a day, of one level or of all."""
    units = Unit.objects.filter(valid_from__lte=day).exclude(valid_to__lt=day)
    return units.filter(level=level) if level else units


def unit_on(code: str, day: dt.date) -> Unit | None:
    """The unit that had the code on a day, with its parents."""
    return units_on(day).filter(code=code).select_related("parent__parent").first()


def provinces_today() -> QuerySet[Unit]:
    """The provinces and centrally-run cities of today, by code."""
    return Unit.objects.filter(level=Level.PROVINCE, valid_to=None)


def communes_of(province: Unit, day: dt.date | None = None) -> QuerySet[Unit]:
    """The communes of a province: today's, or with a day those it had then (in districts or not)."""
    if day is None:
        return Unit.objects.filter(
            level=Level.COMMUNE, valid_to=None, province_today=province.province_today_id
        )
    return units_on(day, Level.COMMUNE).filter(_under(province))


def today_of(unit: Unit) -> list[Unit]:
    """The unit or units that follow it now: itself in force, several while a division is open."""
    if unit.today_id:
        return [unit] if unit.today_id == unit.pk else [unit.today]  # type: ignore[list-item]
    if unit.level == Level.DISTRICT:
        old = UnitChange.objects.filter(old__parent=unit)
    else:
        old = UnitChange.objects.filter(old=unit)
    return list(Unit.objects.filter(pk__in=old.values("new__today")))


def open_changes_of(unit: Unit) -> QuerySet[UnitChange]:
    """The proposals for a unit that nobody has confirmed."""
    return UnitChange.objects.filter(old=unit, is_proposal=True, confirmed_on=None).select_related(
        "new__parent"
    )


def unit_and_below(unit: Unit) -> QuerySet[Unit]:
    """Every version of every unit that the office of this unit covers.

    An office of today covers its unit, the communes in it, and every older unit that became part
    of it; a divided commune belongs to no new commune until it is confirmed, only to the province.
    A unit that was merged away covers what it had in its own time.
    """
    now = _in_force_as(unit)
    if now is None:
        return Unit.objects.filter(Q(pk=unit.pk) | _under(unit))
    if unit.level == Level.PROVINCE:
        return Unit.objects.filter(province_today=now)
    return Unit.objects.filter(today=now)


def is_within(unit: Unit, ancestor: Unit) -> bool:
    """Whether `unit_and_below(ancestor)` holds the unit; no query for an ancestor in force."""
    now = _in_force_as(ancestor)
    if now is None:
        return unit.pk == ancestor.pk or Unit.objects.filter(_under(ancestor), pk=unit.pk).exists()
    if ancestor.level == Level.PROVINCE:
        return unit.province_today_id == now
    return unit.today_id == now


def _under(unit: Unit) -> Q:
    return Q(parent=unit) | Q(parent__parent=unit)


def _in_force_as(unit: Unit) -> int | None:
    """Id of the version in force that has the same area, or None."""
    current: int | None = unit.pk
    if unit.valid_to is None:
        return current
    while current is not None and current != unit.today_id:
        current = (
            UnitChange.objects.filter(
                old=current, kind=UnitChange.Kind.WHOLE, old__level=unit.level
            )
            .values_list("new", flat=True)
            .first()
        )
    return current
