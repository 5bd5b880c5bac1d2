"""Entering the decision that withdraws, and the one that annuls a withdrawal."""

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ocop.accounts.models import User
from ocop.accounts.policy import held_roles
from ocop.accounts.roles import Role
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.decisions.flows import paper_of
from ocop.web.desk.decisions.forms import OWN
from ocop.web.desk.withdrawals.forms import AnnulmentForm, WithdrawalDecisionForm
from ocop.web.desk.withdrawals.rows import row
from ocop.web.desk.withdrawals.views import find_case
from ocop.withdrawals import policy, queries
from ocop.withdrawals.services import annul_withdrawal, decide_withdrawal
from ocop.withdrawals.states import CaseState

deciders = officials(Role.PROVINCE_LEADER, Role.MINISTER)


@deciders
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest) -> HttpResponse:
    """One decision on one or several verified cases; `?vu=` preselects."""
    user, today = cast(User, request.user), clock.today()
    waiting = [row(case, today) for case in queries.with_names(queries.to_decide(user))]
    initial = {"cases": request.GET.getlist("vu"), "signed_on": today, **_signer(user)}
    form = WithdrawalDecisionForm(
        request.POST or None, request.FILES or None, waiting=waiting, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                file = store_upload(form.cleaned_data["file"], user)
                decision = decide_withdrawal(
                    cases=form.chosen(), paper=paper_of(form, file), by=user
                )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(
                request,
                f"Đã thu hồi theo Quyết định {decision.number}. Trang tra cứu đã đổi ngay.",
            )
            return redirect("desk:withdrawals:list")
    context = {"form": form, "waiting": waiting}
    return render(
        request, "desk/withdrawals/decide.html", context, status=422 if form.is_bound else 200
    )


@deciders
@require_http_methods(["GET", "HEAD", "POST"])
def annul(request: HttpRequest, pk: int) -> HttpResponse:
    """Another decision takes the withdrawal back."""
    case, user = find_case(request, pk), cast(User, request.user)
    may = policy.may_decide(user, case.certificate)
    if case.state != CaseState.WITHDRAWN or not may:
        raise Http404
    form = AnnulmentForm(
        request.POST or None,
        request.FILES or None,
        initial={"signed_on": clock.today(), **_signer(user)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                file = store_upload(form.cleaned_data["file"], user)
                annul_withdrawal(
                    case=case,
                    paper=paper_of(form, file),
                    why=form.cleaned_data["why"],
                    by=user,
                )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã hủy quyết định thu hồi. Giấy chứng nhận có giá trị lại.")
            return redirect("desk:withdrawals:case", pk=pk)
    context = {"form": form, "row": row(case, clock.today())}
    return render(
        request, "desk/withdrawals/annul.html", context, status=422 if form.is_bound else 200
    )


def _signer(user: User) -> dict[str, str]:
    held = next(
        (m for m in held_roles(user) if m.role in {Role.PROVINCE_LEADER, Role.MINISTER}), None
    )
    return {
        "signer_name": user.full_name,
        "signer_title": held.title if held else "",
        "capacity": (held.capacity if held else "") or OWN,
    }
