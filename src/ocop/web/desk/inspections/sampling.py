"""Samples for the laboratory and its reports."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ocop.inspections import policy, queries
from ocop.inspections.models import LabSample
from ocop.inspections.services import samples
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.desk.inspections.forms import ReportForm, ResultFormSet, SampleForm, result_rows
from ocop.web.desk.inspections.gates import for_readers, inspection_of


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a sealed sample."""
    inspection = inspection_of(request, pk)
    if not policy.may_take_samples(request.user, inspection):
        raise PermissionDenied
    form = SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            samples.take_sample(inspection=inspection, **form.cleaned_data, by=request.user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi mẫu.")
            return redirect("desk:inspections:inspection", pk)
    context = {
        "inspection": inspection,
        "form": form,
        "heading": "Lấy mẫu kiểm nghiệm",
        "button": "Ghi mẫu",
    }
    return render(
        request, "desk/inspections/form.html", context, status=422 if form.errors else 200
    )


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The laboratory's report with its rows."""
    rows = LabSample.objects.filter(inspection__in=queries.visible_to(request.user))
    sample = get_object_or_404(rows.select_related("inspection"), pk=pk)
    inspection = inspection_of(request, sample.inspection_id)
    if sample.reported_on or not policy.may_take_samples(request.user, inspection):
        raise PermissionDenied
    form = ReportForm(
        request.POST or None, request.FILES or None, initial={"laboratory": sample.laboratory}
    )
    formset: Any = ResultFormSet(request.POST or None, prefix="row")
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        typed = form.cleaned_data
        upload = typed.pop("file")
        try:
            samples.enter_report(
                sample=sample, rows=result_rows(formset), upload=upload, by=request.user, **typed
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi kết quả. Chỉ tiêu không đạt đã thành vi phạm.")
            return redirect("desk:inspections:inspection", inspection.pk)
    context = {"inspection": inspection, "sample": sample, "form": form, "formset": formset}
    has_errors = form.errors or (formset.is_bound and not formset.is_valid())
    return render(
        request, "desk/inspections/report.html", context, status=422 if has_errors else 200
    )
