"""`{% load news %}`: what stands beside the search on the first page."""

from dataclasses import dataclass

from django import template
from django.template.context import Context

from ocop.catalogue.models import ListedPeriod
from ocop.catalogue.periods import BEGINNING
from ocop.kernel import clock
from ocop.newsroom.queries import public_articles
from ocop.register.status import VALID_KINDS
from ocop.web.public.news.shown import Shown, all_shown

register = template.Library()
MOST_NEWS = 3
MOST_PRODUCTS = 4


@dataclass(frozen=True)
class FirstPage:
    """The newest articles, and the products recognised last whose star counts today."""

    articles: list[Shown]
    periods: list[ListedPeriod]


@register.simple_tag(takes_context=True)
def first_page(context: Context) -> FirstPage | None:
    """Two queries on the first page without a question; nothing on any other."""
    match = context["request"].resolver_match
    if match is None or match.url_name != "home" or context["request"].GET:
        return None
    today = clock.today()
    recognised = (
        ListedPeriod.objects.filter(
            first_day__lte=today,
            last_day__gte=today,
            recognised_on__range=(BEGINNING, today),
            kind__in=VALID_KINDS,
        )
        .exclude(recognised_on=BEGINNING)
        .select_related("recognition__product__producer", "recognition__certificate")
        .order_by("-recognised_on", "-listed")
    )
    return FirstPage(
        all_shown(public_articles(today)[:MOST_NEWS]), list(recognised[:MOST_PRODUCTS])
    )
