"""What moves when units change: divided communes are settled by a person, reforms applied on their day."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from ocop.accounts.models import User
from ocop.dossiers.models import Dossier
from ocop.kernel import audit, changes, clock
from ocop.kernel.audit import Actor
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.mergers import policy, records
from ocop.mergers.queries import candidates_of, due
from ocop.places.models import Unit, UnitChange, UnitReform
from ocop.places.reforming import apply_units, plan_on, rows_of
from ocop.places.reforms import ReformRow
from ocop.places.services import confirm_change
from ocop.producers.models import Producer
from ocop.products.models import Product

NIGHTLY = Actor(id="", label="Lịch hằng đêm")


@transaction.atomic
def place_records(
    *,
    old: Unit,
    new: Unit,
    producers: Collection[int],
    products: Collection[int],
    by: User,
) -> int:
    """Say in which commune of today these records of a divided commune lie; returns how many moved.

    `producers` and `products` are ids of records entered under `old`; dossiers follow their
    product. May be said again when it was wrong. Raises RefusedError where `by` may not, or at
    "new" where that commune took in no part of the old one.
    """
    policy.require(policy.may_settle(by, old))
    _require_candidate(old, new)
    moving_producers = Producer.objects.filter(pk__in=producers, commune=old)
    moving = Product.objects.filter(pk__in=products, commune=old)
    facts: dict[str, Any] = {
        "old": f"{old.code} {old.valid_from}",
        "new": f"{new.code} {new.valid_from}",
        "producers": sorted(moving_producers.values_list("pk", flat=True)),
        "products": sorted(moving.values_list("pk", flat=True)),
    }
    if not facts["producers"] and not facts["products"]:
        raise RefusedError("Hãy chọn ít nhất một chủ thể hoặc sản phẩm.", field="records")
    records.give_free_serials(moving.exclude(current_commune=new), new)
    count = moving_producers.update(current_commune=new) + moving.update(current_commune=new)
    Dossier.objects.filter(product__in=moving).update(commune=new)
    audit.record(act="records_placed", actor=by.actor, subject=f"unit:{old.pk}", facts=facts)
    changes.announce(products=facts["products"], producers=facts["producers"])
    return count


@transaction.atomic
def settle_whole(*, old: Unit, new: Unit, by: User) -> int:
    """Confirm that a whole old commune is held to be one of today, with everything in it.

    Returns how many producers and products moved. Raises RefusedError as `place_records` does, and
    at "new" where another follower was confirmed before.
    """
    policy.require(policy.may_settle(by, old))
    change = _require_candidate(old, new)
    if change.old_id != old.pk:
        raise RefusedError(
            f"{old.full_name} đã nhập vào một đơn vị bị chia sau đó. Hãy xếp từng chủ thể và sản phẩm.",
            field="new",
        )
    confirm_change(change=change, by=by.actor.label, on=clock.today())
    old.refresh_from_db()
    moved = records.move({old.pk: old.today})
    waiting = {"commune": old, "current_commune": None}
    records.give_free_serials(Product.objects.filter(**waiting), new)
    count = Producer.objects.filter(**waiting).update(current_commune=new)
    count += Product.objects.filter(**waiting).update(current_commune=new)
    audit.record(
        act="commune_settled",
        actor=by.actor,
        subject=f"unit:{old.pk}",
        facts={"new": f"{new.code} {new.valid_from}", "records": count, "moved": moved},
    )
    changes.announce(units=[old.pk, new.pk])
    return count


@transaction.atomic
def enter_reform(
    *, rows: Sequence[ReformRow], legal_basis: str, effective_on: dt.date, by: User
) -> UnitReform:
    """Keep a change of units; it is applied at once where its day has come, else in that night.

    Raises RefusedError where `by` may not, at "legal_basis" where that is blank, or at "rows" with
    the first thing that does not fit.
    """
    policy.require(policy.may_reform(by))
    legal_basis = nfc(legal_basis)
    if not legal_basis:
        raise RefusedError("Ghi số, ngày của nghị quyết hoặc quyết định.", field="legal_basis")
    plan = plan_on(list(rows), effective_on)
    if not plan.is_sound:
        raise RefusedError(plan.findings[0].message, field="rows")
    stored = [list(_cells(row)) for row in rows]
    snapshot = audit.freeze(
        "unit_reform",
        {"legal_basis": legal_basis, "effective_on": effective_on, "rows": stored},
    )
    reform = UnitReform.objects.create(
        legal_basis=legal_basis,
        effective_on=effective_on,
        rows=stored,
        entered_by=by.actor.label,
        snapshot=snapshot,
    )
    audit.record(
        act="unit_reform_entered",
        actor=by.actor,
        subject=f"unit_reform:{reform.pk}",
        facts={"effective_on": effective_on, "rows": len(rows)},
        snapshot=snapshot,
    )
    if effective_on <= clock.today():
        _apply(reform, by.actor)
    return reform


@transaction.atomic
def drop_reform(*, reform: UnitReform, by: User) -> None:
    """Take back a change whose day has not come. Raises RefusedError for one already applied."""
    policy.require(policy.may_reform(by))
    reform = UnitReform.objects.select_for_update().get(pk=reform.pk)
    if reform.state != UnitReform.State.PREPARED:
        raise RefusedError("Thay đổi này đã áp dụng hoặc đã bỏ.")
    reform.state = UnitReform.State.DROPPED
    reform.save(update_fields=["state"])
    audit.record(
        act="unit_reform_dropped",
        actor=by.actor,
        subject=f"unit_reform:{reform.pk}",
        facts={},
    )


def apply_due() -> int:
    """Apply every change whose day has come; called every night. Returns how many."""
    ready = due().filter(effective_on__lte=clock.today())
    for reform in ready:
        with transaction.atomic():
            _apply(UnitReform.objects.select_for_update().get(pk=reform.pk), NIGHTLY)
    return len(ready)


def _apply(reform: UnitReform, actor: Actor) -> None:
    followers = apply_units(reform)
    moved = records.move(followers)
    reform.state = UnitReform.State.APPLIED
    reform.applied_at = clock.now()
    reform.save(update_fields=["state", "applied_at"])
    audit.record(
        act="unit_reform_applied",
        actor=actor,
        subject=f"unit_reform:{reform.pk}",
        facts={"moved": moved, "units": len(rows_of(reform))},
    )
    changes.announce(units=[*followers, *(new.pk for new in followers.values() if new)])


def _require_candidate(old: Unit, new: Unit) -> UnitChange:
    for candidate in candidates_of(old):
        if candidate.unit.pk == new.pk:
            return candidate.change
    raise RefusedError(f"{new.full_name} không nhận phần nào của {old.full_name}.", field="new")


def _cells(row: ReformRow) -> tuple[str, ...]:
    return (
        row.old_code,
        row.new_code,
        row.kind,
        row.new_name,
        row.new_kind,
        row.new_parent,
    )
