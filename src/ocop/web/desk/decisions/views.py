"""The decision desk of a province: what waits, the decisions, their pages."""

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.policy import has_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.files.signature_checks import ask_for_check
from ocop.kernel import clock
from ocop.recognition import policy
from ocop.recognition.models import BulkIssue
from ocop.recognition.queries import entered_by_office, visible_to, waiting_at_province
from ocop.recognition.rules import ENDS_WITH_NOTICE, Outcome
from ocop.register.models import Decision
from ocop.register.queries import status_of_recognition
from ocop.register.sentences import verdict
from ocop.web.access import officials
from ocop.web.desk.decisions.entering import check, fill_in
from ocop.web.desk.decisions.flows import RECOGNITION, REFERRAL
from ocop.web.desk.decisions.rows import rows_of
from ocop.web.desk.signatures.shown import shown_signatures

PAGE_SIZE = 25

at_decision_desk = officials(Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR)
for_leaders = officials(Role.PROVINCE_LEADER)
# A decision's list is published (Điều 7.3.e); which decisions a person opens is `visible_to`'s word.
readers = officials(
    *COMMUNE_ROLES,
    Role.PROVINCE_OFFICE,
    Role.PROVINCE_LEADER,
    Role.DEPARTMENT,
    Role.ADVISORY_TEAM,
    Role.AUDITOR,
    Role.MINISTRY_OFFICE,
    Role.MINISTER,
)


@at_decision_desk
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Results by what follows from them, then the decisions already entered."""
    rows = rows_of(waiting_at_province(request.user))
    groups = {
        "recognise": [row for row in rows if row.outcome is Outcome.RECOGNISE],
        "refer": [row for row in rows if row.outcome is Outcome.REFER],
        "close": [row for row in rows if row.outcome in ENDS_WITH_NOTICE],
    }
    page = Paginator(entered_by_office(request.user), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "groups": groups,
        "count": len(rows),
        "back": [row for row in rows if row.is_back],
        "page": page,
        "decides": has_role(request.user, Role.PROVINCE_LEADER),
    }
    return render(request, "desk/decisions/list.html", context)


@for_leaders
@require_http_methods(["GET", "HEAD", "POST"])
def recognise(request: HttpRequest) -> HttpResponse:
    """The products of one decision of the province, and the paper."""
    return fill_in(request, RECOGNITION)


@for_leaders
@require_http_methods(["GET", "HEAD", "POST"])
def recognise_check(request: HttpRequest) -> HttpResponse:
    """The same once more, and the confirmation."""
    return check(request, RECOGNITION)


@for_leaders
@require_http_methods(["GET", "HEAD", "POST"])
def refer(request: HttpRequest) -> HttpResponse:
    """Approve results of 90 points and more and send them to the ministry (Điều 7.3.e)."""
    return fill_in(request, REFERRAL)


@for_leaders
@require_http_methods(["GET", "HEAD", "POST"])
def refer_check(request: HttpRequest) -> HttpResponse:
    """The same once more, and the confirmation."""
    return check(request, REFERRAL)


@readers
@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision: its paper, its list, each certificate."""
    return _decision_page(request, pk, is_done=False)


@readers
@require_safe
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """The same after the confirmation, saying so."""
    return _decision_page(request, pk, is_done=True)


@readers
@require_POST
def check_signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the signatures of the signed decision read again."""
    found = get_object_or_404(visible_to(request.user).select_related("file"), pk=pk)
    if not policy.may_keep_papers(request.user, found.unit_id):
        raise Http404
    ask_for_check(found.file, by_id=request.user.pk)
    return redirect("desk:decisions:decision", pk=pk)


def _decision_page(request: HttpRequest, pk: int, *, is_done: bool) -> HttpResponse:
    rows = visible_to(request.user).select_related("unit", "file")
    found = get_object_or_404(rows, pk=pk)
    issue = BulkIssue.objects.filter(decision=found).select_related("job").first()
    may_issue = policy.may_keep_papers(request.user, found.unit_id)
    again = reverse("desk:decisions:check_signatures", args=[pk]) if may_issue else ""
    context = {
        "decision": found,
        "signatures": shown_signatures(found.file, again=again),
        "is_done": is_done and issue is None,
        "issue": issue,
        "left": issue.lines.filter(certificate=None).count() if issue else 0,
        "refused": issue.lines.exclude(refusal="").select_related("dossier__product")
        if issue
        else (),
        "may_issue": may_issue,
        "by_star": _by_star(found),
        "referrals": found.referrals.select_related(
            "dossier__product__producer", "dossier__commune"
        ),
        "back_view": "desk:decisions:list" if found.unit_id else "desk:ministry:list",
        "may_go_back": has_role(
            request.user,
            *(
                (Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR)
                if found.unit_id
                else (Role.MINISTRY_OFFICE, Role.MINISTER, Role.AUDITOR)
            ),
        ),
    }
    return render(request, "desk/decisions/decision.html", context)


def _by_star(found: Decision) -> list[tuple[int, list[tuple[Any, Any]]]]:
    """The list of a decision: for each star the recognitions with what they are worth today."""
    today = clock.today()
    recognitions = (
        found.recognitions.select_related("product__producer", "commune", "certificate")
        .prefetch_related("certificate__facts")
        .order_by("-star", "product__folded_name", "pk")
    )
    lines = [(each, verdict(status_of_recognition(each, today))) for each in recognitions]
    return [(star, list(rows)) for star, rows in groupby(lines, key=lambda line: line[0].star)]
