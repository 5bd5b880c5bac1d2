"""The page of one recognised product."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.register.queries import history_of
from ocop.web.access import anyone
from ocop.web.public.register.entries import entry


@anyone
@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """One recognised product with all its recognitions. Others are not public: 404."""
    entries = [entry(recognition) for recognition in history_of(pk)]
    if not entries:
        raise Http404
    shown = entries[0].recognition.product
    return render(
        request,
        "public/product.html",
        {"product": shown, "entries": entries, "newest": entries[0], "photos": shown.photos.all()},
    )
