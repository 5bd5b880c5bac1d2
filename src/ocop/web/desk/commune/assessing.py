"""The four contents, Mẫu số 03 and the proposal to the province."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.dossiers.commune_report import stated
from ocop.dossiers.models import CommuneAssessment, Dossier
from ocop.dossiers.queries import latest_submission, submission_content
from ocop.dossiers.rules.assessment import CONTENTS, criteria_of, proposal_findings
from ocop.dossiers.rules.clocks import round_of_proposal
from ocop.dossiers.services.commune import ReportPapers, propose_to_province, save_assessment
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.law.loading import load_rubric
from ocop.web import refusals
from ocop.web.design import autosave
from ocop.web.desk.commune.forms import AssessmentForm, ProposeForm
from ocop.web.desk.commune.rows import assessment_of, row, texts_of
from ocop.web.desk.commune.views import DESK, at_commune_desk, find
from ocop.web.desk.dossier.mau03 import mau03_response
from ocop.web.desk.dossier.pages import may_now
from ocop.web.desk.dossier.reading import papers_of


@at_commune_desk
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the four contents; kept while typing, nothing is sent yet."""
    dossier = find(request, pk)
    if autosave.wanted(request):
        return _keep(request, dossier)
    if not may_now(request, dossier, "propose_to_province"):
        return DESK.to(dossier)
    kept = assessment_of(dossier)
    if request.method != "POST":
        return _assessment_page(request, dossier, AssessmentForm(initial=_initial(kept)))
    form = AssessmentForm(request.POST)
    if not form.is_valid():
        return _assessment_page(request, dossier, form)
    try:
        _save(request, dossier, form)
    except StaleDraftError as stale:
        return _two_drafts(request, dossier, form, stale)
    except RefusedError as refused:
        refusals.show(form, refused)
        return _assessment_page(request, dossier, form)
    if "next" in request.POST:
        return redirect(DESK.url("propose", dossier.pk))
    messages.success(request, "Đã lưu phần đánh giá.")
    return DESK.to(dossier)


def _keep(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    form = AssessmentForm(request.POST)
    if not form.is_valid():
        return autosave.not_saved(next(iter(form.errors.values()))[0])
    try:
        draft = _save(request, dossier, form)
    except StaleDraftError as stale:
        return autosave.not_saved(stale.message, status=409)
    except RefusedError as refused:
        return autosave.not_saved(refused.message)
    return autosave.saved(request, at=clock.now(), version=draft.version)


def _save(request: HttpRequest, dossier: Dossier, form: AssessmentForm) -> CommuneAssessment:
    return save_assessment(
        dossier=dossier,
        by=request.user,
        version=form.cleaned_data["version"],
        texts=form.texts,
        is_complete=form.cleaned_data["is_complete"],
        meeting_held_on=form.cleaned_data["meeting_held_on"],
    )


def _initial(kept: CommuneAssessment | None) -> dict[str, Any]:
    return {
        **texts_of(kept),
        "version": kept.version if kept else 0,
        "is_complete": bool(kept and kept.is_complete),
        "meeting_held_on": kept.meeting_held_on if kept else None,
    }


def _two_drafts(
    request: HttpRequest, dossier: Dossier, form: AssessmentForm, stale: StaleDraftError
) -> HttpResponse:
    """What was typed stays; the colleague's words stand beside it, and the next save wins."""
    theirs = CommuneAssessment.objects.filter(dossier=dossier).first()
    form.data = form.data.copy()
    form.data["version"] = str(stale.current)
    form.add_error(None, stale.message)
    differing = {
        field: words
        for field, words in texts_of(theirs).items()
        if words != form.cleaned_data.get(field, "")
    }
    return _assessment_page(request, dossier, form, theirs=differing)


def _assessment_page(
    request: HttpRequest,
    dossier: Dossier,
    form: AssessmentForm,
    *,
    theirs: Mapping[str, str] | None = None,
) -> HttpResponse:
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    submission = latest_submission(dossier)
    submitted: Any = submission_content(submission) if submission else {}
    names = {leaf.code: leaf.name for leaf in rubric.leaves}
    contents = [
        {
            "content": content,
            "field": form[content.field],
            "stated": stated(content, rubric, submitted),
            "theirs": (theirs or {}).get(content.field, ""),
            "criteria": criteria_of(content, names),
            "papers": [
                paper
                for code in criteria_of(content, names)
                for paper in papers_of(submitted["evidence"], code, clock.today())
            ],
        }
        for content in CONTENTS
    ]
    context = {
        "desk": DESK,
        "dossier": dossier,
        "form": form,
        "contents": contents,
        "row": row(dossier, clock.today()),
    }
    return render(
        request, "desk/commune/assess.html", context, status=422 if form.is_bound else 200
    )


@at_commune_desk
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Numbers and signature, then Mẫu số 03 is frozen and the dossier goes to the province."""
    dossier = find(request, pk)
    if not may_now(request, dossier, "propose_to_province"):
        return DESK.to(dossier)
    kept = assessment_of(dossier)
    missing = proposal_findings(texts_of(kept), is_complete=bool(kept and kept.is_complete))
    form = ProposeForm(request.POST or None, initial={"reported_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            propose_to_province(
                dossier=dossier,
                by=request.user,
                papers=ReportPapers(**form.cleaned_data),
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã gửi tỉnh. Mẫu số 03 đã khóa, không sửa được nữa.")
            return DESK.to(dossier)
    context = {
        "desk": DESK,
        "dossier": dossier,
        "form": form,
        "missing": missing,
        "row": row(dossier, clock.today()),
        "round": round_of_proposal(clock.today()),
    }
    return render(request, "desk/commune/propose.html", context, status=422 if form.errors else 200)


@at_commune_desk
@require_safe
def mau03(request: HttpRequest, pk: int) -> HttpResponse:
    """Mẫu số 03 as PDF: the frozen one, or what the draft would print now."""
    return mau03_response(find(request, pk))
