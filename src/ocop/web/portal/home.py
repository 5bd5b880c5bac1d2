"""A producer's first page, and the short help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.producers.queries import own_producers
from ocop.web.access import signed_in
from ocop.web.portal.cards import home_of


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Products as cards, things to do on top; for a newcomer the first step."""
    producers = list(own_producers(request.user))
    context = {
        "producers": producers,
        "producer": producers[0] if len(producers) == 1 else None,
        "office": producers[0].name if len(producers) == 1 else "Trang của chủ thể",
        "home": home_of(request.user, clock.today()),
    }
    return render(request, "portal/home.html" if producers else "portal/welcome.html", context)


@signed_in
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Questions of the first day, each answered in three sentences."""
    return render(request, "portal/help.html")
