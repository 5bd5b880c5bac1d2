"""Planning a session: its list of dossiers, the advisory report, conflicts of interest."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from ocop.accounts.models import User
from ocop.councils import policy
from ocop.councils.models import AgendaItem, Conflict, Council, CouncilLevel, CouncilMember, Session
from ocop.councils.queries import PLACEABLE_STATE, placeable_dossiers
from ocop.councils.services.records import (
    State,
    advance,
    locked_item,
    locked_session,
    require_open,
    require_state,
    require_text,
)
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries import latest_submission
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.producers.policy import acts_for
from ocop.register.models import EvaluationKind


@transaction.atomic
def plan_session(
    *,
    by: User,
    council: Council,
    name: str,
    held_on: dt.date,
    starts_at: dt.time | None = None,
    place: str = "",
    form: Session.Form = Session.Form.MEETING,
) -> Session:
    """Announce a session, or prepare a written round with `held_on` as its last day to answer.

    Raises RefusedError at "name" or "held_on" (before the council's decision).
    """
    _require_plan(by, council)
    if held_on < council.decided_on:
        raise RefusedError(
            f"Hội đồng được lập ngày {council.decided_on:%d/%m/%Y}; phiên họp không thể trước đó.",
            field="held_on",
        )
    session = Session.objects.create(
        council=council,
        form=form,
        name=require_text(nfc(name), "Hãy đặt tên phiên họp.", field="name"),
        held_on=held_on,
        starts_at=starts_at,
        place=nfc(place),
    )
    audit.record(
        act="session_planned",
        actor=by.actor,
        subject=session.subject,
        facts={
            "council": council.pk,
            "name": session.name,
            "held_on": held_on,
            **({"form": form.value} if session.is_written else {}),
        },
    )
    return session


@transaction.atomic
def place_on_agenda(*, by: User, session: Session, dossier: Dossier) -> AgendaItem:
    """Put a waiting dossier on the list, judged on what was last handed in (Điều 7.3.d).

    A provincial council takes accepted dossiers of its province, the central one forwarded ones.
    Members who belong to the producer have a conflict from here on. Raises RefusedError at
    "dossier".
    """
    session = locked_session(session)
    council = session.council
    _require_plan(by, council)
    require_state(session, State.PLANNED, State.SCORING)
    if session.is_written:
        _check_may_be_written(session, dossier)
    if not placeable_dossiers(council).filter(pk=dossier.pk).exists():
        waiting = PLACEABLE_STATE[CouncilLevel(council.level)].label
        raise RefusedError(f"Hồ sơ này không ở bước “{waiting}” của Hội đồng này.", field="dossier")
    submission = latest_submission(dossier)
    assert submission is not None, "a dossier reaches a council only as handed in"
    advance(dossier, "place_on_agenda")
    last = session.items.aggregate(last=Max("order"))["last"] or 0
    earlier = _called_to_meeting(council, dossier)
    item = AgendaItem.objects.create(
        session=session,
        dossier=dossier,
        submission=submission,
        order=last + 1,
        continues=earlier,
        round=earlier.round + bool(earlier.meeting_reason) if earlier else 1,
    )
    audit.record(
        act="dossier_placed_on_agenda",
        actor=by.actor,
        subject=dossier.subject,
        facts={"session": session.pk, "item": item.pk, "submission": submission.number},
        snapshot=submission.snapshot,
    )
    declare_own_people(item, by)
    return item


@transaction.atomic
def take_off_agenda(*, by: User, item: AgendaItem) -> None:
    """Remove a dossier from the list; it waits for another session. Sheets written stay as they
    are, sealed."""
    item = locked_item(item)
    _require_plan(by, item.session.council)
    require_state(item.session, State.PLANNED, State.SCORING)
    require_open(item)
    advance(item.dossier, "take_off_agenda")
    item.taken_off_on = clock.today()
    item.save(update_fields=["taken_off_on"])
    audit.record(
        act="dossier_taken_off_agenda",
        actor=by.actor,
        subject=item.dossier.subject,
        facts={"session": item.session_id, "item": item.pk},
    )


@transaction.atomic
def report_advice(*, by: User, item: AgendaItem, report: str) -> None:
    """The advisory team's report to the chair on one dossier (Điều 7.3.c).

    Raises RefusedError at "report".
    """
    item = locked_item(item)
    policy.require(
        policy.may_advise(by, item.session.council),
        "Chỉ Tổ tư vấn hoặc cơ quan tham mưu OCOP mới ghi báo cáo tư vấn.",
    )
    require_open(item)
    item.advisory_report = require_text(report, "Hãy nhập nội dung báo cáo.", field="report")
    item.save(update_fields=["advisory_report"])
    audit.record(
        act="advice_reported",
        actor=by.actor,
        subject=item.dossier.subject,
        facts={"item": item.pk, "report": item.advisory_report},
    )


@transaction.atomic
def declare_conflict(*, by: User, item: AgendaItem, member: CouncilMember, reason: str) -> Conflict:
    """Keep a member with an interest away from one dossier; declared by them or by the office.

    A sheet of theirs no longer counts. Raises RefusedError at "member" or "reason".
    """
    item = locked_item(item)
    council = item.session.council
    if member.council_id != council.pk or member.seat == CouncilMember.Seat.SECRETARY:
        raise RefusedError("Người này không chấm điểm trong Hội đồng này.", field="member")
    policy.require(
        member.user_id == by.pk or policy.may_plan(by, council),
        "Chỉ thành viên đó hoặc cơ quan tham mưu OCOP mới khai được.",
    )
    require_open(item)
    return _declare(item, member, require_text(reason, "Hãy nêu lý do.", field="reason"), by)


def _check_may_be_written(session: Session, dossier: Dossier) -> None:
    """Điều 7.6.d: re-evaluations alone, and not what was called to a meeting already."""
    if session.state != State.PLANNED:
        raise RefusedError("Đợt lấy ý kiến đã gửi đi, không thêm hồ sơ được nữa.")
    if dossier.kind != EvaluationKind.REEVALUATION:
        raise RefusedError(
            f"{dossier.product}: chỉ hồ sơ đánh giá lại mới lấy ý kiến bằng văn bản; "
            "đánh giá lần đầu và nâng hạng phải họp (Điều 7.3.d, 7.5.b, 7.6.d).",
            field="dossiers",
        )
    if _called_to_meeting(session.council, dossier):
        raise RefusedError(
            f"{dossier.product}: ý kiến bằng văn bản đã khác nhau, phải đưa ra họp.",
            field="dossiers",
        )


def _called_to_meeting(council: Council, dossier: Dossier) -> AgendaItem | None:
    """The line of a written round that a meeting of this council goes on with."""
    last = (
        AgendaItem.objects.filter(dossier=dossier, session__council=council).order_by("-pk").first()
    )
    goes_on = last is not None and (last.meeting_reason or last.continues_id)
    return last if goes_on else None


def declare_own_people(item: AgendaItem, by: User) -> None:
    """Conflicts of the members who are the producer's own people or helpers."""
    producer = item.dossier.product.producer
    for member in item.session.council.members.filter(left_on=None).select_related("user"):
        is_free = not item.conflicts.filter(member=member).exists()
        if is_free and acts_for(member.user, producer.pk):
            _declare(item, member, f"Là người của {producer.name}.", by)


def _declare(item: AgendaItem, member: CouncilMember, reason: str, by: User) -> Conflict:
    if item.conflicts.filter(member=member).exists():
        raise RefusedError("Xung đột lợi ích này đã được khai.", field="member")
    conflict = Conflict.objects.create(item=item, member=member, reason=nfc(reason), declared_by=by)
    audit.record(
        act="conflict_declared",
        actor=by.actor,
        subject=item.dossier.subject,
        facts={"item": item.pk, "member": member.pk, "reason": conflict.reason},
    )
    return conflict


def _require_plan(by: User, council: Council) -> None:
    policy.require(
        policy.may_plan(by, council),
        "Chỉ cơ quan tham mưu OCOP hoặc Thư ký Hội đồng mới chuẩn bị được phiên họp.",
    )
