"""The session itself: attendance, discussion and new rounds, what the council agrees on."""

from collections.abc import Collection, Sequence

from django.db import transaction

from ocop.accounts.models import User
from ocop.councils import policy
from ocop.councils.counting import (
    counting,
    outcome,
    rubric_of,
    scoring_members,
    voting_members,
)
from ocop.councils.models import AgendaItem, CouncilMember, Session
from ocop.councils.queries import standing_items
from ocop.councils.services.agenda import declare_own_people
from ocop.councils.services.records import (
    State,
    locked_item,
    locked_session,
    require_form,
    require_open,
    require_state,
    require_text,
)
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError


@transaction.atomic
def open_scoring(*, by: User, session: Session, present: Collection[CouncilMember]) -> None:
    """Take attendance and let the members score. Raises RefusedError at "present" without quorum,
    at "held_on" before the day of the session, and for an empty list."""
    session = locked_session(session)
    _require_board(by, session)
    require_form(session, Session.Form.MEETING)
    require_state(session, State.PLANNED)
    if session.held_on > clock.today():
        raise RefusedError(f"Phiên họp ngày {session.held_on:%d/%m/%Y} chưa đến.", field="held_on")
    items = list(standing_items(session))
    if not items:
        raise RefusedError("Danh sách chưa có sản phẩm nào.", field="items")
    _check_quorum(session, present)
    for item in items:
        declare_own_people(item, by)
    session.state = State.SCORING
    session.save(update_fields=["state"])
    session.present.set(present)
    audit.record(
        act="scoring_opened",
        actor=by.actor,
        subject=session.subject,
        facts={"present": sorted(member.pk for member in present)},
    )


@transaction.atomic
def record_attendance(*, by: User, session: Session, present: Collection[CouncilMember]) -> None:
    """Correct who is present while scoring runs; an absent member's sheet does not count.

    Raises RefusedError at "present" without quorum, for a member who has already submitted, and
    for a chair who comes to score when the totals have stood on the board before them.
    """
    session = locked_session(session)
    _require_board(by, session)
    require_form(session, Session.Form.MEETING)
    require_state(session, State.SCORING)
    _check_quorum(session, present)
    kept = {member.pk for member in present}
    left_out = session.council.members.exclude(pk__in=kept).filter(
        left_on=None, sheets__item__session=session, sheets__submitted_at__isnull=False
    )
    if left_out.exists():
        raise RefusedError(
            f"{left_out[0].represents} đã nộp phiếu trong phiên này nên không ghi vắng được.",
            field="present",
        )
    _check_blindness(session, kept)
    session.present.set(present)
    audit.record(
        act="attendance_recorded",
        actor=by.actor,
        subject=session.subject,
        facts={"present": sorted(kept)},
    )


@transaction.atomic
def start_new_round(*, by: User, item: AgendaItem, discussion: str) -> None:
    """Score again after a discussion; the sheets of this round stay as they are.

    Only where the council has something to settle: a spread beyond the regulation's limit, a mark
    without agreed option, or a ground to stop that only some raised. Raises RefusedError at
    "discussion".
    """
    item = locked_item(item)
    _require_running(by, item)
    found = outcome(counting(item), agreed=False)
    if not found.needs_discussion:
        raise RefusedError(
            f"Các phiếu chênh nhau không quá {found.limit} điểm và không có điều gì phải "
            "thống nhất, nên không chấm lại."
        )
    said = require_text(discussion, "Hãy ghi kết luận thảo luận.", field="discussion")
    item.discussion = f"{item.discussion}\nLần {item.round}: {said}".strip()
    item.round += 1
    item.confirmed_options, item.concluded_gates = {}, []
    item.save(update_fields=["discussion", "round", "confirmed_options", "concluded_gates"])
    audit.record(
        act="scoring_round_started",
        actor=by.actor,
        subject=item.dossier.subject,
        facts={"item": item.pk, "round": item.round, "discussion": said},
    )


@transaction.atomic
def confirm_option(
    *,
    by: User,
    item: AgendaItem,
    criterion: str,
    option: int,
    case: int | None = None,
    reason: str,
) -> None:
    """The option the council agreed on where no majority chose one; it goes into the minutes.

    Raises RefusedError at "criterion" where the members' votes already decide it, at "option" for
    one that nobody chose, at "reason" where none is given.
    """
    item = locked_item(item)
    _require_running(by, item)
    found = outcome(counting(item), agreed=False)
    rows = found.score.criteria if found.score else ()
    tally = next((row for row in rows if row.code == criterion), None)
    if tally is None or criterion not in found.undecided:
        raise RefusedError(
            "Tiêu chí này không cần thống nhất: phiếu của thành viên đã quyết.", field="criterion"
        )
    if (case, option) not in {(voted, number) for voted, number, _ in tally.votes}:
        raise RefusedError("Không thành viên nào chọn mức này.", field="option")
    said = require_text(reason, "Hãy ghi lý do Hội đồng thống nhất mức này.", field="reason")
    item.confirmed_options[criterion] = {"option": option, "case": case, "reason": said}
    item.save(update_fields=["confirmed_options"])
    audit.record(
        act="option_confirmed",
        actor=by.actor,
        subject=item.dossier.subject,
        facts={"item": item.pk, "criterion": criterion, **item.confirmed_options[criterion]},
    )


@transaction.atomic
def conclude_gates(
    *, by: User, item: AgendaItem, gates: Sequence[tuple[str, str | None]], discussion: str
) -> None:
    """The grounds to stop the evaluation on which the council agreed; none takes them back.

    `gates` are (type, criterion) as the sheet prints them. Raises RefusedError at "gates" or
    "discussion".
    """
    item = locked_item(item)
    _require_running(by, item)
    printed = {(gate.type, gate.criterion) for gate in rubric_of(item.dossier).gates}
    if not set(gates) <= printed:
        raise RefusedError("Phiếu của bộ sản phẩm này không in lý do đó.", field="gates")
    said = require_text(discussion, "Hãy ghi kết luận thảo luận.", field="discussion")
    item.concluded_gates = [list(gate) for gate in gates]
    item.discussion = f"{item.discussion}\n{said}".strip()
    item.save(update_fields=["concluded_gates", "discussion"])
    audit.record(
        act="gates_concluded",
        actor=by.actor,
        subject=item.dossier.subject,
        facts={"item": item.pk, "gates": item.concluded_gates, "discussion": said},
    )


def _require_running(by: User, item: AgendaItem) -> None:
    """Discussing, agreeing and scoring again need people in one room."""
    _require_board(by, item.session)
    require_form(item.session, Session.Form.MEETING)
    require_state(item.session, State.SCORING)
    require_open(item)


def _require_board(by: User, session: Session) -> None:
    policy.require(
        policy.runs_board(by, session.council),
        "Chỉ Chủ tịch hoặc Thư ký Hội đồng mới điều hành phiên họp.",
    )


def _check_blindness(session: Session, kept: Collection[int]) -> None:
    """Who runs the board reads an item's totals once its sheets are in, and then scores no more."""
    was_here = set(session.present.values_list("pk", flat=True))
    for chair in scoring_members(session):
        if chair.seat != CouncilMember.Seat.CHAIR or chair.pk in was_here or chair.pk not in kept:
            continue
        for item in standing_items(session).exclude(conflicts__member=chair):
            item.session = session
            is_open = not hasattr(item, "result") and not item.is_withdrawn
            if is_open and counting(item).is_complete:
                raise RefusedError(
                    f"Các phiếu của {item.dossier.product.name} đã đủ và Chủ tịch xem được tổng "
                    "điểm, nên Chủ tịch không vào chấm được nữa. Hãy kết luận sản phẩm đó trước.",
                    field="present",
                )


def _check_quorum(session: Session, present: Collection[CouncilMember]) -> None:
    rules, seats = session.council.rules, voting_members(session)
    here = {member.pk for member in present}
    came = [member for member in seats if member.pk in here]
    least = rules.least_present(len(seats))
    if len(came) < least:
        raise RefusedError(
            f"Có mặt {len(came)} trong {len(seats)} thành viên; Quy chế cần ít nhất {least}.",
            field="present",
        )
    is_chaired = any(member.seat == CouncilMember.Seat.CHAIR for member in came)
    if rules.chair_attendance == "required" and not is_chaired:
        raise RefusedError("Quy chế yêu cầu Chủ tịch Hội đồng có mặt.", field="present")
    scoring = sum(member.pk in here for member in scoring_members(session))
    if scoring < rules.least_sheets:
        raise RefusedError(
            f"Chỉ có {scoring} người chấm; Quy chế cần ít nhất {rules.least_sheets} phiếu.",
            field="present",
        )
