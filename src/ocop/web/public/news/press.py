"""`/bao-chi/`: figures as of today, how the stars are named, whom to call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.catalogue.finding import find
from ocop.catalogue.search import Search
from ocop.kernel import clock
from ocop.newsroom.models import Kind
from ocop.newsroom.queries import narrowed, press_contacts, public_articles, with_pictures
from ocop.web.access import anyone
from ocop.web.public.news.shown import all_shown

MOST_RELEASES = 5


@anyone
@require_safe
def press(request: HttpRequest) -> HttpResponse:
    """Every figure leads to the list it counts."""
    today = clock.today()
    counts = find(Search(on=today, state="con")).counts
    releases = narrowed(public_articles(today), kind=Kind.PRESS)
    return render(
        request,
        "public/news/press.html",
        {
            "today": today,
            "total": counts.total,
            "stars": [(star, counts.stars[star]) for star in (5, 4, 3)],
            "province_count": len(counts.provinces),
            "contacts": press_contacts(),
            "releases": all_shown(with_pictures(releases)[:MOST_RELEASES]),
        },
    )
