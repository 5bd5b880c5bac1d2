"""What the office does with reward lists."""

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ocop.accounts.models import User
from ocop.benefits import reward_queries
from ocop.benefits.models import RewardLine
from ocop.benefits.services import rewarding
from ocop.benefits.states import ListState
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.desk.rewards.forms import ApproveForm, ReasonForm
from ocop.web.desk.rewards.views import find_list, keepers, list_page, own_province, pay_form


@keepers
@require_POST
def draw_up(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft for one of the offered decisions."""
    province = own_province(request)
    assert province is not None  # the gate asks for an office at a province
    decision = get_object_or_404(reward_queries.decisions_to_reward(province), pk=pk)
    try:
        drawn = rewarding.draw_up_list(
            province=province, decision=decision, by=cast(User, request.user)
        )
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:rewards:list")
    messages.success(request, "Đã lập danh sách. Xem từng dòng rồi duyệt.")
    return redirect("desk:rewards:show", drawn.pk)


@keepers
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze it under the number of the decision that rewards."""
    found = find_list(request, pk)
    form = ApproveForm(request.POST, auto_id="duyet-%s")
    if form.is_valid():
        try:
            rewarding.approve_list(
                reward_list=found, **form.cleaned_data, by=cast(User, request.user)
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã duyệt. Chủ thể được báo trên hệ thống.")
            return redirect("desk:rewards:show", pk)
    return list_page(request, found, refused=form)


@keepers
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = find_list(request, pk)
    try:
        rewarding.discard_list(reward_list=found, by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:rewards:show", pk)
    messages.success(request, "Đã bỏ danh sách đang lập.")
    return redirect("desk:rewards:list")


@keepers
@require_POST
def pay(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark lines as paid by one document."""
    found = find_list(request, pk)
    form = pay_form(request.POST, list(reward_queries.lines_of(found)))
    if form.is_valid():
        try:
            count = rewarding.mark_paid(
                reward_list=found, **form.cleaned_data, by=cast(User, request.user)
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã ghi chi cho {count} sản phẩm.")
            return redirect("desk:rewards:show", pk)
    return list_page(request, found, refused=form)


@keepers
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave one line out or take it in; of an approved list, take back a mark of payment."""
    rows = RewardLine.objects.select_related("recognition__product__producer", "reward_list")
    found = get_object_or_404(
        rows.filter(reward_list__in=reward_queries.visible_to(request.user)), pk=pk
    )
    is_draft = found.reward_list.state == ListState.DRAFT
    takes_in = is_draft and bool(found.left_out_reason)
    form: forms.Form = (forms.Form if takes_in else ReasonForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, by = form.cleaned_data.get("reason", ""), cast(User, request.user)
        try:
            if is_draft:
                rewarding.leave_out(line=found, reason=reason, by=by)
            else:
                rewarding.undo_payment(line=found, reason=reason, by=by)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi.")
            return redirect("desk:rewards:show", found.reward_list_id)
    context = {"line": found, "form": form, "is_draft": is_draft, "takes_in": takes_in}
    return render(request, "desk/rewards/line.html", context, status=422 if form.errors else 200)
