"""All that the page of a product says, for the public and for previews, read in few queries.

Without a page of its producer's own, the public reads what an office saw: a producer may change the
description at any time, for the next dossier, and it shows as it stood when the newest decision was
entered. So nothing goes public that nobody looked at.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from ocop.config.law import law_settings
from ocop.kernel.prepared import prepared_cursor
from ocop.places.models import Unit
from ocop.register.status import CertificateDates, Fact, Status, status


@dataclass(frozen=True, slots=True)
class PublicProduct:
    """The product, its producer's public facts and where it is made, as it is called today."""

    pk: int
    name: str
    leaf: str
    craft_village: str
    is_sample: bool
    producer: str
    legal_form: str
    key_sector: str | None
    commune: Unit


@dataclass(frozen=True, slots=True)
class PublicDecision:
    """The decision of a recognition; `unit` is None where the ministry signed."""

    number: str
    signed_on: dt.date
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class PublicCertificate:
    """A certificate with what happened to it since."""

    number: str
    short_code: str
    issued_on: dt.date
    expires_on: dt.date
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PublicRecognition:
    """One recognition of 3 stars or more; what was not recorded is None."""

    star: int
    recognised_on: dt.date | None
    source_note: str
    decision: PublicDecision | None
    certificate: PublicCertificate | None

    def status(self, on: dt.date) -> Status:
        """What it is worth on a day; without certificate the register cannot say."""
        held = self.certificate
        if held is None:
            return status(None, [], on)
        dates = CertificateDates(held.issued_on, held.expires_on)
        return status(dates, held.facts, on, law_settings())


@dataclass(frozen=True, slots=True)
class PublicPhoto:
    """A photo by its file; `has_preview` where a small one is kept."""

    file_id: UUID
    has_preview: bool
    caption: str
    caption_en: str = ""


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """A place to buy, as its producer wrote it."""

    kind: str
    name: str
    address: str
    hours: str
    url: str


@dataclass(frozen=True, slots=True)
class PublicContact:
    """A phone or e-mail whose consent stands."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class PublicTexts:
    """Introduction and story; the English ones may be missing."""

    introduction: str = ""
    story: str = ""
    name_en: str = ""
    introduction_en: str = ""
    story_en: str = ""


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """Everything the page is made of; `recognitions` newest first."""

    product: PublicProduct
    traits: tuple[str, ...]
    recognitions: tuple[PublicRecognition, ...]
    texts: PublicTexts
    photos: tuple[PublicPhoto, ...]
    places: tuple[PublicPlace, ...] = ()
    contacts: tuple[PublicContact, ...] = ()


# Written out for the same reason as `register.queries.public_record` (ADR 0008).
_PRODUCT = """
SELECT p.id, p.name, p.leaf, p.craft_village, p.is_sample, m.name, m.legal_form, k.name,
  u.kind, u.name, u.code, u.latitude, u.longitude, v.kind, v.name, v.code, w.kind, w.name, w.code,
  p.description, p.story,
  x.id, x.introduction, x.story, x.name_en, x.introduction_en, x.story_en
FROM products_product p
JOIN producers_producer m ON m.id = p.producer_id
JOIN places_unit u ON u.id = COALESCE(p.current_commune_id, p.commune_id)
LEFT JOIN places_unit v ON v.id = u.parent_id
LEFT JOIN places_unit w ON w.id = v.parent_id
LEFT JOIN products_keysector k ON k.id = p.key_sector_id
LEFT JOIN storefront_pageversion x ON x.product_id = p.id AND {version}
WHERE p.id = %s"""
_PUBLISHED = _PRODUCT.format(version="x.state = 'published'")
_PREVIEWED = _PRODUCT.format(version="x.id = %s")
_RECOGNITIONS = """
SELECT r.star, r.recognised_on, r.source_note, d.number, d.signed_on, d.entered_at, w.kind, w.name,
  c.id, c.number, c.short_code, c.issued_on, c.expires_on
FROM register_recognition r
LEFT JOIN register_decision d ON d.id = r.decision_id
LEFT JOIN places_unit w ON w.id = d.unit_id
LEFT JOIN register_certificate c ON c.recognition_id = r.id
WHERE r.product_id = %s AND r.star >= 3
ORDER BY r.recognised_on IS NULL, r.recognised_on DESC, r.id DESC"""
_FACTS = """
SELECT f.certificate_id, f.kind, f."on", f.ground
FROM register_recognition r
JOIN register_certificate c ON c.recognition_id = r.id
JOIN register_certificatefact f ON f.certificate_id = c.id
WHERE r.product_id = %s AND r.star >= 3 ORDER BY f."on", f.id"""
_TRAITS = "SELECT kind FROM products_producttrait WHERE product_id = %s ORDER BY kind"
_PHOTOS = """
SELECT f.file_id, s.preview <> '', f.caption, f.caption_en
FROM storefront_pagephoto f JOIN files_storedfile s ON s.id = f.file_id
WHERE f.version_id = %s ORDER BY f."order", f.id"""
_PLACES = """
SELECT kind, name, address, hours, url FROM storefront_sellingplace
WHERE version_id = %s ORDER BY kind, id"""
_CONTACTS = """
SELECT kind, value FROM storefront_publishedcontact
WHERE product_id = %s AND withdrawn_at IS NULL ORDER BY kind DESC"""
_SEEN_TEXTS = """
SELECT history_type, history_date, description, story FROM products_historicalproduct
WHERE id = %s ORDER BY history_date, history_id"""
_SEEN_PHOTOS = """
SELECT f.file_id, s.preview <> '', f.caption
FROM products_productphoto f JOIN files_storedfile s ON s.id = f.file_id
WHERE f.product_id = %s AND s.uploaded_at <= %s ORDER BY f."order", f.id"""


def public_facts(product_id: int, version_id: int | None = None) -> PublicFacts | None:
    """The product with its published page, or with the version given (for a preview).

    None where there is no such product; one without a recognition has no public page.
    """
    with prepared_cursor() as cursor:
        if version_id is None:
            cursor.execute(_PUBLISHED, [product_id])
        else:
            cursor.execute(_PREVIEWED, [version_id, product_id])
        row = cursor.fetchone()
        if row is None:
            return None
        recognitions, seen_at = _recognitions(cursor, product_id)
        traits = tuple(kind for (kind,) in _all(cursor, _TRAITS, product_id))
        known = (_product(row), traits, recognitions)
        if row[21] is None:
            texts = _seen_texts(cursor, product_id, PublicTexts(*row[19:21]), seen_at)
            photos = _all(cursor, _SEEN_PHOTOS, product_id, seen_at) if seen_at else []
            return PublicFacts(*known, texts, tuple(map(_photo, photos)))
        return PublicFacts(
            *known,
            PublicTexts(*row[22:27]),
            tuple(map(_photo, _all(cursor, _PHOTOS, row[21]))),
            tuple(PublicPlace(*each) for each in _all(cursor, _PLACES, row[21])),
            tuple(PublicContact(*each) for each in _all(cursor, _CONTACTS, product_id)),
        )


def _all(cursor: CursorWrapper, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    cursor.execute(sql, values)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _product(row: tuple[Any, ...]) -> PublicProduct:
    top = Unit(kind=row[16], name=row[17], code=row[18]) if row[16] else None
    above = Unit(kind=row[13], name=row[14], code=row[15], parent=top) if row[13] else None
    commune = Unit(
        kind=row[8],
        name=row[9],
        code=row[10],
        latitude=_degrees(row[11]),
        longitude=_degrees(row[12]),
        parent=above,
    )
    columns: tuple[Any, ...] = (*row[:4], bool(row[4]), *row[5:8], commune)
    return PublicProduct(*columns)


def _recognitions(
    cursor: CursorWrapper, product_id: int
) -> tuple[tuple[PublicRecognition, ...], Any]:
    """Newest first, and when the newest decision was entered, as the database writes moments."""
    facts: dict[int, list[Fact]] = {}
    for certificate, kind, on, ground in _all(cursor, _FACTS, product_id):
        facts.setdefault(certificate, []).append(Fact(kind, _date(on), ground))
    rows = _all(cursor, _RECOGNITIONS, product_id)
    seen_at = next((row[5] for row in rows if row[5] is not None), None)
    return tuple(_recognition(row, facts) for row in rows), seen_at


def _recognition(row: tuple[Any, ...], facts: dict[int, list[Fact]]) -> PublicRecognition:
    decision = certificate = None
    if row[3] is not None:
        unit = Unit(kind=row[6], name=row[7]) if row[6] else None
        decision = PublicDecision(row[3], _date(row[4]), unit)
    if row[8] is not None:
        certificate = PublicCertificate(
            row[9], row[10], _date(row[11]), _date(row[12]), tuple(facts.get(row[8], ()))
        )
    return PublicRecognition(row[0], row[1] and _date(row[1]), row[2], decision, certificate)


def _seen_texts(
    cursor: CursorWrapper, product_id: int, today: PublicTexts, seen_at: Any
) -> PublicTexts:
    """The texts at `seen_at`; without a moment, as the product was first recorded."""
    rows = _all(cursor, _SEEN_TEXTS, product_id)
    if not rows:
        return today
    before = [row for row in rows if seen_at and row[1] <= seen_at]
    if before:
        return PublicTexts(*before[-1][2:])
    return PublicTexts(*rows[0][2:]) if rows[0][0] == "+" else PublicTexts()


def _photo(row: tuple[Any, ...]) -> PublicPhoto:
    return PublicPhoto(UUID(str(row[0])), bool(row[1]), *row[2:])


def _degrees(stored: object) -> Decimal | None:
    return None if stored is None else Decimal(str(stored))


def _date(stored: dt.date | str) -> dt.date:
    """SQLite keeps dates as ISO text, PostgreSQL as dates."""
    return dt.date.fromisoformat(stored) if isinstance(stored, str) else stored
