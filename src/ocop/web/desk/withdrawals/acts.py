"""What is done to a case on its page."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.files.services import store_upload
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.withdrawals.forms import DropForm, HearingForm, ReplyForm, VerificationForm
from ocop.web.desk.withdrawals.views import case_page, find_case
from ocop.withdrawals.models import Withdrawal
from ocop.withdrawals.services import drop, enter_reply, hear_producer, verify

_offices = officials(Role.PROVINCE_OFFICE, Role.MINISTRY_OFFICE)
_offices_and_leaders = officials(
    Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.MINISTRY_OFFICE, Role.MINISTER
)


@_offices
@require_POST
def hear(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the producer to answer until a day."""
    form = HearingForm(request.POST, auto_id="moi-%s")
    return _act(request, pk, form, _hear, "Đã mời chủ thể trả lời.")


@_offices
@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an answer that came on paper."""
    form = ReplyForm(request.POST, request.FILES, auto_id="ykien-%s")
    return _act(request, pk, form, enter_typed_reply, "Đã ghi ý kiến của chủ thể.")


@_offices
@require_POST
def verified(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of what was found; the case goes to the leader."""
    form = VerificationForm(request.POST, auto_id="xacminh-%s")
    return _act(request, pk, form, _verify, "Đã ghi báo cáo xác minh và trình lãnh đạo.")


@_offices_and_leaders
@require_POST
def dropped(request: HttpRequest, pk: int) -> HttpResponse:
    """End the case without withdrawal."""
    form = DropForm(request.POST, auto_id="bo-%s")
    return _act(request, pk, form, _drop, "Đã kết thúc, không thu hồi.")


def enter_typed_reply(case: Withdrawal, typed: dict[str, Any], by: User) -> None:
    """Keep an answer with its file, from the desk or from the producer's own page."""
    upload = typed.pop("file")
    enter_reply(case=case, **typed, file=store_upload(upload, by) if upload else None, by=by)


def _hear(case: Withdrawal, typed: dict[str, Any], by: User) -> None:
    hear_producer(case=case, **typed, by=by)


def _verify(case: Withdrawal, typed: dict[str, Any], by: User) -> None:
    verify(case=case, **typed, by=by)


def _drop(case: Withdrawal, typed: dict[str, Any], by: User) -> None:
    drop(case=case, **typed, by=by)


def _act(
    request: HttpRequest,
    pk: int,
    form: forms.Form,
    service: Callable[[Withdrawal, dict[str, Any], User], None],
    done: str,
) -> HttpResponse:
    case = find_case(request, pk)
    if form.is_valid():
        try:
            service(case, dict(form.cleaned_data), cast(User, request.user))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, done)
            return redirect("desk:withdrawals:case", pk=pk)
    return case_page(request, case, refused=form)
