"""The search: by product, producer, place old or new, certificate, or the code under the QR."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ocop.catalogue.finding import Answer, find
from ocop.catalogue.models import ListedPeriod
from ocop.kernel.codes import tidy_code
from ocop.places.models import Unit
from ocop.register.models import Certificate
from ocop.register.queries import first_photos
from ocop.web.access import anyone
from ocop.web.public.register.asking import Asked, asked
from ocop.web.public.register.entries import entry
from ocop.web.public.register.facets import ORDER_NAMES, chips, facets, unit_ids
from ocop.web.public.register.files import MOST_LINES

PAGE_SIZE = 24
LAST_PAGE = 100
"""Beyond, a filter helps more than another page."""


class _Places:
    """The found products as a paginator sees them: how many, and a part of them."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.ordered = True

    def count(self) -> int:
        return min(self._answer.counts.total, LAST_PAGE * PAGE_SIZE)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[ListedPeriod]:
        return self._answer.page(part.start, part.stop - part.start)


@anyone
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """`/` and `/san-pham/`: a search, its filters with counts, and one page of what was found."""
    question = asked(request.GET)
    code = tidy_code(question.search.text)
    if _may_be_code(code) and Certificate.objects.filter(short_code=code).exists():
        return redirect("public:answer", code=code)
    answer = find(question.search)
    page: Page[ListedPeriod] = Paginator(_Places(answer), PAGE_SIZE).get_page(
        request.GET.get("trang")
    )
    recognitions = [period.recognition for period in page]
    photos = first_photos([one.product for one in recognitions])
    return render(
        request,
        "public/register/list.html",
        {
            **filters(question, answer),
            "page": page,
            "entries": [
                entry(one, photos.get(one.product_id), question.search.on) for one in recognitions
            ],
            "closeness": answer.words.closeness.value,
            "is_cut": answer.counts.total > LAST_PAGE * PAGE_SIZE,
            "is_too_long": answer.counts.total > MOST_LINES,
        },
    )


def filters(question: Asked, answer: Answer) -> dict[str, object]:
    """What list and map show alike: the question, its filters, chips, total and orders."""
    counts = answer.counts
    names = Unit.objects.in_bulk(unit_ids(question, counts)) if counts.total else {}
    offered = facets(question, counts, names)
    return {
        "asked": question,
        "query": question.address(),
        "total": counts.total,
        "facets": offered,
        "chips": chips(question, offered),
        "orders": [
            (order.value, name, order is question.search.order)
            for order, name in ORDER_NAMES.items()
        ],
        "is_asked": bool(question.given),
    }


def _may_be_code(code: str) -> bool:
    """A short code has letters and digits and no space; most words are shorter or longer."""
    return 5 <= len(code) <= 12 and code.isalnum() and code.isascii()
