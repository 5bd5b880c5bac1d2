"""The register for citizens: search, and one page for each product."""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.kernel.codes import tidy_code
from ocop.register.models import Certificate, Recognition
from ocop.register.queries import (
    first_photos,
    history_of,
    matching,
    newest_recognitions,
    recognised_products,
    status_of_recognition,
    with_certificate_valid_on,
    with_newest_star,
)
from ocop.register.sentences import Verdict, verdict
from ocop.register.status import StatusKind
from ocop.web.access import anyone

PAGE_SIZE = 24


@dataclass(frozen=True)
class Entry:
    """One line of the register: a recognition and what it is worth today."""

    recognition: Recognition
    verdict: Verdict
    is_valid: bool
    is_known: bool = True
    photo: UUID | None = None

    @property
    def kind(self) -> str:
        """The tone as the status component names it."""
        return self.verdict.tone


def entry(recognition: Recognition, photo: UUID | None = None) -> Entry:
    """The line of a recognition, as of today."""
    state = status_of_recognition(recognition, clock.today())
    is_known = state.kind is not StatusKind.INSUFFICIENT_DATA
    return Entry(recognition, verdict(state), state.is_valid, is_known, photo)


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search: by product, producer, commune, or the code under the QR."""
    typed = request.GET.get("tim", "")[:120]
    code = tidy_code(typed)
    if 5 <= len(code) <= 12 and Certificate.objects.filter(short_code=code).exists():
        return redirect("public:answer", code=code)
    found = matching(recognised_products(), typed)
    if request.GET.get("con") == "1":
        found = with_certificate_valid_on(found, clock.today())
    star = request.GET.get("sao", "")
    if star in {"3", "4", "5"}:
        found = with_newest_star(found, int(star))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    photos = first_photos(page.object_list)
    return render(
        request,
        "public/home.html",
        {
            "typed": typed,
            "only_valid": request.GET.get("con") == "1",
            "star": star,
            "stars": ["5", "4", "3"],
            "page": page,
            "entries": [
                entry(recognition, photos.get(recognition.product_id))
                for recognition in newest_recognitions(page.object_list)
            ],
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
