"""One inspection's page, its team, its findings, what is done about them, the conclusion."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.inspections import policy, queries
from ocop.inspections.models import Inspection, InspectionFinding
from ocop.inspections.rules.checklists import checklist, failures
from ocop.inspections.services import concluding, findings, visits
from ocop.inspections.states import STEPS, InspectionState
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.desk.inspections.forms import (
    ConclusionForm,
    FindingForm,
    JudgeForm,
    ReasonForm,
    RemedyForm,
    TeamForm,
)
from ocop.web.desk.inspections.gates import (
    for_concluders,
    for_openers,
    for_readers,
    for_teams,
    inspection_of,
)
from ocop.web.desk.inspections.words import finding_status, status_of
from ocop.withdrawals.models import Withdrawal


@for_readers
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one inspection, and the next step of whoever looks."""
    inspection = inspection_of(request, pk)
    conclusion = getattr(inspection, "conclusion", None)
    case = (
        conclusion
        and Withdrawal.objects.filter(
            source="inspection",
            certificate__recognition__product=inspection.product_id,
            conclusion_number=conclusion.number,
            concluded_on=conclusion.concluded_on,
        ).first()
    )
    acts = STEPS.acts(inspection.state)
    user = request.user
    context = {
        "inspection": inspection,
        "status": status_of(inspection),
        "asked": checklist(inspection.checklist),
        "lines": _finding_lines(inspection),
        "samples": inspection.samples.prefetch_related("results").select_related("report"),
        "replies": inspection.follow_ups.filter(finding=None).select_related("file", "by"),
        "copies": inspection.signed_copies.select_related("file"),
        "conclusion": conclusion,
        "case": case,
        "sees_internal": policy.may_read_internal(user, inspection),
        "may_begin": "begin" in acts and policy.is_on_team(user, inspection),
        "may_cancel": "cancel" in acts
        and policy.may_open(user, inspection.level, inspection.province),
        "may_fill": policy.may_fill(user, inspection),
        "is_signing": inspection.state == InspectionState.SIGNING,
        "is_on_team": policy.is_on_team(user, inspection),
        "may_sample": policy.may_take_samples(user, inspection),
        "may_judge": policy.may_follow_up(user, inspection),
        "may_conclude": "conclude" in acts and policy.may_conclude(user, inspection),
        "may_propose": bool(conclusion and conclusion.ground and not case)
        and policy.may_conclude(user, inspection),
    }
    return render(request, "desk/inspections/inspection.html", context)


def _finding_lines(inspection: Inspection) -> list[tuple[InspectionFinding, Any, list[Any]]]:
    today = clock.today()
    rows = inspection.findings.prefetch_related("follow_ups__file", "follow_ups__by")
    return [(row, finding_status(row, today), list(row.follow_ups.all())) for row in rows]


@for_openers
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Another team before anybody went."""
    inspection = inspection_of(request, pk)
    if not policy.may_open(request.user, inspection.level, inspection.province):
        raise PermissionDenied
    held = list(inspection.team.all())
    form = TeamForm(
        request.POST or None,
        level=inspection.level,
        province_id=inspection.province_id,
        initial={
            "lead": next((one.user_id for one in held if one.part == "lead"), None),
            "members": [one.user_id for one in held if one.part != "lead"],
        },
    )
    del form.fields["planned_on"]
    if request.method == "POST" and form.is_valid():
        try:
            visits.change_team(
                inspection=inspection,
                lead=form.cleaned_data["lead"],
                members=list(form.cleaned_data["members"]),
                by=request.user,
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã đổi đoàn và báo cho từng người.")
            return redirect("desk:inspections:inspection", pk)
    return _form_page(request, inspection, form, "Đoàn kiểm tra", "Lưu đoàn")


@for_teams
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The team is on the spot."""
    inspection = inspection_of(request, pk)
    try:
        visits.begin_visit(inspection=inspection, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:inspections:inspection", pk)
    return redirect("desk:inspections:field", pk)


@for_openers
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The visit is not held, with the reason."""
    inspection = inspection_of(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            visits.give_up_visit(inspection=inspection, **form.cleaned_data, by=request.user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi là không thực hiện.")
            return redirect("desk:inspections:inspection", pk)
    return _form_page(request, inspection, form, "Không thực hiện cuộc kiểm tra này", "Xác nhận")


@for_teams
@require_http_methods(["GET", "HEAD", "POST"])
def add_finding(request: HttpRequest, pk: int, code: str = "") -> HttpResponse:
    """A fault of a question answered “chưa đạt”, or another one."""
    inspection = inspection_of(request, pk)
    if not policy.may_fill(request.user, inspection):
        raise PermissionDenied
    question = checklist(inspection.checklist).question(code) if code else None
    initial = {}
    if question:
        entry = queries.current_entries(inspection).get(code)
        remark = f" {entry.note}" if entry and entry.note else ""
        initial = {"text": f"Chưa đạt: {question.text}.{remark}", "ground": question.ground}
    finding = inspection.findings.filter(question=code).first() if code else None
    if finding:
        return redirect("desk:inspections:finding", finding.pk)
    form = FindingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            findings.write_finding(
                inspection=inspection,
                finding=None,
                question=question.code if question else "",
                by=request.user,
                **form.cleaned_data,
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi vi phạm.")
            return redirect("desk:inspections:results", pk)
    return _form_page(request, inspection, form, "Ghi vi phạm", "Lưu vi phạm")


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One fault: its words while the minutes are open, then remedy and confirmation."""
    rows = InspectionFinding.objects.filter(inspection__in=queries.visible_to(request.user))
    found = get_object_or_404(rows, pk=pk)
    inspection = inspection_of(request, found.inspection_id)
    in_field = policy.may_fill(request.user, inspection)
    judges = (
        policy.may_follow_up(request.user, inspection)
        and inspection.state in {InspectionState.MINUTED, InspectionState.CONCLUDED}
        and found.state != InspectionFinding.State.VERIFIED
    )
    if in_field:
        kept = {"text": found.text, "ground": found.ground}
        kept |= {"remedy": found.remedy, "due_on": found.due_on}
        form: Any = FindingForm(request.POST or None, initial=kept)
    elif judges and not found.remedy and inspection.state == InspectionState.MINUTED:
        form = RemedyForm(request.POST or None)
    elif judges:
        form = JudgeForm(request.POST or None, request.FILES or None)
    else:
        form = None
    if request.method == "POST" and form is None:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        try:
            _save_finding(request, inspection, found, form)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu.")
            place = "results" if in_field else "inspection"
            return redirect(f"desk:inspections:{place}", inspection.pk)
    context = {
        "inspection": inspection,
        "finding": found,
        "status": finding_status(found, clock.today()),
        "steps": found.follow_ups.select_related("file", "by"),
        "form": form,
        "may_drop": in_field and not found.sample_id,
    }
    has_errors = form is not None and bool(form.errors)
    return render(
        request, "desk/inspections/finding.html", context, status=422 if has_errors else 200
    )


def _save_finding(
    request: HttpRequest, inspection: Inspection, found: InspectionFinding, form: Any
) -> None:
    typed = form.cleaned_data
    if isinstance(form, JudgeForm):
        findings.judge_remedy(
            finding=found,
            is_mended=typed["is_mended"] == "yes",
            text=typed["text"],
            upload=typed["file"],
            by=request.user,
        )
        return
    findings.write_finding(
        inspection=inspection,
        finding=found,
        question=found.question,
        text=typed.get("text", found.text),
        ground=typed.get("ground", found.ground),
        remedy=typed["remedy"],
        due_on=typed["due_on"],
        by=request.user,
    )


@for_teams
@require_POST
def drop_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a fault back before the minutes are closed."""
    rows = InspectionFinding.objects.filter(inspection__in=queries.visible_to(request.user))
    found = get_object_or_404(rows.select_related("inspection"), pk=pk)
    try:
        findings.drop_finding(finding=found, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    return redirect("desk:inspections:results", found.inspection_id)


def failing(inspection: Inspection) -> list[Any]:
    """Questions answered “chưa đạt” that have no finding yet."""
    asked = checklist(inspection.checklist)
    values = {code: one.value for code, one in queries.current_entries(inspection).items()}
    written = set(inspection.findings.values_list("question", flat=True))
    return [one for one in failures(asked, values) if one.code not in written]


@for_concluders
@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the conclusion."""
    inspection = inspection_of(request, pk)
    if not policy.may_conclude(request.user, inspection):
        raise PermissionDenied
    found = [row.ground for row in inspection.findings.all() if row.ground]
    form = ConclusionForm(
        request.POST or None,
        request.FILES or None,
        initial={"concluded_on": clock.today(), "ground": found[0] if len(set(found)) == 1 else ""},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        upload = typed.pop("file")
        try:
            concluding.conclude(inspection=inspection, upload=upload, by=request.user, **typed)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi kết luận và báo cho chủ thể.")
            return redirect("desk:inspections:inspection", pk)
    return _form_page(request, inspection, form, "Ghi kết luận kiểm tra", "Ghi kết luận")


@for_concluders
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """From the conclusion to the proposal of withdrawal in one press."""
    inspection = inspection_of(request, pk)
    try:
        concluding.propose_from_conclusion(inspection=inspection, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã lập đề nghị thu hồi từ kết luận này.")
    return redirect("desk:inspections:inspection", pk)


def _form_page(
    request: HttpRequest, inspection: Inspection, form: Any, heading: str, button: str
) -> HttpResponse:
    context = {"inspection": inspection, "form": form, "heading": heading, "button": button}
    return render(
        request, "desk/inspections/form.html", context, status=422 if form.errors else 200
    )
