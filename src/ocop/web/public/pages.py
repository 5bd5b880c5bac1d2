"""Pages that only explain: help, and what is kept about people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.web.access import anyone


@anyone
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Three sentences for each kind of reader."""
    return render(request, "public/help.html")


@anyone
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data is kept, why, on which law, who sees it."""
    return render(request, "public/privacy.html")
