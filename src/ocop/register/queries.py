"""Reading the register: certificates with their status, by code, by product, for lists."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from ocop.config.law import law_settings
from ocop.kernel.codes import tidy_code
from ocop.kernel.prepared import prepared_cursor
from ocop.kernel.text import folded
from ocop.law import deadlines
from ocop.products.models import Product, ProductPhoto
from ocop.register.editions import valid_paper_sentence
from ocop.register.models import Certificate, CertificateFact, Recognition
from ocop.register.status import CertificateDates, Fact, Status, status
from ocop.register.withdrawing import standing_ends


@dataclass(frozen=True, slots=True)
class Milestone:
    """One recognition in a product's history; dates and decision are None where unrecorded."""

    star: int
    recognised_on: dt.date | None
    decision_number: str | None
    short_code: str | None


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """All that the public page of a certificate says, read in three queries."""

    facts: tuple[Fact, ...]
    history: tuple[Milestone, ...]
    photo: UUID | None
    short_code: str
    product_id: int
    product_code: str
    number: str
    issued_on: dt.date
    expires_on: dt.date
    star: int
    product: str
    story: str
    is_sample: bool
    producer: str
    commune_kind: str
    commune: str
    province_kind: str
    province: str
    decision_number: str
    decision_signed_on: dt.date
    decision_unit_kind: str | None
    decision_unit: str | None
    # None where the certificate was recorded from a list: the paper is its issuer's own.
    snapshot_id: int | None
    certificate_id: int
    # The valid paper where it is not the original: `number` and `snapshot_id` are its own.
    edition_kind: str | None = None
    edition_on: dt.date | None = None
    edition_times: int = 0

    @property
    def valid_paper(self) -> str:
        """Which paper counts, where the original no longer does; else ""."""
        if self.edition_kind is None or self.edition_on is None:
            return ""
        return valid_paper_sentence(self.edition_kind, self.edition_times, self.edition_on)

    @property
    def newer_code(self) -> str | None:
        """The code of the product's newest certificate where that is not this one."""
        newest = self.history[0].short_code
        return newest if newest != self.short_code else None

    def status(self, on: dt.date) -> Status:
        """The status of this certificate on a day."""
        dates = CertificateDates(self.issued_on, self.expires_on)
        return status(dates, self.facts, on, law_settings())


# Written out, because this is the page behind every QR: compiling the same query from objects
# costs more than everything else the page does. Column order is the order of PublicRecord.
# Story and photo are those that were there when the decision was entered: a producer may change
# them for the next dossier at any time, and nothing goes public that no office has seen.
_RECORD = """
SELECT c.short_code, r.product_id, c.product_code, COALESCE(e.paper_number, c.number), c.issued_on,
  c.expires_on, r.star, p.name,
  COALESCE(
    (SELECT h.story FROM products_historicalproduct h
     WHERE h.id = p.id AND h.history_date <= d.entered_at
     ORDER BY h.history_date DESC, h.history_id DESC LIMIT 1),
    (SELECT h.story FROM products_historicalproduct h
     WHERE h.id = p.id AND h.history_type = '+' LIMIT 1),
    CASE WHEN EXISTS (SELECT 1 FROM products_historicalproduct h WHERE h.id = p.id)
    THEN '' ELSE p.story END),
  p.is_sample, m.name, u.kind, u.name, v.kind, v.name,
  d.number, d.signed_on, w.kind, w.name, COALESCE(e.snapshot_id, c.snapshot_id), c.id,
  (SELECT f.file_id FROM products_productphoto f JOIN files_storedfile s ON s.id = f.file_id
   WHERE f.product_id = p.id AND s.uploaded_at <= d.entered_at ORDER BY f."order", f.id LIMIT 1),
  e.kind, e.issued_on,
  (SELECT COUNT(*) FROM register_certificateedition k
   WHERE k.certificate_id = c.id AND k.kind = e.kind)
FROM register_certificate c
JOIN register_recognition r ON r.id = c.recognition_id
JOIN products_product p ON p.id = r.product_id
JOIN producers_producer m ON m.id = p.producer_id
JOIN places_unit u ON u.id = COALESCE(p.current_commune_id, p.commune_id)
JOIN places_unit v ON v.id = u.parent_id
JOIN register_decision d ON d.id = r.decision_id
LEFT JOIN places_unit w ON w.id = d.unit_id
LEFT JOIN register_certificateedition e ON e.certificate_id = c.id AND e.number > 1
  AND e.number = (SELECT MAX(number) FROM register_certificateedition
                  WHERE certificate_id = c.id)
WHERE c.short_code = %s"""
_FACTS = """
SELECT kind, "on", ground FROM register_certificatefact WHERE certificate_id = %s
ORDER BY "on", id"""
_HISTORY = """
SELECT r.star, r.recognised_on, d.number, c.short_code
FROM register_recognition r
LEFT JOIN register_decision d ON d.id = r.decision_id
LEFT JOIN register_certificate c ON c.recognition_id = r.id
WHERE r.product_id = %s AND r.star >= 3
ORDER BY r.recognised_on IS NULL, r.recognised_on DESC, r.id DESC"""


def public_record(typed: str) -> PublicRecord | None:
    """The record of a short code as a person typed it; None where there is none."""
    with prepared_cursor() as cursor:
        cursor.execute(_RECORD, [tidy_code(typed)])
        row = cursor.fetchone()
        if row is None:
            return None
        cursor.execute(_FACTS, [row[20]])
        facts = tuple(Fact(kind, _date(on), ground) for kind, on, ground in cursor.fetchall())
        cursor.execute(_HISTORY, [row[1]])
        history = tuple(
            Milestone(star, on and _date(on), number, code)
            for star, on, number, code in cursor.fetchall()
        )
    photo = row[21] and UUID(str(row[21]))
    columns: tuple[Any, ...] = (
        *row[:4],
        _date(row[4]),
        _date(row[5]),
        *row[6:9],
        bool(row[9]),
        *row[10:16],
        _date(row[16]),
        *row[17:21],
        row[22],
        row[23] and _date(row[23]),
        row[24],
    )
    return PublicRecord(facts, history, photo, *columns)


def _date(stored: dt.date | str) -> dt.date:
    """SQLite keeps dates as ISO text, PostgreSQL as dates."""
    return dt.date.fromisoformat(stored) if isinstance(stored, str) else stored


def status_of(certificate: Certificate, on: dt.date) -> Status:
    """The status on a day. `facts` should be prefetched."""
    facts = [Fact(fact.kind, fact.on, fact.ground) for fact in certificate.facts.all()]
    dates = CertificateDates(certificate.issued_on, certificate.expires_on)
    return status(dates, facts, on, law_settings())


def status_of_recognition(recognition: Recognition, on: dt.date) -> Status:
    """The status of a recognition; without certificate the register cannot say."""
    certificate = getattr(recognition, "certificate", None)
    return status_of(certificate, on) if certificate else status(None, [], on)


_NEWEST_FIRST = (F("recognised_on").desc(nulls_last=True), "-pk")


def recognitions_to_show() -> QuerySet[Recognition]:
    """Recognitions of 3 stars and more with product, producer, places and certificate."""
    return (
        Recognition.objects.filter(star__gte=3)
        .select_related(
            "product__producer",
            "product__current_commune__parent",
            "commune",
            "decision",
            "certificate",
        )
        .prefetch_related(Prefetch("certificate__facts"))
        .order_by(*_NEWEST_FIRST)
    )


def history_of(product_id: int) -> QuerySet[Recognition]:
    """Every recognition of one product, newest first; undated ones last."""
    return recognitions_to_show().filter(product_id=product_id)


def recognised_products() -> QuerySet[Product]:
    """Products that ever had 3 stars or more, by name."""
    ever = Recognition.objects.filter(product=OuterRef("pk"), star__gte=3)
    return Product.objects.filter(Exists(ever)).order_by("folded_name", "pk")


def matching(found: QuerySet[Product], typed: str) -> QuerySet[Product]:
    """Those whose name, producer or commune holds every word typed.

    Marks and case do not matter; each word may be in another place ("kho ca tan ho co").
    """
    for word in folded(typed).split()[:8]:
        found = found.filter(
            Q(folded_name__contains=word)
            | Q(producer__folded_name__contains=word)
            | Q(current_commune__folded_name__contains=word)
        )
    return found


def with_certificate_valid_on(found: QuerySet[Product], on: dt.date) -> QuerySet[Product]:
    """Those with a certificate inside its 36 months, or extended by a re-evaluation under way.

    Withdrawn and replaced ones are out. The line of each product still says its exact status.
    """
    valid = Certificate.objects.filter(
        ~Exists(standing_ends(on).filter(certificate=OuterRef("pk"))),
        Q(expires_on__gte=on) | Q(pk__in=extended_on(on)),
        recognition__product=OuterRef("pk"),
        issued_on__lte=on,
    )
    return found.filter(Exists(valid))


def extended_on(on: dt.date) -> list[int]:
    """Certificates past their last day that still count: few enough to ask each by the rules."""
    since = on - (deadlines.extension(on).last_day - on)
    candidates = Certificate.objects.filter(
        Exists(
            CertificateFact.objects.filter(
                certificate=OuterRef("pk"), kind="reevaluation_received", on__lte=on
            )
        ),
        expires_on__lt=on,
        expires_on__gte=since,
    ).prefetch_related("facts")
    return [each.pk for each in candidates if status_of(each, on).is_valid]


def newest_recognitions(products: Sequence[Product]) -> list[Recognition]:
    """The newest recognition of each product that has one, in the order given."""
    newest: dict[int, Recognition] = {}
    for recognition in recognitions_to_show().filter(product__in=products):
        newest.setdefault(recognition.product_id, recognition)
    return [newest[product.pk] for product in products if product.pk in newest]


def seen_photos() -> QuerySet[ProductPhoto]:
    """Photos that stood with their product when a decision on its star was entered."""
    later = Recognition.objects.filter(
        product=OuterRef("product"),
        star__gte=3,
        decision__entered_at__gte=OuterRef("file__uploaded_at"),
    )
    return ProductPhoto.objects.filter(Exists(later))


def first_photos(products: Sequence[Product]) -> dict[int, UUID]:
    """The file of each product's first photo, by product."""
    photos = seen_photos().filter(product__in=products).order_by("-order", "-pk")
    return dict(photos.values_list("product_id", "file_id"))
