"""The style guide: every component with its states, for those who build pages."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.web.access import anyone
from ocop.web.design import guide


@anyone
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Shown on demonstrations and while developing; elsewhere it does not exist."""
    if not (settings.DEBUG or settings.OCOP_DEMO):
        raise Http404
    return render(
        request,
        "design/guide.html",
        {
            "guide": guide,
            "form": guide.sample_form(),
            "screen": guide.scoring_screen(),
            "page": Paginator(range(240), 20).page(3),
        },
    )
