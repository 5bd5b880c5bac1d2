"""An article in the language of the page: English where the office wrote it, else Vietnamese."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from ocop.kernel.language import is_english
from ocop.newsroom.markup import Block
from ocop.newsroom.models import Article, Kind, Picture, Version


@dataclass(frozen=True)
class Shown:
    """One article as the page says it; `language` is that of its own words."""

    article: Article
    version: Version
    language: str
    title: str
    summary: str

    @property
    def url(self) -> str:
        """Its page in the language of this one."""
        return reverse("public:article", args=[self.article.pk])

    @property
    def address(self) -> str:
        """The same with the public address of this installation, for feeds and sharing."""
        return absolute(self.url)

    @property
    def blocks(self) -> list[Block]:
        """The body."""
        return self.version.blocks_en if self.language == "en" else self.version.blocks

    @property
    def kind(self) -> str:
        """The kind in words."""
        return str(Kind(self.version.kind).label)

    @property
    def office(self) -> str:
        """Who says it: an office, never a person. Its name is Vietnamese on every page."""
        province = self.article.province
        if province is None:
            return "Bộ Nông nghiệp và Môi trường"
        return f"Cơ quan OCOP {province.name_in_sentence}"

    @property
    def pictures(self) -> list[Picture]:
        """Pictures in order (prefetched)."""
        return list(self.version.pictures.all())

    @property
    def first_picture(self) -> UUID | None:
        """The file of the first picture."""
        pictures = self.pictures
        return pictures[0].file_id if pictures else None


def shown(article: Article) -> Shown:
    """The approved version of an article that `queries.public_articles` gave."""
    version = article.approved
    assert version is not None
    if is_english() and version.title_en:
        return Shown(article, version, "en", version.title_en, version.summary_en)
    return Shown(article, version, "vi", version.title, version.summary)


def all_shown(articles: Iterable[Article]) -> list[Shown]:
    """Each of them."""
    return [shown(article) for article in articles]


def absolute(address: str) -> str:
    """An address of ours as the world knows it."""
    return settings.OCOP_PUBLIC_ADDRESS.rstrip("/") + address
