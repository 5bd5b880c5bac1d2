"""Articles: what an office works on, and what everybody may read."""

import datetime as dt

from django.db.models import Count, Prefetch, Q, QuerySet

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import Role
from ocop.files.models import StoredFile
from ocop.kernel import clock
from ocop.kernel.text import folded
from ocop.newsroom.models import Article, Kind, Picture, PressContact, Version
from ocop.newsroom.policy import NATIONAL_WRITERS, PROVINCE_WRITERS
from ocop.newsroom.states import ArticleState
from ocop.products.models import Product


def visible_to(user: Visitor) -> QuerySet[Article]:
    """The articles of the person's own office, drafts too; a national auditor reads all."""
    if has_national_role(user, {Role.AUDITOR}):
        return Article.objects.all()
    readers = PROVINCE_WRITERS | {Role.AUDITOR}
    own = Q(province__province_today__in=units_with_role(user, readers))
    if has_national_role(user, NATIONAL_WRITERS):
        own |= Q(province=None)
    return Article.objects.filter(own)


FILTERS = {
    "tat-ca": Q(),
    "ban-thao": Q(state=ArticleState.DRAFT),
    "da-dang": Q(state=ArticleState.PUBLISHED),
    "da-go": Q(state=ArticleState.WITHDRAWN),
}
"""The desk's filters by their name in the address."""


def counts(articles: QuerySet[Article]) -> dict[str, int]:
    """How many of the scoped articles each filter holds, in one query."""
    counted: dict[str, int] = articles.order_by().aggregate(
        **{
            key.replace("-", "_"): Count("pk", filter=wanted) if wanted else Count("pk")
            for key, wanted in FILTERS.items()
        }
    )
    return {key: counted[key.replace("-", "_")] for key in FILTERS}


def public_articles(on: dt.date | None = None) -> QuerySet[Article]:
    """What everybody may read on a day (today), newest first: published, past its embargo."""
    return (
        Article.objects.filter(
            state=ArticleState.PUBLISHED, approved__publish_on__lte=on or clock.today()
        )
        .select_related("approved", "province")
        .order_by("-approved__publish_on", "-pk")
    )


def with_pictures(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With the pictures of the approved version: one more query however many there are."""
    pictures = Prefetch("approved__pictures", Picture.objects.select_related("file"))
    return articles.prefetch_related(pictures)


def narrowed(
    articles: QuerySet[Article], *, kind: str = "", province: str = "", tag: str = ""
) -> QuerySet[Article]:
    """The public articles of a kind, a province (by code, "vn" for the whole country), a tag."""
    if kind in Kind.values:
        articles = articles.filter(approved__kind=kind)
    if province == "vn":
        articles = articles.filter(province=None)
    elif province:
        articles = articles.filter(province__code=province)
    if tag:
        articles = articles.filter(approved__folded_tags__contains=f"|{folded(tag)}|")
    return articles


def public_products(version: Version) -> QuerySet[Product]:
    """The version's products that have a public page."""
    return (
        version.products.filter(recognitions__star__gte=3)
        .select_related("producer", "current_commune")
        .distinct()
        .order_by("folded_name", "pk")
    )


def readable_pictures(user: Visitor) -> QuerySet[StoredFile]:
    """Pictures of what is public today, and of every version the person's office works on."""
    public = Picture.objects.filter(
        version__in=public_articles().order_by().values("approved")
    ).values("file")
    readable = Q(pk__in=public)
    if user.is_authenticated:
        own = Picture.objects.filter(version__article__in=visible_to(user)).values("file")
        readable |= Q(pk__in=own)
    return StoredFile.objects.filter(readable)


def press_contacts() -> QuerySet[PressContact]:
    """The whole country's first, then provinces by name."""
    return PressContact.objects.select_related("province").order_by(
        "-is_national", "province__folded_name", "pk"
    )
