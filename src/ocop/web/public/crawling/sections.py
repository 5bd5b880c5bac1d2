"""The parts of the sitemap. Each reads one page of it, never the whole register."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from ocop.catalogue.models import ListedPeriod
from ocop.catalogue.periods import BEGINNING
from ocop.kernel import clock
from ocop.law.instruments import all_instruments
from ocop.law.loading import all_rubrics
from ocop.newsroom.queries import public_articles
from ocop.places.queries import provinces_today

PAGE_SIZE = 2500
"""Each page stands in two languages: 5,000 addresses a file."""

FIXED = ("home", "map", "checking", "withdrawn", "news", "press", "law", "help", "privacy")


@dataclass(frozen=True, slots=True)
class Place:
    """A page (its Vietnamese address) and since when it says what it says, where known."""

    address: str
    since: dt.date | None = None


def page_counts() -> dict[str, int]:
    """How many files each section has; a section without pages has none."""
    sizes = {
        "trang": 1,
        "san-pham": _listed().count(),
        "tin": public_articles().count(),
    }
    return {name: -(-size // PAGE_SIZE) for name, size in sizes.items()}


def places(section: str, page: int) -> list[Place]:
    """The pages of one file (counted from 1); empty where there is none."""
    if section == "trang":
        return list(_fixed()) if page == 1 else []
    start = (page - 1) * PAGE_SIZE
    part = slice(start, start + PAGE_SIZE)
    if page < 1:
        return []
    if section == "san-pham":
        rows = _listed().order_by("listed").values_list("listed", "first_day")[part]
        return [
            Place(reverse("public:product", args=[pk]), None if day == BEGINNING else day)
            for pk, day in rows
        ]
    if section == "tin":
        news = public_articles().order_by("pk").values_list("pk", "approved__publish_on")[part]
        return [Place(reverse("public:article", args=[pk]), day) for pk, day in news]
    return []


def _listed() -> QuerySet[ListedPeriod]:
    """The period of today of each listed product: since its first day the page says the same."""
    today = clock.today()
    return ListedPeriod.objects.filter(first_day__lte=today, last_day__gte=today)


def _fixed() -> Iterator[Place]:
    for name in FIXED:
        yield Place(reverse(f"public:{name}"))
    for law in all_instruments():
        for rubric in all_rubrics(law.id):
            yield Place(reverse("public:score_sheet", args=[law.id, rubric.number]))
    for code in provinces_today().order_by("code").values_list("code", flat=True):
        yield Place(f"{reverse('public:products')}?tinh={code}")
