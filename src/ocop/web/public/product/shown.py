"""What the page of one product shows, in the reader's language, from the register and its own page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ocop.kernel import clock
from ocop.kernel.language import is_english
from ocop.kernel.text import folded
from ocop.law.classification import ProductClass, product_class
from ocop.places.models import Unit
from ocop.products.models import ProductTrait
from ocop.register.sentences import Verdict, verdict
from ocop.register.status import StatusKind
from ocop.storefront.models import SellingPlace
from ocop.storefront.public_page import (
    PublicContact,
    PublicDecision,
    PublicPlace,
    PublicProduct,
    PublicRecognition,
    public_facts,
)
from ocop.storefront.rules.links import host_of, platform_of


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

    file_id: UUID
    has_preview: bool
    caption: Text


@dataclass(frozen=True)
class Step:
    """One recognition with the words about its state today."""

    recognition: PublicRecognition
    verdict: Verdict
    is_valid: bool
    is_known: bool
    issuer: str
    # Where its certificate is checked; "" without one.
    check: str


@dataclass(frozen=True)
class Place:
    """One place to buy; an online one leads to the named host."""

    place: PublicPlace
    title: str
    host: str


@dataclass(frozen=True)
class Shown:
    """Everything the page of a product says."""

    product: PublicProduct
    traits: Sequence[str]
    entries: Sequence[Step]
    name: Text
    introduction: Text
    story: Text
    photos: Sequence[Photo]
    places: Sequence[Place]
    contacts: Sequence[PublicContact]

    @property
    def newest(self) -> Step | None:
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
        return self.product.commune

    @property
    def slug(self) -> str:
        """The name for the address: "kho-ca-loc"."""
        return slugify(folded(self.product.name))[:80].strip("-") or "san-pham"


def shown(product_id: int, version_id: int | None = None) -> Shown:
    """The page with what is published, or with the version given. Raises Http404 without product."""
    facts = public_facts(product_id, version_id)
    if facts is None:
        raise Http404
    texts, today = facts.texts, clock.today()
    return Shown(
        facts.product,
        [str(ProductTrait.Kind(kind).label) for kind in facts.traits],
        [_step(recognition, today) for recognition in facts.recognitions],
        _either(facts.product.name, texts.name_en),
        _either(texts.introduction, texts.introduction_en),
        _either(texts.story, texts.story_en),
        [
            Photo(one.file_id, one.has_preview, _either(one.caption, one.caption_en))
            for one in facts.photos
        ],
        [
            Place(one, _title(one), host_of(one.url) if one.url else "")
            for one in sorted(facts.places, key=_shops_first)
        ],
        facts.contacts,
    )


def _step(recognition: PublicRecognition, today: dt.date) -> Step:
    state, decision = recognition.status(today), recognition.decision
    held = recognition.certificate
    return Step(
        recognition,
        verdict(state),
        state.is_valid,
        state.kind is not StatusKind.INSUFFICIENT_DATA,
        issuer_name(decision) if decision else "",
        reverse("public:answer", args=[held.short_code]) if held else "",
    )


def issuer_name(decision: PublicDecision) -> str:
    """Who signed the decision, in the reader's language."""
    if decision.unit is None:
        return _("Bộ Nông nghiệp và Môi trường")
    return _("Ủy ban nhân dân %(unit)s") % {"unit": decision.unit.name_in_sentence}


def _shops_first(place: PublicPlace) -> int:
    return list(SellingPlace.Kind).index(SellingPlace.Kind(place.kind))


def _title(place: PublicPlace) -> str:
    if place.name or not place.url:
        return place.name
    return platform_of(place.url)


def _mark() -> str:
    return "vi" if is_english() else ""


def _either(vietnamese: str, english: str) -> Text:
    if is_english() and english:
        return Text(english)
    return Text(vietnamese, _mark())
