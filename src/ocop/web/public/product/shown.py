"""What the page of one product shows, in the reader's language, from the register and its own page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify
from django.utils.translation import gettext as _

from ocop.files.models import StoredFile
from ocop.kernel.language import is_english
from ocop.kernel.text import folded
from ocop.law.classification import ProductClass, product_class
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.register.models import Decision
from ocop.register.queries import history_of
from ocop.storefront.models import SellingPlace
from ocop.storefront.queries import PublicPage
from ocop.storefront.rules.links import host_of, platform_of
from ocop.storefront.vetted import vetted_photos, vetted_texts
from ocop.web.public.register.entries import Entry, entry


@dataclass(frozen=True)
class Text:
    """Words with their language: `lang` is "vi" where the reader's language is missing."""

    words: str
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def lines(self) -> list[str]:
        """Its paragraphs: each line that says something."""
        return [line for line in self.words.splitlines() if line.strip()]


@dataclass(frozen=True)
class Photo:
    """One photo as the page shows it."""

    file: StoredFile
    caption: Text


@dataclass(frozen=True)
class Place:
    """One place to buy; an online one leads to the named host."""

    place: SellingPlace
    title: str
    host: str


@dataclass(frozen=True)
class Shown:
    """Everything the page of a product says."""

    product: Product
    entries: Sequence[Entry]
    name: Text
    introduction: Text
    story: Text
    photos: Sequence[Photo]
    page: PublicPage | None = None
    places: Sequence[Place] = field(default_factory=tuple)

    @property
    def newest(self) -> Entry | None:
        """The newest recognition; None in the preview of a product without one."""
        return self.entries[0] if self.entries else None

    @property
    def valid_star(self) -> int | None:
        """The star that counts today, or None."""
        return next((e.recognition.star for e in self.entries if e.is_valid), None)

    @property
    def leaf(self) -> ProductClass | None:
        """The group of Phụ lục I."""
        return product_class(self.product.leaf) if self.product.leaf else None

    @property
    def commune(self) -> Unit:
        """Where it is made, as it is called today."""
        return self.product.current_commune or self.product.commune

    @property
    def slug(self) -> str:
        """The name for the address: "kho-ca-loc"."""
        return slugify(folded(self.product.name))[:80].strip("-") or "san-pham"


def entries_of(product_id: int) -> list[Entry]:
    """The product's recognitions with their state today; empty where it is not public."""
    rows = history_of(product_id).select_related(
        "decision__unit", "product__commune__parent", "product__key_sector"
    )
    return [entry(recognition) for recognition in rows]


def shown(product: Product, entries: Sequence[Entry], page: PublicPage | None) -> Shown:
    """The page from the version given; without one, what an office saw of the product."""
    name = Text(product.name, _mark())
    if page is None:
        seen_at = _seen_at(entries)
        texts = vetted_texts(product, seen_at)
        return Shown(
            product,
            entries,
            name,
            Text(texts.description, _mark()),
            Text(texts.story, _mark()),
            [
                Photo(one.file, Text(one.caption, _mark()))
                for one in vetted_photos(product, seen_at)
            ],
        )
    version = page.version
    return Shown(
        product,
        entries,
        _either(product.name, version.name_en),
        _either(version.introduction, version.introduction_en),
        _either(version.story, version.story_en),
        [Photo(one.file, _either(one.caption, one.caption_en)) for one in page.photos],
        page,
        [
            Place(one, _title(one), host_of(one.url) if one.url else "")
            for one in sorted(page.places, key=_shops_first)
        ],
    )


def issuer_name(decision: Decision) -> str:
    """Who signed the decision, in the reader's language."""
    if decision.unit is None:
        return _("Bộ Nông nghiệp và Môi trường")
    return _("Ủy ban nhân dân %(unit)s") % {"unit": decision.unit.name_in_sentence}


def _seen_at(entries: Sequence[Entry]) -> dt.datetime | None:
    """When the newest decision was entered: what came later nobody has looked at."""
    return next(
        (e.recognition.decision.entered_at for e in entries if e.recognition.decision), None
    )


def _shops_first(place: SellingPlace) -> int:
    return list(SellingPlace.Kind).index(SellingPlace.Kind(place.kind))


def _title(place: SellingPlace) -> str:
    if place.name or not place.url:
        return place.name
    return platform_of(place.url)


def _mark() -> str:
    return "vi" if is_english() else ""


def _either(vietnamese: str, english: str) -> Text:
    if is_english() and english:
        return Text(english)
    return Text(vietnamese, _mark())
