"""Reading the minutes out, signing on the screen, closing; the papers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.inspections import policy
from ocop.inspections.minutes_paper import minutes_data
from ocop.inspections.models import Inspection
from ocop.inspections.services import minutes
from ocop.inspections.states import InspectionState
from ocop.kernel.errors import RefusedError
from ocop.papers.inspection_docx import render_inspection_docx
from ocop.papers.inspection_minutes import render_inspection_minutes
from ocop.web import refusals
from ocop.web.desk.inspections.forms import FileForm, ReasonForm, SignForm
from ocop.web.desk.inspections.gates import for_readers, for_teams, inspection_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@for_teams
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they were frozen, and the signatures one after another."""
    inspection = _on_team(request, pk)
    if inspection.state != InspectionState.SIGNING:
        return redirect("desk:inspections:inspection", pk)
    team = list(inspection.team.all())
    form = SignForm(request.POST or None, request.FILES or None, team=team)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        member = next((one for one in team if f"team-{one.pk}" == typed["party"]), None)
        try:
            minutes.sign(
                inspection=inspection,
                party=member.part if member else typed["party"],
                name=typed["name"],
                upload=typed["signature"],
                refusal=typed["refusal"],
                member=member,
                by=request.user,
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi chữ ký.")
            return redirect("desk:inspections:sign", pk)
    signed = inspection.signatures.filter(minutes=inspection.minutes_id).select_related("file")
    context = {
        "inspection": inspection,
        "form": form,
        "paper": minutes_data(inspection),
        "signed": signed,
        "missing": minutes.missing_signatures(inspection),
        "copies": inspection.signed_copies.filter(minutes=inspection.minutes_id),
        "copy_form": FileForm(),
        "reopen_form": ReasonForm(),
        "leads": policy.leads(request.user, inspection),
    }
    return render(
        request, "desk/inspections/sign.html", context, status=422 if form.errors else 200
    )


@for_teams
@require_POST
def add_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes signed by hand, photographed or scanned."""
    inspection = _on_team(request, pk)
    form = FileForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise RefusedError(" ".join(form.errors.get("file", ["Hãy chọn một tệp."])))
        minutes.add_signed_copy(
            inspection=inspection, upload=form.cleaned_data["file"], by=request.user
        )
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã nhận bản ký tay.")
    return redirect("desk:inspections:sign", pk)


@for_teams
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the field, with the reason; signatures are given anew."""
    inspection = _on_team(request, pk)
    try:
        minutes.reopen_minutes(
            inspection=inspection, because=request.POST.get("because", ""), by=request.user
        )
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:inspections:sign", pk)
    messages.success(request, "Đã mở lại. Sửa xong thì khóa và ký lại.")
    return redirect("desk:inspections:results", pk)


@for_teams
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Everyone has signed."""
    inspection = _on_team(request, pk)
    try:
        minutes.close_minutes(inspection=inspection, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:inspections:sign", pk)
    messages.success(request, "Đã kết thúc biên bản và báo cho chủ thể, văn phòng.")
    return redirect("desk:inspections:inspection", pk)


@for_readers
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as PDF."""
    return minutes_file(inspection_of(request, pk), "pdf")


@for_readers
@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as DOCX, to be signed on paper or filed."""
    return minutes_file(inspection_of(request, pk), "docx")


def minutes_file(inspection: Inspection, suffix: str) -> HttpResponse:
    """The download; 404 while there are no minutes."""
    if inspection.minutes is None:
        raise Http404
    data = minutes_data(inspection)
    is_pdf = suffix == "pdf"
    content = render_inspection_minutes(data) if is_pdf else render_inspection_docx(data)
    disposition = "inline" if is_pdf else "attachment"
    return HttpResponse(
        content,
        content_type="application/pdf" if is_pdf else DOCX,
        headers={
            "Content-Disposition": f'{disposition}; filename="bien-ban-kiem-tra-{inspection.pk}.{suffix}"',
            "Cache-Control": "private, no-store",
        },
    )


def _on_team(request: HttpRequest, pk: int) -> Inspection:
    inspection = inspection_of(request, pk)
    if not policy.is_on_team(request.user, inspection):
        raise PermissionDenied
    return inspection
