"""A producer's part of an inspection: the minutes, the reply until a day, proof of each remedy."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.inspections import policy, queries
from ocop.inspections.models import Inspection, InspectionFinding
from ocop.inspections.services import findings
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.desk.inspections.forms import AnswerForm
from ocop.web.desk.inspections.signing import minutes_file
from ocop.web.desk.inspections.words import finding_status, status_of


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every inspection whose minutes were read to the producer."""
    rows = queries.with_findings(queries.with_names(queries.own_inspections(request.user)))
    lines = [(each, status_of(each)) for each in rows]
    return render(request, "portal/inspections/list.html", {"lines": lines})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes, the faults with their days, the conclusion; the reply while there is time."""
    inspection = _own(request, pk)
    may_reply = policy.may_reply(request.user, inspection)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            findings.reply(
                inspection=inspection, text=typed["text"], upload=typed["file"], by=request.user
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã gửi ý kiến của cơ sở.")
            return redirect("portal:inspection", pk)
    today = clock.today()
    faults = inspection.findings.prefetch_related("follow_ups__file")
    context = {
        "inspection": inspection,
        "status": status_of(inspection),
        "lines": [(one, finding_status(one, today), one.follow_ups.all()) for one in faults],
        "replies": inspection.follow_ups.filter(finding=None).select_related("file"),
        "conclusion": getattr(inspection, "conclusion", None),
        "may_reply": may_reply,
        "may_report": policy.may_report_remedy(request.user, inspection),
        "form": form,
    }
    return render(
        request, "portal/inspections/show.html", context, status=422 if form.errors else 200
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def remedy(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell that one fault is mended, with a photo or a paper."""
    rows = InspectionFinding.objects.filter(
        inspection__in=queries.own_inspections(request.user)
    ).exclude(state=InspectionFinding.State.VERIFIED)
    found = get_object_or_404(rows, pk=pk)
    inspection = _own(request, found.inspection_id)
    form: Any = AnswerForm(request.POST or None, request.FILES or None)
    form.fields["text"].label = "Đã làm gì"
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            findings.report_remedy(
                finding=found, text=typed["text"], upload=typed["file"], by=request.user
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã báo khắc phục. Cơ quan kiểm tra sẽ xem lại.")
            return redirect("portal:inspection", inspection.pk)
    context = {"inspection": inspection, "finding": found, "form": form}
    return render(
        request, "portal/inspections/remedy.html", context, status=422 if form.errors else 200
    )


@signed_in
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as PDF."""
    return minutes_file(_own(request, pk), "pdf")


def _own(request: HttpRequest, pk: int) -> Inspection:
    return get_object_or_404(queries.with_names(queries.own_inspections(request.user)), pk=pk)
