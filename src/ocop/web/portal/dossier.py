"""A dossier's own pages: opening it, its task list, its texts."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.config.law import law_settings
from ocop.dossiers import policy
from ocop.dossiers.content import content_of, score_of
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries import visible_to
from ocop.dossiers.queues import with_dates
from ocop.dossiers.rules.completeness import incompleteness
from ocop.dossiers.rules.next_star import next_gap
from ocop.dossiers.rules.updates import OTHER, TOPICS, UNCHANGED
from ocop.dossiers.services.drafting import save_texts, start_dossier
from ocop.dossiers.states import CLOSED_STATES
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.law.classification import product_class
from ocop.law.loading import load_rubric
from ocop.register.models import EvaluationKind
from ocop.register.status import StatusKind
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.design import autosave
from ocop.web.portal.forms import BeginForm, TextsForm, topic_field
from ocop.web.portal.outcome import result_of
from ocop.web.portal.places import asked_points, place_url
from ocop.web.portal.scope import dossier_or_404, draft_or_404, product_or_404
from ocop.web.portal.star_behind import (
    StarBehind,
    beginning_of,
    drafted_changes,
    star_behind,
)
from ocop.web.portal.states import STEPS, dossier_status, step_of
from ocop.web.portal.tasks import Tasks


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the kind and open the dossier, bound to the law in force today."""
    product = product_or_404(request, pk)
    running = visible_to(request.user).filter(product=product).exclude(state__in=CLOSED_STATES)
    if request.method != "POST" and (known := running.first()):
        return redirect("portal:dossier", known.pk)
    behind = star_behind(product, clock.today())
    initial = _usual_kind(behind)
    form = BeginForm(request.POST or None, initial={"kind": initial})
    if request.method == "POST" and form.is_valid():
        try:
            dossier = start_dossier(product=product, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            return redirect("portal:dossier", dossier.pk)
    context = {
        "form": form,
        "product": product,
        "office": product.producer.name,
        "leaf": product_class(product.leaf) if product.leaf else None,
        "behind": behind,
    }
    return render(request, "portal/begin.html", context)


def _usual_kind(behind: StarBehind | None) -> EvaluationKind:
    """What most people want: a first star, a higher one, or the old one again near its end."""
    if behind is None or behind.status.kind is StatusKind.WITHDRAWN:
        return EvaluationKind.FIRST
    return EvaluationKind.UPGRADE if behind.is_early else EvaluationKind.REEVALUATION


@signed_in
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The task list while it is with the producer, afterwards where it is."""
    dossier = dossier_or_404(request, pk)
    if policy.may_edit(request.user, dossier):
        return _task_list(request, dossier)
    dated = with_dates(Dossier.objects.filter(pk=pk)).get()
    context = {
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "status": dossier_status(dated, clock.today()),
        "steps": STEPS,
        "step": step_of(dossier),
        "receipts": dossier.receipts.order_by("pk"),
        "submission": dossier.submissions.select_related("snapshot").order_by("-number").first(),
        "result": result_of(dossier),
        "may_withdraw": "withdraw" in policy.allowed_acts(request.user, dossier),
    }
    return render(request, "portal/dossier_sent.html", context)


def _task_list(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    content = content_of(dossier, on=clock.today(), is_committed=True)
    current = dossier.commune.valid_to is None
    findings = incompleteness(content, commune_is_current=current, settings=law_settings())
    asked = asked_points(dossier)
    score = score_of(dossier, content["answers"])
    context = {
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "rubric": load_rubric(dossier.instrument, dossier.set_number),
        "list": Tasks(dossier, content, findings, asked).build(),
        "asked": [(place_url(dossier, place), place, reasons) for place, reasons in asked.items()],
        "asked_note": dossier.return_notes.order_by("-pk").first() if asked else None,
        "score": score,
        "gap": next_gap(score),
        "beginning": beginning_of(dossier, clock.today()),
    }
    return render(request, "portal/dossier.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Part II and IV of Mẫu số 02; saved while typing."""
    dossier = draft_or_404(request, pk)
    asks = {
        "asks_changes": dossier.kind != EvaluationKind.FIRST,
        "asks_updates": dossier.kind == EvaluationKind.REEVALUATION,
        "asks_samples": load_rubric(dossier.instrument, dossier.set_number).needs_samples,
    }
    drafts = drafted_changes(dossier, clock.today()) if asks["asks_changes"] else {}
    initial = {
        "version": dossier.texts_version,
        **_changes(dossier, drafts),
        "results_production": dossier.results_production,
        "results_quality": dossier.results_quality,
        "results_market": dossier.results_market,
        "results_business": dossier.results_business,
        "plan": dossier.plan_text,
        "samples": dossier.samples,
    }
    form = TextsForm(request.POST or None, initial=initial, **asks)
    if request.method == "POST":
        answer = _save_texts(request, dossier, form)
        if answer is not None:
            return answer
    asked = asked_points(dossier)
    context = {
        "form": form,
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "asked": [
            reason
            for place in ("results", "plan", "changes", "samples")
            for reason in asked.get(place, ())
        ],
        "was_compared": dossier.prefilled_from_id is not None,
    }
    return render(request, "portal/texts.html", context)


def _changes(dossier: Dossier, drafts: Mapping[str, str]) -> dict[str, str]:
    """The words on what changed: as saved, otherwise as the comparison drafts them."""
    if dossier.kind != EvaluationKind.REEVALUATION:
        return {"changes": dossier.changes_text or "\n".join(drafts.values())}
    words = {
        topic_field(topic.code): dossier.updates.get(topic.code) or drafts.get(topic.code, "")
        for topic in TOPICS
    }
    return {**words, "changes": dossier.changes_text or drafts.get(OTHER, "")}


def _save_texts(request: HttpRequest, dossier: Dossier, form: TextsForm) -> HttpResponse | None:
    """The answer to a save, or None where the page is shown again with its errors."""
    quiet = autosave.wanted(request)
    if not form.is_valid():
        return autosave.not_saved("Có ô chưa đúng, xem lại rồi lưu.") if quiet else None
    words, fills_in = form.saved_words(), "khong-doi" in request.POST
    if fills_in and "updates" in words:
        words["updates"] = {topic: said or UNCHANGED for topic, said in words["updates"].items()}
    try:
        saved = save_texts(dossier=dossier, by=request.user, **words)
    except StaleDraftError as stale:
        if quiet:
            return autosave.not_saved(stale.message, status=409)
        form.data = form.data.copy()
        form.data["version"] = str(stale.current)
        refusals.show(form, stale)
        return None
    except RefusedError as refused:
        if quiet:
            return autosave.not_saved(refused.message)
        refusals.show(form, refused)
        return None
    if quiet:
        return autosave.saved(request, at=clock.now(), version=saved.texts_version)
    if fills_in:
        messages.success(request, f"Đã lưu và ghi “{UNCHANGED}” vào ô còn trống. Đọc lại cho đúng.")
        return redirect("portal:texts", dossier.pk)
    messages.success(request, "Đã lưu.")
    return redirect("portal:dossier", dossier.pk)
