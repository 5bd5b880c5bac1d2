"""The law as the product applies it: instruments, score sheets, readings, corrections."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.config.law import law_settings
from ocop.kernel.errors import RefusedError
from ocop.law.instruments import all_instruments, instrument
from ocop.law.loading import all_rubrics, load_rubric
from ocop.law.readings import all_readings
from ocop.web.access import anyone


@anyone
@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """Every instrument with its dates and sets, and every reading in force where the law is silent."""
    return render(
        request,
        "public/law.html",
        {
            "laws": [(law, all_rubrics(law.id)) for law in all_instruments()],
            "readings": [(reading, reading.text_in(law_settings())) for reading in all_readings()],
        },
    )


@anyone
@require_safe
def score_sheet(request: HttpRequest, instrument_id: str, number: int) -> HttpResponse:
    """One score sheet as printed, with what was corrected and what is odd in the source."""
    try:
        rubric = load_rubric(instrument_id, number)
    except RefusedError as error:
        raise Http404(error.message) from None
    return render(
        request, "public/score_sheet.html", {"rubric": rubric, "law": instrument(instrument_id)}
    )
