"""Mẫu số 03 as PDF, for every desk that may open the dossier."""

import json
from typing import Any

from django.http import Http404, HttpResponse

from ocop.dossiers.commune_report import paper_data, report_content
from ocop.dossiers.models import CommuneAssessment, Dossier, Receipt
from ocop.dossiers.queries import latest_submission
from ocop.kernel import clock
from ocop.kernel.canonical import canonical_text
from ocop.papers.mau03 import render_mau03


def mau03_response(dossier: Dossier) -> HttpResponse:
    """The frozen report, or a preview without number and date while the commune writes.

    Raises Http404 before the commune's receipt: there is nothing to report on yet.
    """
    report = CommuneAssessment.objects.select_related("snapshot").filter(dossier=dossier).first()
    content, name = _frozen(report) or _draft(dossier, report), f"mau-03-{dossier.pk}"
    data = paper_data(content)
    pdf = render_mau03(data, dated=data["date"] or clock.today())
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


def _frozen(report: CommuneAssessment | None) -> dict[str, Any] | None:
    return json.loads(report.snapshot.content) if report and report.snapshot else None


def _draft(dossier: Dossier, report: CommuneAssessment | None) -> dict[str, Any]:
    receipt = dossier.receipts.filter(desk=Receipt.Desk.COMMUNE).order_by("-pk").first()
    submission = latest_submission(dossier)
    if receipt is None or submission is None:
        raise Http404
    content = report_content(
        dossier=dossier,
        submission=submission,
        receipt=receipt,
        assessment=report or CommuneAssessment(dossier=dossier),
    )
    # The same form as the frozen one: a preview prints exactly what will be frozen.
    draft: dict[str, Any] = json.loads(canonical_text(content))
    return draft
