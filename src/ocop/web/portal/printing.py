"""Mẫu số 01 and 02 as PDF: from what was handed in, or from the draft and marked as one."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ocop.dossiers.content import content_of
from ocop.dossiers.models import Dossier, Receipt, Submission
from ocop.dossiers.queries import latest_submission, submission_content
from ocop.dossiers.states import EDITABLE_STATES
from ocop.kernel import clock
from ocop.papers.registration import render_registration
from ocop.papers.self_assessment import render_self_assessment
from ocop.web.access import signed_in
from ocop.web.portal.paper_data import registration_data, self_assessment_data
from ocop.web.portal.scope import dossier_or_404


@signed_in
@require_safe
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Mẫu số 01."""
    dossier = dossier_or_404(request, pk)
    content, submission, day = _printed(dossier)
    receipts = {
        row.desk: row
        for row in Receipt.objects.filter(submission=submission).select_related("received_by")
    }
    data = registration_data(content, submission, receipts)
    return _pdf(render_registration(data, dated=day), dossier, "mau-01", submission)


@signed_in
@require_safe
def self_assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """Mẫu số 02."""
    dossier = dossier_or_404(request, pk)
    content, submission, day = _printed(dossier)
    data = self_assessment_data(content, submission)
    return _pdf(render_self_assessment(data, dated=day), dossier, "mau-02", submission)


def _printed(dossier: Dossier) -> tuple[Any, Submission | None, dt.date]:
    """The content to print with its submission; a draft has none."""
    submission = None if dossier.state in EDITABLE_STATES else latest_submission(dossier)
    if submission is None:
        return content_of(dossier, on=clock.today()), None, clock.today()
    content: Any = submission_content(submission)
    return content, submission, dt.date.fromisoformat(content["submitted_on"])


def _pdf(
    content: bytes, dossier: Dossier, name: str, submission: Submission | None
) -> HttpResponse:
    kind = f"lan-{submission.number}" if submission else "ban-nhap"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}-ho-so-{dossier.pk}-{kind}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )
