"""Plans: drawn up, sample drawn and frozen, a drawn product replaced with a reason."""

import datetime as dt
import json
import secrets
from dataclasses import asdict
from typing import Any

from django.db import transaction

from ocop.accounts.models import User
from ocop.inspections import policy
from ocop.inspections.candidates import candidates_for
from ocop.inspections.models import InspectingLevel, Plan, PlanLine
from ocop.inspections.rules.sampling import (
    Candidate,
    Reason,
    choose_sample,
    current_weights,
    next_in_draw,
    reasons_for,
    risk_points,
    weights_of,
)
from ocop.inspections.services.records import filled
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit

MOST_PRODUCTS = 2000


@transaction.atomic
def draw_up_plan(
    *,
    name: str,
    year: int,
    basis: str,
    starts_on: dt.date,
    ends_on: dt.date,
    level: str,
    province: Unit | None,
    by: User,
) -> Plan:
    """A new plan of a province's office, or of the ministry (`province` None).

    Raises RefusedError at "name", "basis", "ends_on" or "year".
    """
    policy.require(policy.may_plan(by, level, province.pk if province else None))
    if ends_on < starts_on:
        raise RefusedError("Ngày cuối không được trước ngày đầu.", field="ends_on")
    if not starts_on.year <= year <= ends_on.year:
        raise RefusedError("Năm của kế hoạch phải nằm trong thời gian kiểm tra.", field="year")
    plan = Plan.objects.create(
        name=filled(name, "Ghi tên kế hoạch.", "name"),
        year=year,
        basis=filled(basis, "Ghi văn bản làm căn cứ.", "basis"),
        starts_on=starts_on,
        ends_on=ends_on,
        level=level,
        province=province if level == InspectingLevel.PROVINCE else None,
        created_by=by,
    )
    audit.record(
        act="inspection_plan_drawn_up",
        actor=by.actor,
        subject=plan.subject,
        facts={"name": plan.name, "year": year, "basis": plan.basis},
    )
    return plan


@transaction.atomic
def draw_sample(
    *, plan: Plan, size: int, risk_percent: int, by: User, seed: str = ""
) -> list[PlanLine]:
    """Draw the sample once and freeze candidates, facts, points and seed with the plan.

    Without a seed a random one is made. Raises RefusedError at "size", "risk_percent" or "seed",
    and where the sample is drawn already.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    policy.require(policy.may_plan(by, plan.level, plan.province_id))
    if plan.snapshot_id:
        raise RefusedError("Kế hoạch này đã chọn mẫu. Chỉ thay được từng sản phẩm, có lý do.")
    if not 1 <= size <= MOST_PRODUCTS:
        raise RefusedError(f"Số sản phẩm từ 1 đến {MOST_PRODUCTS}.", field="size")
    if not 0 <= risk_percent <= 100:
        raise RefusedError("Tỷ lệ từ 0 đến 100.", field="risk_percent")
    candidates = candidates_for(plan, clock.today())
    if not candidates:
        raise RefusedError("Chưa có sản phẩm nào còn hiệu lực trong phạm vi của kế hoạch này.")
    seed = seed.strip() or secrets.token_hex(8)
    weights = current_weights()
    drawn = choose_sample(candidates, size, seed, weights, risk_percent=risk_percent)
    plan.seed, plan.size, plan.risk_percent = seed, size, risk_percent
    plan.weights_version = weights.version
    plan.snapshot = audit.freeze(
        "inspection_sample",
        {
            "plan": plan.pk,
            "name": plan.name,
            "drawn_on": clock.today(),
            "seed": seed,
            "size": size,
            "risk_percent": risk_percent,
            "weights": asdict(weights),
            "candidates": [[one.id, sorted(one.facts.items())] for one in candidates],
            "drawn": [[one.id, one.share, one.points] for one in drawn],
        },
    )
    plan.save()
    lines = PlanLine.objects.bulk_create(
        PlanLine(
            plan=plan,
            product_id=one.id,
            order=order,
            share=one.share,
            points=one.points,
            reasons=_plain(one.reasons),
        )
        for order, one in enumerate(drawn, start=1)
    )
    audit.record(
        act="inspection_sample_drawn",
        actor=by.actor,
        subject=plan.subject,
        facts={"seed": seed, "size": len(lines), "of": len(candidates)},
        snapshot=plan.snapshot,
    )
    return lines


@transaction.atomic
def replace_line(*, line: PlanLine, because: str, by: User) -> PlanLine:
    """Put the next product of the same lots in a drawn one's place; the drawn one stays on record.

    Raises RefusedError at "because", where an inspection has begun, or nobody is left to draw.
    """
    line = PlanLine.objects.select_for_update(of=("self",)).select_related("plan").get(pk=line.pk)
    plan = line.plan
    policy.require(policy.may_plan(by, plan.level, plan.province_id))
    because = filled(because, "Ghi lý do thay sản phẩm này.", "because")
    if line.replaced_by_id:
        raise RefusedError("Sản phẩm này đã được thay rồi.")
    if plan.inspections.filter(product=line.product_id).exists():
        raise RefusedError("Sản phẩm này đã có đoàn kiểm tra, không thay được nữa.")
    candidates = frozen_candidates(plan)
    taken = frozenset(plan.lines.values_list("product_id", flat=True))
    chosen = next_in_draw(candidates, taken, plan.seed)
    if chosen is None:
        raise RefusedError("Không còn sản phẩm nào trong danh sách để thay.")
    weights = weights_of(plan.weights_version)
    line.replaced_by = PlanLine.objects.create(
        plan=plan,
        product_id=chosen.id,
        order=plan.lines.count() + 1,
        share=PlanLine.Share.REPLACEMENT,
        points=risk_points(chosen.facts, weights),
        reasons=_plain(reasons_for(chosen.facts, weights)),
    )
    line.replaced_because = because
    line.save(update_fields=["replaced_by", "replaced_because"])
    audit.record(
        act="inspection_sample_replaced",
        actor=by.actor,
        subject=plan.subject,
        facts={"product": line.product_id, "by_product": chosen.id, "because": because},
    )
    return line.replaced_by


def frozen_candidates(plan: Plan) -> list[Candidate]:
    """The candidates exactly as the draw saw them."""
    return [Candidate(row[0], dict(row[1])) for row in frozen_draw(plan)["candidates"]]


def frozen_draw(plan: Plan) -> dict[str, Any]:
    """The content of the plan's frozen draw."""
    assert plan.snapshot is not None
    content: dict[str, Any] = json.loads(plan.snapshot.content)
    return content


def _plain(reasons: tuple[Reason, ...]) -> list[dict[str, object]]:
    return [{"label": one.label, "count": one.count, "points": one.points} for one in reasons]
