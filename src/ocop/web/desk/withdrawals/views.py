"""The list of cases, and one case with what may be done to it."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ocop.accounts.policy import has_role
from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.register.queries import status_of
from ocop.register.sentences import verdict
from ocop.web.access import officials
from ocop.web.desk.offices import STAR_READERS
from ocop.web.desk.withdrawals.forms import (
    DropForm,
    HearingForm,
    ReplyForm,
    VerificationForm,
    suggested_reply_day,
)
from ocop.web.desk.withdrawals.rows import row
from ocop.withdrawals import policy, queries
from ocop.withdrawals.models import Withdrawal
from ocop.withdrawals.services.records import due_on
from ocop.withdrawals.states import OPEN_STATES

at_withdrawal_desk = officials(*STAR_READERS)
PAGE_SIZE = 25


@at_withdrawal_desk
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Open cases with the nearest deadline first, or the ended ones; and the ministry's requests."""
    shows_ended = request.GET.get("loc") == "xong"
    cases = queries.closed_cases if shows_ended else queries.open_cases
    rows = queries.with_names(cases(request.user))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    today = clock.today()
    asked = queries.requests_visible_to(request.user).filter(answered_on=None)
    context = {
        "shows_ended": shows_ended,
        "page": page,
        "rows": [row(case, today) for case in page],
        "open_count": queries.open_cases(request.user).count(),
        "late_count": queries.overdue(queries.open_cases(request.user), today).count(),
        "to_decide": queries.to_decide(request.user).count(),
        "requests": asked,
        "may_propose": has_role(request.user, *STAR_READERS - {Role.AUDITOR}),
    }
    return render(request, "desk/withdrawals/list.html", context)


@at_withdrawal_desk
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: what is said, who was heard, what was found, what was decided."""
    return case_page(request, find_case(request, pk))


def find_case(request: HttpRequest, pk: int) -> Withdrawal:
    """The case where the person may open it. Raises Http404."""
    return get_object_or_404(queries.with_names(queries.visible_to(request.user)), pk=pk)


def case_page(
    request: HttpRequest, found: Withdrawal, *, refused: forms.Form | None = None
) -> HttpResponse:
    """The page of a case; `refused` is the form that was not accepted, with what was typed."""
    today, certificate = clock.today(), found.certificate
    is_open = found.state in OPEN_STATES
    checks = is_open and policy.may_check(request.user, certificate)
    decides = policy.may_decide(request.user, certificate)
    context: dict[str, Any] = {
        "row": row(found, today),
        "replies": found.replies.select_related("entered_by", "file"),
        "verification": getattr(found, "verification", None),
        "verdict": verdict(status_of(certificate, today)),
        "authority": "Bộ trưởng Bộ Nông nghiệp và Môi trường"
        if policy.is_the_ministrys(certificate)
        else f"Chủ tịch Ủy ban nhân dân {_province_words(found)}",
        "checks": checks,
        "decides": decides,
        "is_open": is_open,
        "forms": _forms(found, refused) if checks or (is_open and decides) else {},
        "refused": type(refused).__name__ if refused else "",
    }
    return render(request, "desk/withdrawals/case.html", context, status=422 if refused else 200)


def _forms(found: Withdrawal, refused: forms.Form | None) -> dict[str, forms.Form]:
    today = clock.today()
    fresh: dict[str, forms.Form] = {
        "hear": HearingForm(
            initial={"reply_due_on": suggested_reply_day(due_on(found), today)}, auto_id="moi-%s"
        ),
        "reply": ReplyForm(initial={"said_on": today}, auto_id="ykien-%s"),
        "verify": VerificationForm(initial={"verified_on": today}, auto_id="xacminh-%s"),
        "drop": DropForm(auto_id="bo-%s"),
    }
    return {
        name: refused if isinstance(refused, type(form)) else form for name, form in fresh.items()
    }


def _province_words(found: Withdrawal) -> str:
    province = policy.province_of(found.certificate)
    return province.name_in_sentence if province else "cấp tỉnh"
