"""A visit before the field: opened from a plan or ad hoc, its team, its beginning, its end unheld."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from ocop.accounts.models import User
from ocop.accounts.policy import held_roles
from ocop.dossiers.models import Dossier
from ocop.inspections import policy
from ocop.inspections.models import Inspection, PlanLine, TeamMember
from ocop.inspections.rules.authority import authority_findings
from ocop.inspections.rules.checklists import NAMES, checklist
from ocop.inspections.services.records import filled, locked, note
from ocop.inspections.states import STEPS
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.findings import blockers
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.register.models import Recognition

Cause = Inspection.Cause


@transaction.atomic
def open_from_plan(
    *, lines: Sequence[PlanLine], planned_on: dt.date, lead: User, members: Sequence[User], by: User
) -> list[Inspection]:
    """One inspection for each drawn line, all by the same team, with the usual checklist.

    Raises RefusedError at "planned_on", "lead" or "members", and for a line that was replaced or
    has its inspection already.
    """
    if not lines:
        raise RefusedError("Chọn ít nhất một sản phẩm.", field="lines")
    opened = []
    for line in lines:
        plan = line.plan
        policy.require(policy.may_plan(by, plan.level, plan.province_id))
        if line.replaced_by_id:
            raise RefusedError(f"“{line.product.name}” đã được thay bằng sản phẩm khác.")
        if plan.inspections.filter(product=line.product_id).exists():
            raise RefusedError(f"“{line.product.name}” đã có đoàn kiểm tra.")
        if not plan.starts_on <= planned_on <= plan.ends_on:
            raise RefusedError(
                f"Ngày kiểm tra phải từ {plan.starts_on:%d/%m/%Y} đến {plan.ends_on:%d/%m/%Y}.",
                field="planned_on",
            )
        inspection = _create(
            product=line.product,
            level=plan.level,
            plan_id=plan.pk,
            cause=Cause.PLAN,
            checklist_name=NAMES[0],
            planned_on=planned_on,
            by=by,
        )
        _form_team(inspection, lead, members)
        opened.append(inspection)
    return opened


@transaction.atomic
def open_ad_hoc(
    *,
    product: Product,
    level: str,
    cause: str,
    cause_text: str,
    checklist_name: str,
    planned_on: dt.date,
    lead: User,
    members: Sequence[User],
    by: User,
    dossier: Dossier | None = None,
) -> Inspection:
    """An inspection outside a plan: a misuse report, the ministry's request, a complaint, another reason.

    Raises RefusedError at "product", "cause", "cause_text", "checklist", "dossier", "planned_on",
    "lead" or "members".
    """
    policy.require(policy.may_open(by, level, province_of(product)))
    if cause not in Cause or cause == Cause.PLAN:
        raise RefusedError("Chọn lý do kiểm tra đột xuất.", field="cause")
    star = newest_star(product)
    found = authority_findings(
        level, star, need=cause_text, asked_by_ministry=cause == Cause.REQUEST
    )
    for finding in blockers(found):
        raise RefusedError(finding.message, field=finding.place)
    if dossier is not None and dossier.product_id != product.pk:
        raise RefusedError("Hồ sơ này không phải của sản phẩm đang kiểm tra.", field="dossier")
    inspection = _create(
        product=product,
        level=level,
        plan_id=None,
        cause=cause,
        cause_text=filled(cause_text, "Ghi nội dung: phản ánh gì, văn bản nào.", "cause_text"),
        checklist_name=checklist_name,
        planned_on=planned_on,
        dossier=dossier,
        by=by,
    )
    _form_team(inspection, lead, members)
    return inspection


def province_of(product: Product) -> Unit | None:
    """Today's province of the place of production; None while a division is not confirmed."""
    return (product.current_commune or product.commune).province_today


def newest_star(product: Product) -> int | None:
    """The star of the product's newest recognition of 3 stars or more."""
    stars = Recognition.objects.filter(product=product, star__gte=3)
    return stars.values_list("star", flat=True).first()


def _create(
    *,
    product: Product,
    level: str,
    plan_id: int | None,
    cause: str,
    checklist_name: str,
    planned_on: dt.date,
    by: User,
    cause_text: str = "",
    dossier: Dossier | None = None,
) -> Inspection:
    province = province_of(product)
    if province is None:
        raise RefusedError(
            "Xã nơi sản xuất đã chia mà chưa xác nhận nay là xã nào. Hãy xác nhận trước.",
            field="product",
        )
    if checklist_name not in NAMES:
        raise RefusedError("Chọn nội dung kiểm tra.", field="checklist")
    if planned_on < clock.today():
        raise RefusedError("Ngày kiểm tra không được ở quá khứ.", field="planned_on")
    asked = checklist(checklist_name)
    inspection = Inspection.objects.create(
        product=product,
        plan_id=plan_id,
        cause=cause,
        cause_text=cause_text,
        level=level,
        province=province,
        checklist=asked.id,
        checklist_version=asked.version,
        checklist_sha256=asked.sha256,
        dossier=dossier,
        planned_on=planned_on,
        created_by=by,
    )
    note(
        inspection,
        "inspection_opened",
        by,
        {"product": product.pk, "cause": cause, "level": level, "checklist": asked.sha256},
    )
    return inspection


@transaction.atomic
def change_team(
    *, inspection: Inspection, lead: User, members: Sequence[User], by: User
) -> Inspection:
    """Another team, while nobody has gone. Raises RefusedError at "lead" or "members"."""
    inspection = locked(inspection)
    policy.require(policy.may_open(by, inspection.level, inspection.province))
    if not STEPS.allows(inspection.state, "begin"):
        raise RefusedError("Đoàn đã đi kiểm tra, không đổi người được nữa.")
    inspection.team.all().delete()
    _form_team(inspection, lead, members)
    people = [member.user_id for member in inspection.team.all()]
    note(inspection, "inspection_team_changed", by, {"team": people})
    return inspection


@transaction.atomic
def begin_visit(*, inspection: Inspection, by: User) -> Inspection:
    """The team is there: from now on its answers are taken."""
    inspection = locked(inspection)
    policy.require(policy.is_on_team(by, inspection))
    inspection.state = STEPS.target(inspection.state, "begin")
    inspection.began_at = clock.now()
    inspection.save(update_fields=["state", "began_at"])
    note(inspection, "inspection_begun", by)
    return inspection


@transaction.atomic
def give_up_visit(*, inspection: Inspection, because: str, by: User) -> Inspection:
    """The visit is not held; the reason stays in the chain. Raises RefusedError at "because"."""
    inspection = locked(inspection)
    policy.require(policy.may_open(by, inspection.level, inspection.province))
    because = filled(because, "Ghi lý do không thực hiện.", "because")
    inspection.state = STEPS.target(inspection.state, "cancel")
    inspection.internal_note = because
    inspection.save(update_fields=["state", "internal_note"])
    note(inspection, "inspection_cancelled", by, {"because": because})
    return inspection


def _form_team(inspection: Inspection, lead: User, members: Sequence[User]) -> None:
    others = [person for person in members if person.pk != lead.pk]
    for field, people in (("lead", [lead]), ("members", others)):
        for person in people:
            if not policy.may_join(person, inspection.level, inspection.province_id):
                raise RefusedError(
                    f"{person.full_name} không thuộc cơ quan được cử đi kiểm tra.", field=field
                )
    TeamMember.objects.bulk_create(
        TeamMember(
            inspection=inspection,
            user=person,
            part=TeamMember.Part.LEAD if person == lead else TeamMember.Part.MEMBER,
            organisation=_organisation(person),
        )
        for person in [lead, *others]
    )
    notify(
        to=[lead, *others],
        key=f"inspection:{inspection.pk}:team",
        kind=NoticeKind.INSPECTION,
        title=f"Bạn được cử kiểm tra {inspection.product.name}",
        body=f"Ngày {inspection.planned_on:%d/%m/%Y}, {inspection.product.producer.name}.",
        link=f"/ban-lam-viec/kiem-tra/{inspection.pk}/",
        due_on=inspection.planned_on,
    )


def _organisation(person: User) -> str:
    """What stands beside the name in the minutes."""
    held = held_roles(person)
    if not held:
        return ""
    first = held[0]
    return first.organisation or first.get_role_display()
