"""The board of a session: attendance, the state of every sheet, the end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.councils import policy
from ocop.councils.board import board_of
from ocop.councils.models import Session
from ocop.councils.services.concluding import conclude_session
from ocop.councils.services.meeting import open_scoring, record_attendance
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.web.desk.councils.board_words import said_of
from ocop.web.desk.councils.forms import AttendanceForm, CloseForm
from ocop.web.desk.councils.gates import for_readers, for_seats
from ocop.web.desk.councils.reached import person, session_of
from ocop.web.desk.councils.round_view import round_view


@for_readers
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Products down, members across; totals only for those who run the session."""
    session = session_of(request, pk)
    runs = policy.runs_board(person(request), session.council)
    shown = board_of(session, with_outcomes=runs)
    may_plan = policy.may_plan(person(request), session.council)
    is_settled = all(row.result or row.item.is_withdrawn for row in shown.rows)
    context = {
        "session": session,
        "board": shown,
        "rows": [(row, said_of(row, runs=runs)) for row in shown.rows],
        "limit": session.council.rules.spread_limit,
        "runs": runs,
        "is_chair": policy.is_chair(person(request), session.council),
        "may_plan": may_plan,
        "round": round_view(session, shown, clock.today()) if session.is_written else None,
        "now": clock.now(),
        "is_planned": session.state == Session.State.PLANNED,
        "is_scoring": session.state == Session.State.SCORING,
        "may_close": bool(shown.rows) and is_settled,
        "may_end": is_settled,
    }
    return render(request, "desk/councils/board.html", context)


@for_seats
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is present; before the session this also opens the scoring."""
    session = session_of(request, pk)
    if not policy.runs_board(person(request), session.council):
        raise PermissionDenied
    if session.state == Session.State.CONCLUDED or session.is_written:
        return redirect("desk:councils:board", pk)
    form = AttendanceForm.of(session, request.POST if request.method == "POST" else None)
    is_planned = session.state == Session.State.PLANNED
    if form.is_valid():
        act = open_scoring if is_planned else record_attendance
        try:
            act(by=person(request), session=session, present=list(form.cleaned_data["present"]))
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Đã mở chấm điểm." if is_planned else "Đã ghi có mặt.")
            return redirect("desk:councils:board", pk)
    context = {"session": session, "form": form, "is_planned": is_planned}
    status = 422 if form.is_bound else 200
    return render(request, "desk/councils/attendance.html", context, status=status)


@for_seats
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair ends the session and closes its minutes."""
    session = session_of(request, pk)
    if not policy.is_chair(person(request), session.council):
        raise PermissionDenied
    if session.state == Session.State.CONCLUDED:
        return redirect("desk:councils:board", pk)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        try:
            conclude_session(by=person(request), session=session, **form.cleaned_data)
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Phiên họp đã kết thúc, biên bản đã khóa.")
            return redirect("desk:councils:board", pk)
    status = 422 if form.is_bound else 200
    context = {"session": session, "form": form}
    return render(request, "desk/councils/close.html", context, status=status)
