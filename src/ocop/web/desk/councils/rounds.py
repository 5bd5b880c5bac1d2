"""A round of written opinions: preparing, asking, more time, collecting, going on in a meeting."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ocop.councils import policy
from ocop.councils.models import Session
from ocop.councils.services.rounds import (
    call_meeting,
    collect,
    extend_reply,
    open_items,
    open_written_round,
    plan_written_round,
    why_meet,
)
from ocop.kernel.errors import RefusedError
from ocop.web.desk.councils.forms import ReplyForm, SessionForm, WrittenForm
from ocop.web.desk.councils.gates import for_planning
from ocop.web.desk.councils.reached import council_of, person, session_of


@for_planning
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a round of written opinions on re-evaluations."""
    council = council_of(request, pk)
    if not policy.may_plan(person(request), council):
        raise PermissionDenied
    form = WrittenForm(request.POST or None)
    if form.is_valid():
        try:
            session = plan_written_round(by=person(request), council=council, **form.cleaned_data)
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            return redirect("desk:councils:agenda", session.pk)
    context = {"council": council, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/councils/plan_written.html", context, status=status)


@for_planning
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the round to the members."""
    session = _round_of(request, pk)
    try:
        open_written_round(by=person(request), session=session)
    except RefusedError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã gửi xin ý kiến; các thành viên được báo.")
    return redirect("desk:councils:board", pk)


@for_planning
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the members more time."""
    session = _round_of(request, pk)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        try:
            extend_reply(by=person(request), session=session, **form.cleaned_data)
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Đã kéo dài hạn gửi phiếu; các thành viên được báo.")
            return redirect("desk:councils:board", pk)
    context = {"session": session, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/councils/extend.html", context, status=status)


@for_planning
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """No sheet comes in any more."""
    session = _round_of(request, pk)
    try:
        collect(by=person(request), session=session)
    except RefusedError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã tổng hợp ý kiến. Từ nay không nhận thêm phiếu.")
    return redirect("desk:councils:board", pk)


@for_planning
@require_http_methods(["GET", "POST"])
def meet(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting on what the written opinions did not settle."""
    session = _round_of(request, pk)
    if session.collected_at is None or session.state != Session.State.SCORING:
        return redirect("desk:councils:board", pk)
    called = [(item, why) for item in open_items(session) if (why := why_meet(item))]
    if not called:
        messages.success(request, "Mọi sản phẩm đã thống nhất, không cần họp.")
        return redirect("desk:councils:board", pk)
    form = SessionForm(request.POST or None, initial={"name": f"Họp: {session.name}"[:160]})
    if form.is_valid():
        try:
            meeting = call_meeting(by=person(request), session=session, **form.cleaned_data)
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Đã lập phiên họp; phiếu đã gửi được giữ lại.")
            return redirect("desk:councils:board", meeting.pk)
    context = {"session": session, "form": form, "called": called}
    status = 422 if form.is_bound else 200
    return render(request, "desk/councils/call_meeting.html", context, status=status)


def _round_of(request: HttpRequest, pk: int) -> Session:
    """A written round that the person prepares and closes."""
    session = session_of(request, pk)
    if not policy.may_plan(person(request), session.council) or not session.is_written:
        raise PermissionDenied
    return session
