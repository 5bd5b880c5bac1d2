"""The queue of reports, and one report."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.misuse import policy, queries
from ocop.misuse.models import Report
from ocop.misuse.states import OPEN_STATES, ReportState
from ocop.register.queries import status_of
from ocop.register.sentences import verdict
from ocop.web.access import officials
from ocop.web.design.pieces import Kind, Status
from ocop.web.desk.lists import Chip
from ocop.web.desk.misuse.forms import CloseForm, LinkForm, LookForm, MergeForm
from ocop.web.desk.offices import STAR_READERS

at_report_desk = officials(*STAR_READERS)
PAGE_SIZE = 25
LABELS = {"moi": "Mới", "dang-xem": "Đang xem", "xong": "Đã xong", "tat-ca": "Tất cả"}
_KINDS = {
    ReportState.NEW: Kind.WARN,
    ReportState.LOOKING: Kind.WAIT,
    ReportState.CLOSED: Kind.OK,
}
MOST_TO_JOIN = 20


@at_report_desk
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Reports of the person's place by filter; joined ones stand with the one they joined."""
    key = request.GET.get("loc", "")
    key = key if key in queries.FILTERS else "moi"
    seen = queries.visible_to(request.user)
    found = queries.with_names(seen.filter(queries.FILTERS[key]))
    typed = request.GET.get("tim", "").strip()[:80]
    if typed:
        found = found.filter(product_name__icontains=typed)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    counted = queries.counts(seen)
    context = {
        "chips": [Chip(name, label, counted[name], name == key) for name, label in LABELS.items()],
        "key": key,
        "typed": typed,
        "page": page,
        "rows": [(one, status_line(one)) for one in page],
    }
    return render(request, "desk/misuse/list.html", context)


def status_line(report: Report) -> Status:
    """State and verdict in words."""
    kind = _KINDS[ReportState(report.state)]
    return Status(kind, report.get_state_display(), report.get_verdict_display().lower())


@at_report_desk
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with what may be done to it."""
    return report_page(request, find_report(request, pk))


def find_report(request: HttpRequest, pk: int) -> Report:
    """The report where the person may read it. Raises Http404."""
    return get_object_or_404(queries.with_names(queries.visible_to(request.user)), pk=pk)


def others_of(request: HttpRequest, found: Report) -> list[Report]:
    """What the report could be joined to."""
    among = queries.visible_to(request.user)
    return [
        one
        for one in queries.same_matter(found, among).select_related("certificate__recognition")[
            :MOST_TO_JOIN
        ]
        if policy.may_handle(request.user, one)
    ]


def report_page(
    request: HttpRequest, found: Report, *, refused: forms.Form | None = None
) -> HttpResponse:
    """The page of a report; `refused` is the form that was not accepted, with what was typed."""
    handles = policy.may_handle(request.user, found)
    certificate = found.certificate
    note = {"internal_note": found.internal_note}
    fresh: dict[str, forms.Form] = {}
    if handles:
        fresh = {
            "look": LookForm(initial=note, auto_id="xem-%s"),
            "link": LinkForm(
                initial={"code": certificate.short_code if certificate else ""}, auto_id="giay-%s"
            ),
            "close": CloseForm(initial={**note, "answer": found.answer}, auto_id="tl-%s"),
        }
        if others := others_of(request, found):
            fresh["merge"] = MergeForm(others=others, auto_id="gop-%s")
    shown = {
        name: refused if refused and isinstance(refused, type(form)) else form
        for name, form in fresh.items()
    }
    context = {
        "report": found,
        "status": status_line(found),
        "verdict": verdict(status_of(certificate, clock.today())) if certificate else None,
        "joined": found.merged.all(),
        "handles": handles,
        "is_open": found.state in OPEN_STATES,
        "forms": shown,
        "inspect_url": _inspect_url(found) if handles else "",
        "refused": type(refused).__name__ if refused else "",
    }
    return render(request, "desk/misuse/report.html", context, status=422 if refused else 200)


def _inspect_url(found: Report) -> str:
    """Where an ad hoc inspection of the product begins."""
    if found.certificate is None:
        return ""
    product = found.certificate.recognition.product_id
    return reverse("desk:inspections:open", args=[product]) + "?ly-do=misuse"
