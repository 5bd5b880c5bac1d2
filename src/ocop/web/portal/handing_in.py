"""Checking, handing in, and taking a dossier back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.config.law import law_settings
from ocop.dossiers.content import content_of, score_of
from ocop.dossiers.models import Dossier
from ocop.dossiers.rules.completeness import incompleteness
from ocop.dossiers.services.submission import IncompleteError, submit_dossier, withdraw_dossier
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.kernel.findings import Finding, Weight
from ocop.law.classification import product_class
from ocop.law.explaining import explain
from ocop.law.loading import load_rubric
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.portal.forms import HandInForm
from ocop.web.portal.places import place_url
from ocop.web.portal.scope import dossier_or_404, draft_or_404
from ocop.web.scoring_adapter import sums_view

MOST_NAMED = 8


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything on one page; what is missing leads to its place; then the commitment."""
    dossier = draft_or_404(request, pk)
    form = HandInForm(request.POST or None, initial={"version": dossier.version})
    if request.method == "POST" and form.is_valid():
        try:
            submit_dossier(dossier=dossier, by=request.user, **form.cleaned_data)
        except StaleDraftError as stale:
            form.data = form.data.copy()
            form.data["version"] = str(stale.current)
            form.add_error(None, "Hồ sơ vừa được sửa ở nơi khác. Hãy xem lại rồi nộp.")
        except IncompleteError:
            form.add_error(None, "Hồ sơ còn thiếu. Bấm vào từng dòng ở trên để bổ sung.")
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            return redirect("portal:done", pk)
    return render(request, "portal/check.html", _context(dossier, form))


def _context(dossier: Dossier, form: HandInForm) -> dict[str, Any]:
    content = content_of(dossier, on=clock.today(), is_committed=True)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    score = score_of(dossier, content["answers"])
    current = dossier.commune.valid_to is None
    findings = incompleteness(content, commune_is_current=current, settings=law_settings())
    papers = {row["paper"]["id"]: row["paper"]["title"] for row in content["evidence"]}
    return {
        "form": form,
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "content": content,
        "rubric": rubric,
        "classification": product_class(dossier.set_number).path,
        "sums": sums_view(score),
        "explained": explain(rubric, score.ranking),
        "papers": list(papers.values()),
        "missing": _rows(dossier, findings, Weight.BLOCKER),
        "warnings": _rows(dossier, findings, Weight.WARNING),
        "urls": {
            place: place_url(dossier, place) for place in ("producer", "product", "plan", "papers")
        },
    }


def _rows(dossier: Dossier, findings: list[Finding], weight: Weight) -> list[dict[str, str]]:
    """The findings of one weight; what is said of many criteria alike becomes one line."""
    alike: dict[str, list[Finding]] = {}
    for each in findings:
        if each.weight is weight:
            alike.setdefault(each.message.replace(f"Tiêu chí {each.place} ", "", 1), []).append(
                each
            )
    return [
        {
            "message": _together(words, rows),
            "article": rows[0].article,
            "url": place_url(dossier, rows[0].place),
        }
        for words, rows in alike.items()
    ]


def _together(words: str, rows: list[Finding]) -> str:
    if len(rows) == 1:
        return rows[0].message
    codes = ", ".join(row.place for row in rows[:MOST_NAMED])
    end = "…" if len(rows) > MOST_NAMED else "."
    return f"{len(rows)} tiêu chí {words.rstrip('.')}: {codes}{end}"


@signed_in
@require_safe
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """It is handed in: when, to whom, what happens next."""
    dossier = dossier_or_404(request, pk)
    submission = dossier.submissions.select_related("snapshot").order_by("-number").first()
    if submission is None:
        return redirect("portal:dossier", pk)
    context = {
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "submission": submission,
        "needs_samples": load_rubric(dossier.instrument, dossier.set_number).needs_samples,
    }
    return render(request, "portal/done.html", context)


@signed_in
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the dossier back (at any time before its end)."""
    dossier = dossier_or_404(request, pk)
    try:
        withdraw_dossier(dossier=dossier, by=request.user, reason=request.POST.get("reason", ""))
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("portal:dossier", pk)
    messages.success(
        request, "Đã rút hồ sơ. Giấy tờ vẫn ở trong tủ, lúc nào cũng lập được hồ sơ mới."
    )
    return redirect("portal:home")
