"""The register for citizens: search, and one page for each product."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.kernel.codes import tidy_code
from ocop.register.models import Certificate, Recognition
from ocop.register.queries import (
    history_of,
    matching,
    newest_recognitions,
    status_of_recognition,
    with_certificate_valid_on,
)
from ocop.register.sentences import Verdict, verdict
from ocop.web.access import anyone

PAGE_SIZE = 24


@dataclass(frozen=True)
class Entry:
    """One line of the register: a recognition and what it is worth today."""

    recognition: Recognition
    verdict: Verdict
    is_valid: bool

    @property
    def kind(self) -> str:
        """The tone as the status component names it."""
        return self.verdict.tone


def entry(recognition: Recognition) -> Entry:
    """The line of a recognition, as of today."""
    state = status_of_recognition(recognition, clock.today())
    return Entry(recognition, verdict(state), state.is_valid)


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search: by product, producer, commune, or the code under the QR."""
    typed = request.GET.get("tim", "")[:120]
    code = tidy_code(typed)
    if Certificate.objects.filter(short_code=code).exists() if 5 <= len(code) <= 12 else False:
        return redirect("public:answer", code=code)
    found = matching(newest_recognitions(), typed)
    if request.GET.get("con") == "1":
        found = with_certificate_valid_on(found, clock.today())
    star = request.GET.get("sao", "")
    if star in {"3", "4", "5"}:
        found = found.filter(star=int(star))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(
        request,
        "public/home.html",
        {
            "typed": typed,
            "only_valid": request.GET.get("con") == "1",
            "star": star,
            "stars": ["5", "4", "3"],
            "page": page,
            "entries": [entry(recognition) for recognition in page],
        },
    )


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
