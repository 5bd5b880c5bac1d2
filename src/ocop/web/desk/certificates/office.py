"""An office's numbers, its wording of papers, its rule on changes after the star."""

import datetime as dt
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.files.models import StoredFile
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.papers.certificate import Emblem, render_certificate
from ocop.papers.decision import render_decision
from ocop.recognition.models import NumberSeries, PaperTemplate
from ocop.recognition.papers import paper_of_facts
from ocop.recognition.sample_papers import sample_decision, sample_facts
from ocop.recognition.services.numbering import end_series, offered_number, set_series
from ocop.recognition.services.offices import (
    REPLACEMENT_REASONS,
    add_template,
    checked_wording,
    rules_of,
    set_replacement_rule,
)
from ocop.recognition.wording import TEXTS, template_in_force
from ocop.register.models import CertificateEdition
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.certificates.forms import RuleForm, SeriesForm, TemplateForm
from ocop.web.desk.certificates.kept import Office, office_kept

keepers = officials(Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.MINISTRY_OFFICE, Role.MINISTER)
HOME = "desk:certificates:office"


@keepers
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The three things an office sets for itself, as they hold today."""
    return _overview(request, office_kept(request.user))


@keepers
@require_POST
def keep_series(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep or change one counter."""
    office = office_kept(request.user)
    if kind not in NumberSeries.Kind.values:
        raise Http404
    form = SeriesForm(request.POST, prefix=kind)
    if form.is_valid():
        try:
            set_series(
                unit=office.unit, kind=kind, by=cast(User, request.user), **form.cleaned_data
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu sổ số.")
            return redirect(HOME)
    return _overview(request, office, series_form=(kind, form))


@keepers
@require_POST
def end_counter(request: HttpRequest, kind: str) -> HttpResponse:
    """The office types this kind of number itself again."""
    office = office_kept(request.user)
    series = get_object_or_404(NumberSeries, unit=office.unit, kind=kind)
    end_series(series=series, by=cast(User, request.user))
    messages.success(request, "Đã thôi dùng sổ số này. Từ nay cơ quan tự ghi số.")
    return redirect(HOME)


@keepers
@require_POST
def keep_rule(request: HttpRequest, reason: str) -> HttpResponse:
    """The office's rule on one change after the star."""
    office = office_kept(request.user)
    if reason not in REPLACEMENT_REASONS:
        raise Http404
    form = RuleForm(request.POST, prefix=reason)
    if form.is_valid():
        try:
            set_replacement_rule(
                unit=office.unit,
                reason=reason,
                needs_evaluation=bool(form.cleaned_data["needs_evaluation"]),
                basis=form.cleaned_data["basis"],
                by=cast(User, request.user),
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu quy định.")
            return redirect(HOME)
    return _overview(request, office, rule_form=(reason, form))


@keepers
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, paper: str) -> HttpResponse:
    """A new version of the wording; the earlier ones stay for their papers."""
    office, last = office_kept(request.user), _last(request, paper)
    form = _template_form(request, paper, last)
    if request.method == "POST" and form.is_valid():
        try:
            _add(request, office, paper, form, last)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu phiên bản mới. Giấy đã cấp giữ nguyên mẫu cũ.")
            return redirect(HOME)
    context = {
        "office": office,
        "paper": PaperTemplate.Paper(paper),
        "form": form,
        "versions": PaperTemplate.objects.filter(unit=office.unit, paper=paper),
        "in_force": template_in_force(office.unit, paper, clock.today()),
    }
    return render(
        request, "desk/certificates/template.html", context, status=422 if form.errors else 200
    )


@keepers
@require_POST
def preview(request: HttpRequest, paper: str) -> HttpResponse:
    """The paper with sample data in the wording typed; nothing is kept."""
    office, last = office_kept(request.user), _last(request, paper)
    form = _template_form(request, paper, last)
    form.is_valid()
    try:
        wording = checked_wording(paper, form.wording())
    except RefusedError as refused:
        refusals.show(form, refused)
        wording = None
    if wording is None or any(name in form.errors for name in ("image", *form.wording())):
        context = {"office": office, "paper": PaperTemplate.Paper(paper), "form": form}
        return render(request, "desk/certificates/template.html", context, status=422)
    if paper == PaperTemplate.Paper.DECISION:
        pdf = render_decision(sample_decision(office.unit, wording), dated=clock.today())
    else:
        facts = sample_facts(office.unit) | {"template": {"wording": wording, "image": None}}
        printed = paper_of_facts(facts)
        if emblem := _emblem(form, last):
            printed["emblem"], printed["number"] = emblem, facts["number"]
        pdf = render_certificate(printed)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="xem-thu-{paper}.pdf"'},
    )


def _overview(
    request: HttpRequest,
    office: Office,
    *,
    series_form: tuple[str, SeriesForm] | None = None,
    rule_form: tuple[str, RuleForm] | None = None,
) -> HttpResponse:
    kept = {series.kind: series for series in NumberSeries.objects.filter(unit=office.unit)}
    rules = rules_of(office.unit)
    context = {
        "office": office,
        "counters": [
            (
                kind,
                kept.get(kind.value),
                offered_number(unit=office.unit, kind=kind) if kind in kept else "",
                series_form[1]
                if series_form and series_form[0] == kind
                else SeriesForm(prefix=kind.value, series=kept.get(kind.value)),
            )
            for kind in NumberSeries.Kind
        ],
        "templates": [
            (paper, template_in_force(office.unit, paper, clock.today()))
            for paper in PaperTemplate.Paper
        ],
        "rules": [
            (
                CertificateEdition.Reason(reason),
                rules[reason],
                rule_form[1]
                if rule_form and rule_form[0] == reason
                else RuleForm(prefix=reason, initial=_rule_initial(rules[reason])),
            )
            for reason in REPLACEMENT_REASONS
        ],
    }
    has_errors = series_form or rule_form
    return render(
        request, "desk/certificates/office.html", context, status=422 if has_errors else 200
    )


def _rule_initial(rule: Any) -> dict[str, str]:
    if rule is None:
        return {}
    return {"needs_evaluation": "1" if rule.needs_evaluation else "", "basis": rule.basis}


def _last(request: HttpRequest, paper: str) -> PaperTemplate | None:
    """The newest version, whether it has begun or not: the next one goes on from it."""
    if paper not in TEXTS:
        raise Http404
    versions = PaperTemplate.objects.filter(unit=office_kept(request.user).unit, paper=paper)
    return versions.select_related("image").order_by("-version").first()


def _template_form(request: HttpRequest, paper: str, last: PaperTemplate | None) -> TemplateForm:
    has_image = bool(last and last.image)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    today: dt.date = clock.today()
    initial = {
        **(last.wording if last else {}),
        "valid_from": today,
        "keeps_image": has_image,
    }
    return TemplateForm(*posted, paper=paper, has_image=has_image, initial=initial)


def _add(
    request: HttpRequest,
    office: Office,
    paper: str,
    form: TemplateForm,
    last: PaperTemplate | None,
) -> None:
    user = cast(User, request.user)
    image: StoredFile | None = None
    if upload := form.cleaned_data.get("image"):
        image = store_upload(upload, user)
    elif form.cleaned_data.get("keeps_image") and last:
        image = last.image
    add_template(
        unit=office.unit,
        paper=paper,
        wording=form.wording(),
        image=image,
        valid_from=form.cleaned_data["valid_from"],
        by=user,
    )


def _emblem(form: TemplateForm, last: PaperTemplate | None) -> Emblem | None:
    if upload := form.cleaned_data.get("image"):
        upload.content.seek(0)
        return Emblem(media_type=upload.media_type, content=upload.content.read())
    if form.cleaned_data.get("keeps_image") and last and last.image:
        with last.image.content.open("rb") as content:
            return Emblem(media_type=last.image.media_type, content=content.read())
    return None
