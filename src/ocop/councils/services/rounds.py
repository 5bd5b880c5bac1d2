"""Written opinions: asking, waiting, collecting, and going on in a meeting (Điều 7.6.d)."""

import datetime as dt

from django.db import transaction

from ocop.accounts.models import User
from ocop.councils import policy
from ocop.councils.counting import Counting, counting, outcome, scoring_members
from ocop.councils.models import AgendaItem, Council, CouncilMember, Session
from ocop.councils.queries import standing_items
from ocop.councils.services.agenda import declare_own_people, place_on_agenda, plan_session
from ocop.councils.services.records import (
    State,
    advance,
    locked_session,
    require_form,
    require_state,
)
from ocop.councils.written import differences_of, returned
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify

REMINDED_DAYS_BEFORE = 3
# Where a member finds their sheets; the page itself belongs to the layer above.
OWN_SHEETS = "/ban-lam-viec/hoi-dong/phieu/"


def plan_written_round(*, by: User, council: Council, name: str, reply_by: dt.date) -> Session:
    """Prepare a round of written opinions; dossiers are placed on it as on any session.

    Raises RefusedError at "name" or "reply_by" (not after today).
    """
    _check_reply_by(reply_by)
    return plan_session(
        by=by, council=council, name=name, held_on=reply_by, form=Session.Form.WRITTEN
    )


@transaction.atomic
def open_written_round(*, by: User, session: Session) -> None:
    """Ask the members for their sheets and tell them. Raises RefusedError at "reply_by" or "items",
    and where fewer members score than the regulation needs sheets."""
    session = _locked_round(by, session)
    require_state(session, State.PLANNED)
    _check_reply_by(session.held_on)
    items = list(standing_items(session))
    if not items:
        raise RefusedError("Danh sách chưa có sản phẩm nào.", field="items")
    members = scoring_members(session)
    least = session.council.rules.least_sheets
    if len(members) < least:
        raise RefusedError(f"Chỉ có {len(members)} người chấm; Quy chế cần ít nhất {least} phiếu.")
    for item in items:
        declare_own_people(item, by)
    session.state, session.opened_at = State.SCORING, clock.now()
    session.save(update_fields=["state", "opened_at"])
    session.present.set(members)
    audit.record(
        act="written_round_opened",
        actor=by.actor,
        subject=session.subject,
        facts={"reply_by": session.held_on, "asked": sorted(member.pk for member in members)},
    )
    _ask(session, members, f"{len(items)} sản phẩm đánh giá lại")


@transaction.atomic
def extend_reply(*, by: User, session: Session, reply_by: dt.date) -> None:
    """Give the members more time. Raises RefusedError at "reply_by" (not later than before)."""
    session = _locked_round(by, session)
    require_state(session, State.SCORING)
    _require_collecting(session)
    _check_reply_by(reply_by)
    if reply_by <= session.held_on:
        raise RefusedError(f"Hạn mới phải sau hạn cũ {session.held_on:%d/%m/%Y}.", field="reply_by")
    before, session.held_on = session.held_on, reply_by
    session.save(update_fields=["held_on"])
    audit.record(
        act="written_round_extended",
        actor=by.actor,
        subject=session.subject,
        facts={"from": before, "to": reply_by},
    )
    _ask(session, scoring_members(session), "Thời hạn gửi phiếu được kéo dài")


@transaction.atomic
def collect(*, by: User, session: Session) -> None:
    """End the collecting: no sheet comes in any more, those returned are counted.

    On any day once every sheet is in, otherwise only after the last day. Raises RefusedError.
    """
    session = _locked_round(by, session)
    require_state(session, State.SCORING)
    _require_collecting(session)
    countings = _countings(session)
    waiting = sum(each.waiting for each in countings)
    if waiting and clock.today() <= session.held_on:
        raise RefusedError(
            f"Còn chờ {waiting} phiếu đến hết ngày {session.held_on:%d/%m/%Y}. "
            "Chỉ tổng hợp sớm khi đã đủ phiếu."
        )
    session.collected_at = clock.now()
    session.save(update_fields=["collected_at"])
    audit.record(
        act="written_round_collected",
        actor=by.actor,
        subject=session.subject,
        facts={"returned": {str(each.item.pk): len(each.sheets) for each in countings}},
    )


@transaction.atomic
def call_meeting(
    *,
    by: User,
    session: Session,
    name: str,
    held_on: dt.date,
    starts_at: dt.time | None = None,
    place: str = "",
) -> Session:
    """A meeting on every product of the round that written opinions did not settle.

    The sheets of the round stay; the meeting scores as the next round. Raises RefusedError at
    "name" or "held_on", and where nothing is left to discuss.
    """
    session = _locked_round(by, session)
    require_state(session, State.SCORING)
    if session.collected_at is None:
        raise RefusedError("Hãy tổng hợp ý kiến trước.")
    called = [(item, reasons) for item in open_items(session) if (reasons := why_meet(item))]
    if not called:
        raise RefusedError("Mọi sản phẩm đã thống nhất, không cần họp.")
    meeting = plan_session(
        by=by,
        council=session.council,
        name=name,
        held_on=held_on,
        starts_at=starts_at,
        place=place,
    )
    for item, reasons in called:
        _move(item, " ".join(reasons), meeting, by)
    return meeting


def open_items(session: Session) -> list[AgendaItem]:
    """The products of the round without a conclusion and not withdrawn."""
    items = list(standing_items(session))
    for item in items:
        item.session = session
    return [item for item in items if not hasattr(item, "result") and not item.is_withdrawn]


def why_meet(item: AgendaItem) -> list[str]:
    """Why the returned opinions on a product call for a meeting; empty where they agree."""
    counted = counting(item)
    came = returned(counted)
    reasons = [came.shortfall] if not came.is_enough else []
    reasons += [each.words for each in differences_of(counted)]
    if not reasons and (undecided := outcome(counted).undecided):
        reasons.append(f"Không mức nào được quá nửa số phiếu ở tiêu chí {', '.join(undecided)}.")
    return reasons


def remind_of_written_rounds() -> None:
    """Told every night from three days before the last day: who still owes a sheet."""
    today = clock.today()
    rounds = Session.objects.filter(
        form=Session.Form.WRITTEN,
        state=State.SCORING,
        collected_at=None,
        held_on__gte=today,
        held_on__lte=today + dt.timedelta(days=REMINDED_DAYS_BEFORE),
    ).select_related("council")
    for session in rounds:
        _remind(session)


def _remind(session: Session) -> None:
    owing: dict[int, CouncilMember] = {}
    for each in _countings(session):
        sent = {sheet.member_id for sheet in each.sheets}
        owing |= {member.pk: member for member in each.members if member.pk not in sent}
    notify(
        to=[member.user for member in owing.values()],
        key=f"written-due-{session.pk}-{session.held_on:%Y%m%d}",
        kind=NoticeKind.COUNCIL,
        title=f"Còn phiếu chưa gửi: {session.name}",
        body=f"Hạn gửi phiếu là ngày {session.held_on:%d/%m/%Y}. Quá hạn thì phiếu không được tính.",
        link=OWN_SHEETS,
        due_on=session.held_on,
    )


def _countings(session: Session) -> list[Counting]:
    return [counting(item) for item in open_items(session)]


def _move(item: AgendaItem, reason: str, meeting: Session, by: User) -> None:
    advance(item.dossier, "take_off_agenda")
    item.taken_off_on, item.meeting_reason = clock.today(), reason
    item.save(update_fields=["taken_off_on", "meeting_reason"])
    audit.record(
        act="called_to_meeting",
        actor=by.actor,
        subject=item.dossier.subject,
        facts={"item": item.pk, "session": meeting.pk, "reason": reason},
    )
    again = place_on_agenda(by=by, session=meeting, dossier=item.dossier)
    again.advisory_report = item.advisory_report
    again.save(update_fields=["advisory_report"])
    for conflict in item.conflicts.exclude(member__in=again.conflicts.values("member")):
        again.conflicts.create(
            member=conflict.member, reason=conflict.reason, declared_by=conflict.declared_by
        )


def _ask(session: Session, members: list[CouncilMember], what: str) -> None:
    notify(
        to=[member.user for member in members],
        key=f"written-asked-{session.pk}-{session.held_on:%Y%m%d}",
        kind=NoticeKind.COUNCIL,
        title=f"Xin ý kiến bằng văn bản: {session.name}",
        body=f"{what}. Gửi phiếu chấm đầy đủ trước hết ngày {session.held_on:%d/%m/%Y} (Điều 7.6.d).",
        link=OWN_SHEETS,
        due_on=session.held_on,
    )


def _locked_round(by: User, session: Session) -> Session:
    session = locked_session(session)
    policy.require(
        policy.may_plan(by, session.council),
        "Chỉ cơ quan tham mưu OCOP hoặc Thư ký Hội đồng mới lấy ý kiến bằng văn bản được.",
    )
    require_form(session, Session.Form.WRITTEN)
    return session


def _require_collecting(session: Session) -> None:
    if session.collected_at is not None:
        raise RefusedError("Đã tổng hợp ý kiến, không thay đổi được nữa.")


def _check_reply_by(reply_by: dt.date) -> None:
    if reply_by < clock.today():
        raise RefusedError("Hạn gửi phiếu không thể trước hôm nay.", field="reply_by")
