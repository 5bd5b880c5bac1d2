"""A submitted sheet and the minutes as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ocop.councils import queries
from ocop.councils.minutes_paper import minutes_data, minutes_date
from ocop.councils.sheet_paper import sheet_data
from ocop.papers.minutes import render_minutes
from ocop.papers.score_sheet import render_score_sheet
from ocop.web.desk.councils.gates import for_readers
from ocop.web.desk.councils.reached import session_of


@for_readers
@require_safe
def score_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """One submitted sheet, for its owner at once and for others when it is opened."""
    sheets = queries.sheets_visible_to(request.user).select_related(
        "member__user",
        "item__session__council__unit",
        "item__submission__snapshot",
        "item__dossier__product",
        "item__dossier__commune",
        "item__dossier__province",
    )
    sheet = get_object_or_404(sheets, pk=pk, submitted_at__isnull=False)
    data = sheet_data(sheet)
    assert data["date"] is not None
    return _pdf(render_score_sheet(data, dated=data["date"]), f"phieu-{pk}.pdf")


@for_readers
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of an ended session."""
    session = session_of(request, pk)
    if session.minutes is None:
        raise Http404
    paper = render_minutes(minutes_data(session), dated=minutes_date(session))
    return _pdf(paper, f"bien-ban-{pk}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
