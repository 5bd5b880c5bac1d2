"""One result on the decision desk: why it is so, what is missing, telling it, evaluating again."""

import json
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ocop.accounts.models import User
from ocop.accounts.policy import held_roles
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.law.loading import load_rubric
from ocop.recognition import policy
from ocop.recognition.missing import missing_for
from ocop.recognition.models import ResultNotice
from ocop.recognition.notice import OFFICE, NoticeHead, finding
from ocop.recognition.outcomes import latest_result, may_be_told
from ocop.recognition.queries import concluded_in_province
from ocop.recognition.services.notices import notify_result
from ocop.recognition.services.numbering import offered_number
from ocop.recognition.services.referral import evaluate_again
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.decisions.forms import NoticeForm
from ocop.web.desk.decisions.rows import row
from ocop.web.desk.decisions.views import at_decision_desk


@at_decision_desk
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The result with its explanation; a POST is the written notice (Điều 7.3.g)."""
    dossier = get_object_or_404(concluded_in_province(request.user), pk=pk)
    user = cast(User, request.user)
    form = NoticeForm(
        request.POST or None,
        initial=notice_initial(user, dossier),
        next_number=offered_number(unit=dossier.province, kind="notice"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            notify_result(dossier=dossier, head=NoticeHead(**form.cleaned_data), by=user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi thông báo. Chủ thể và xã xem được ngay.")
            return redirect("desk:decisions:result", pk=pk)
    line = row(dossier)
    told = latest_result(dossier)
    facts = json.loads(told.snapshot.content)
    context = {
        "row": line,
        "facts": facts,
        "finding": finding(facts),
        "missing": _missing(dossier, facts),
        "notice": ResultNotice.objects.filter(result=told).first(),
        "form": form,
        "may_tell": policy.may_close(user, dossier)
        and may_be_told(dossier, told)
        and line.is_ready,
        "may_decide": policy.may_decide_for_province(user, dossier),
        "may_close": policy.may_close(user, dossier),
    }
    return render(
        request, "desk/decisions/result.html", context, status=422 if form.errors else 200
    )


@officials(Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The province evaluates itself instead of using the central result (Điều 7.4)."""
    dossier = get_object_or_404(concluded_in_province(request.user), pk=pk)
    try:
        evaluate_again(dossier=dossier, by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:decisions:result", pk=pk)
    messages.success(request, f"{dossier.product} chờ Hội đồng cấp tỉnh đánh giá lại.")
    return redirect("desk:decisions:list")


def notice_initial(user: User, dossier: Dossier) -> dict[str, object]:
    """Agency and signer of the person's office in that province."""
    held = next(
        (
            m
            for m in held_roles(user)
            if m.role == Role.PROVINCE_OFFICE and m.unit_id == dossier.province_id
        ),
        None,
    )
    return {
        "issued_on": clock.today(),
        "agency": held.organisation if held and held.organisation else OFFICE,
        "signer_title": NoticeHead.signer_title,
    }


def _missing(dossier: Dossier, facts: dict[str, object]) -> object:
    """What is missing for three stars, or for the next one; None at the top or where stopped."""
    if facts["gates"] or facts["star"] == 5:
        return None
    star = cast(int, facts["star"] or 0)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    return missing_for(max(star + 1, 3), rubric, facts)
