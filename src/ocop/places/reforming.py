"""Writing a change of units: new versions begin, old ones end, and each knows what follows it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.places.models import Level, Unit, UnitChange, UnitReform
from ocop.places.queries import units_on
from ocop.places.reforms import (
    DIVIDED,
    PROVINCE_DIGITS,
    ReformPlan,
    ReformRow,
    UnitFacts,
    plan_reform,
)

_LEVELS = (Level.PROVINCE, Level.COMMUNE)


def rows_of(reform: UnitReform) -> list[ReformRow]:
    """The lines of a kept change."""
    return [ReformRow(*row) for row in reform.rows]


def plan_on(rows: list[ReformRow], effective_on: dt.date) -> ReformPlan:
    """The plan of a change against the units in force the day before `effective_on`."""
    the_day_before = effective_on - dt.timedelta(days=1)
    units = units_on(the_day_before).filter(level__in=_LEVELS).select_related("parent")
    facts = [UnitFacts(u.code, u.name, u.kind, u.parent.code if u.parent else "") for u in units]
    return plan_reform(rows, facts)


@transaction.atomic
def apply_units(reform: UnitReform) -> dict[int, Unit | None]:
    """Write the units of a change; returns what follows each ended version, by id (None: divided).

    Raises RefusedError where the change no longer fits the units in force, or the day has not come.
    """
    if reform.effective_on > clock.today():
        raise RefusedError("Chưa đến ngày có hiệu lực.", field="effective_on")
    plan = plan_on(rows_of(reform), reform.effective_on)
    if not plan.is_sound:
        raise RefusedError(plan.findings[0].message, field="rows")
    ended = _end(reform, plan)
    begun = _begin(reform, plan, ended)
    UnitChange.objects.bulk_create(
        UnitChange(
            old=ended[old],
            new=begun[new],
            kind=kind,
            is_proposal=kind == DIVIDED,
            legal_basis=reform.legal_basis,
        )
        for old, new, kind in plan.steps
    )
    return _follow(plan, ended, begun)


def _end(reform: UnitReform, plan: ReformPlan) -> dict[str, Unit]:
    """The versions that end, by code. One that began on or after the day cannot end before it."""
    units = Unit.objects.filter(code__in=plan.ended, valid_to=None, level__in=_LEVELS)
    ended = {unit.code: unit for unit in units}
    late = [unit for unit in ended.values() if unit.valid_from >= reform.effective_on]
    if late or len(ended) != len(plan.ended):
        raise RefusedError(
            "Có đơn vị đã thay đổi sau ngày này. Hãy xem lại ngày có hiệu lực.",
            field="effective_on",
        )
    the_day_before = reform.effective_on - dt.timedelta(days=1)
    units.update(valid_to=the_day_before, ended_by=reform)
    return ended


def _begin(reform: UnitReform, plan: ReformPlan, ended: Mapping[str, Unit]) -> dict[str, Unit]:
    origins: dict[str, list[Unit]] = defaultdict(list)
    for old, new, _ in plan.steps:
        origins[new].append(ended[old])
    begun: dict[str, Unit] = {}
    for facts in sorted(plan.begun, key=lambda unit: len(unit.code)):
        is_province = len(facts.code) == PROVINCE_DIGITS
        parent = None if is_province else begun.get(facts.parent_code)
        if parent is None and not is_province:
            parent = Unit.objects.get(code=facts.parent_code, level=Level.PROVINCE, valid_to=None)
        unit = Unit(
            code=facts.code,
            name=facts.name,
            kind=facts.kind,
            level=Level.PROVINCE if is_province else Level.COMMUNE,
            parent=parent,
            valid_from=reform.effective_on,
            legal_basis=reform.legal_basis,
            latitude=_middle([origin.latitude for origin in origins[facts.code]]),
            longitude=_middle([origin.longitude for origin in origins[facts.code]]),
            begun_by=reform,
        )
        unit.save()
        begun[facts.code] = unit
    return begun


def _middle(places: list[Decimal | None]) -> Decimal | None:
    known = [place for place in places if place is not None]
    return (sum(known, Decimal()) / len(known)).quantize(Decimal("0.00001")) if known else None


def _follow(
    plan: ReformPlan, ended: Mapping[str, Unit], begun: Mapping[str, Unit]
) -> dict[int, Unit | None]:
    """Every version that led to an ended one leads on to its follower."""
    followers: dict[int, Unit | None] = {}
    for old, new, kind in plan.steps:
        followers[ended[old].pk] = None if kind == DIVIDED else begun[new]
    for pk, follower in followers.items():
        Unit.objects.filter(today=pk).update(today=follower)
    for code, unit in ended.items():
        follower = followers[unit.pk]
        if len(code) == PROVINCE_DIGITS:
            if follower:
                Unit.objects.filter(province_today=unit).update(province_today=follower)
        elif follower:
            Unit.objects.filter(today=follower).update(province_today=follower.parent)
    return followers
