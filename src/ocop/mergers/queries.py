"""Divided communes and what waits in them, scoped to the reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import Role
from ocop.mergers.policy import SETTLERS
from ocop.places.models import Level, Unit, UnitChange, UnitReform
from ocop.producers.models import Producer
from ocop.products.models import Product

READERS = SETTLERS | {Role.PROVINCE_LEADER, Role.AUDITOR}
NATIONAL_READERS = frozenset({Role.ADMINISTRATOR, Role.MINISTRY_OFFICE, Role.AUDITOR})


def divided_visible_to(user: Visitor) -> QuerySet[Unit]:
    """Old communes of which nobody has said what they became, in the reader's provinces."""
    open_units = Unit.objects.filter(level=Level.COMMUNE, today=None)
    if not has_national_role(user, NATIONAL_READERS):
        open_units = open_units.filter(province_today__in=units_with_role(user, READERS))
    return open_units.select_related("parent__parent", "province_today").order_by(
        "province_today__code", "folded_name", "pk"
    )


def with_waiting(communes: QuerySet[Unit]) -> QuerySet[Unit]:
    """The same communes with `.producers_waiting` and `.products_waiting`."""
    return communes.annotate(producers_waiting=_count(Producer), products_waiting=_count(Product))


def _count(model: type[Producer] | type[Product]) -> Coalesce:
    waiting = model.objects.filter(commune=OuterRef("pk"), current_commune=None)
    counted = waiting.order_by().values("commune").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def where_something_waits(communes: QuerySet[Unit]) -> QuerySet[Unit]:
    """Those with a producer or product that belongs to no commune of today."""
    return communes.filter(
        Exists(Producer.objects.filter(commune=OuterRef("pk"), current_commune=None))
        | Exists(Product.objects.filter(commune=OuterRef("pk"), current_commune=None))
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commune of today that took in a part of the divided one."""

    unit: Unit
    change: UnitChange


def candidates_of(old: Unit) -> list[Candidate]:
    """The communes of today a divided one may have become, by name.

    Where it went into a unit that was divided later, that unit's parts are candidates too.
    """
    found: dict[int, Candidate] = {}
    steps = list(_changes_of([old.pk]))
    while steps:
        further = [change.new_id for change in steps if change.new.today is None]
        for change in steps:
            if change.new.today is not None:
                found.setdefault(change.new.today.pk, Candidate(change.new.today, change))
        steps = list(_changes_of(further)) if further else []
    return sorted(found.values(), key=lambda candidate: candidate.unit.folded_name)


def _changes_of(units: Sequence[int]) -> QuerySet[UnitChange]:
    return UnitChange.objects.filter(old__in=units).select_related("new__today__parent")


def producers_of(old: Unit) -> QuerySet[Producer]:
    """Producers entered under the old commune, those without a commune of today first."""
    return (
        Producer.objects.filter(commune=old)
        .select_related("current_commune")
        .order_by(F("current_commune").asc(nulls_first=True), "folded_name", "pk")
    )


def products_of(old: Unit) -> QuerySet[Product]:
    """Products entered under the old commune, those without a commune of today first."""
    return (
        Product.objects.filter(commune=old)
        .select_related("current_commune", "producer")
        .order_by("folded_name", "pk")
    )


def reforms() -> QuerySet[UnitReform]:
    """Every change entered here, newest first."""
    return UnitReform.objects.all()


def due(reform_states: Sequence[str] = (UnitReform.State.PREPARED,)) -> QuerySet[UnitReform]:
    """Changes not yet applied, oldest day first."""
    return UnitReform.objects.filter(state__in=reform_states).order_by("effective_on", "pk")
