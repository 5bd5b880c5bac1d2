"""What is missing for the next star, and what the council concluded."""

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ocop.config.law import law_settings
from ocop.councils.models import CouncilResult, Session
from ocop.dossiers.content import answers_of, score_of
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries import latest_submission, submission_content
from ocop.dossiers.rules.next_star import StarGap, gap_to, next_gap
from ocop.dossiers.rules.story import not_counted
from ocop.dossiers.states import CLOSED_STATES, EDITABLE_STATES, DossierState
from ocop.law.explaining import explain
from ocop.law.loading import load_rubric
from ocop.law.scoring import score_sheet
from ocop.recognition.comparison import comparison_of
from ocop.recognition.missing import agreed_case
from ocop.register.models import Recognition
from ocop.web.access import signed_in
from ocop.web.portal.scope import dossier_or_404
from ocop.web.scoring_adapter import sums_view


@dataclass(frozen=True)
class ResultView:
    """A council's result as the producer reads it, once the session is closed."""

    result: CouncilResult
    content: dict[str, Any]
    recognition: Recognition | None

    @property
    def gap(self) -> StarGap | None:
        """What the next star lacks, on the council's mean and the levels it agreed on."""
        rubric = load_rubric(self.content["instrument"], self.content["set"])
        rows = {row["code"]: row for row in self.content["criteria"] if row["option"] is not None}
        for code in not_counted(
            rubric, {code: row["option"] for code, row in rows.items()}, law_settings()
        ):
            rows.pop(code, None)
        cases = {code: case for code, row in rows.items() if (case := agreed_case(row)) is not None}
        score = score_sheet(
            rubric,
            {code: row["option"] for code, row in rows.items()},
            cases,
            settings=law_settings(),
        )
        return next_gap(score, total=Fraction(self.content["total_exact"]))

    @property
    def certificate(self) -> object | None:
        """The certificate that followed, if any."""
        return getattr(self.recognition, "certificate", None)


def result_of(dossier: Dossier) -> ResultView | None:
    """The latest result of a closed session; None before that."""
    result = (
        CouncilResult.objects.filter(dossier=dossier, item__session__state=Session.State.CONCLUDED)
        .select_related("snapshot", "item__session")
        .order_by("-pk")
        .first()
    )
    if result is None:
        return None
    recognition = None
    if dossier.state == DossierState.RECOGNISED:
        recognition = _recognition_on(dossier, result)
    return ResultView(result, json.loads(result.snapshot.content), recognition)


def _recognition_on(dossier: Dossier, result: CouncilResult) -> Recognition | None:
    """What followed from the result: the first star of that kind since."""
    return (
        Recognition.objects.filter(
            product=dossier.product_id,
            kind=dossier.kind,
            recognised_on__gte=result.concluded_on,
        )
        .select_related("decision", "certificate")
        .order_by("recognised_on", "pk")
        .first()
    )


@signed_in
@require_safe
def next_star(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Lên sao cần gì": points and minimum levels, for the next star or `?sao=`."""
    dossier = dossier_or_404(request, pk)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    if dossier.state in EDITABLE_STATES:
        score = score_of(dossier, answers_of(dossier))
    else:
        handed = latest_submission(dossier)
        if handed is None:
            return redirect("portal:dossier", pk)
        answers: Any = submission_content(handed)["answers"]
        score = score_sheet(
            rubric,
            {code: row["option"] for code, row in answers.items()},
            {code: row["case"] for code, row in answers.items() if row["case"] is not None},
            settings=law_settings(),
        )
    asked = request.GET.get("sao", "")
    gap: StarGap | None = gap_to(score, int(asked)) if asked in {"3", "4", "5"} else next_gap(score)
    context = {
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "rubric": rubric,
        "score": score,
        "sums": sums_view(score),
        "gap": gap,
        "explained": explain(rubric, score.ranking),
        "stars": (3, 4, 5),
        "editable": dossier.state in EDITABLE_STATES,
    }
    return render(request, "portal/next_star.html", context)


@signed_in
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Points, star, why, and what is missing; nothing of a single member's sheet."""
    dossier = dossier_or_404(request, pk)
    found = result_of(dossier)
    if found is None:
        raise Http404
    context = {
        "dossier": dossier,
        "product": dossier.product,
        "office": dossier.product.producer.name,
        "rubric": load_rubric(dossier.instrument, dossier.set_number),
        "found": found,
        "content": found.content,
        "is_closed": dossier.state in CLOSED_STATES,
        "comparison": comparison_of(dossier, found.result),
        "keeps_star": dossier.state == DossierState.NOT_UPGRADED,
    }
    return render(request, "portal/result.html", context)
