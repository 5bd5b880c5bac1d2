"""Reading the register: certificates with their status, by code, by product, for lists."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from ocop.kernel.codes import tidy_code
from ocop.kernel.text import folded
from ocop.products.models import ProductPhoto
from ocop.register.models import Certificate, CertificateFact, Recognition
from ocop.register.status import CertificateDates, Fact, Status, status


@dataclass(frozen=True, slots=True)
class Milestone:
    """One recognition in a product's history; dates and decision are None where unrecorded."""

    star: int
    kind: str
    recognised_on: dt.date | None
    decision_number: str | None
    short_code: str | None


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """All that the public page of a certificate says, read in three queries."""

    short_code: str
    product_id: int
    product_code: str
    number: str
    issued_on: dt.date
    expires_on: dt.date
    star: int
    total: Decimal | None
    level: str
    product: str
    story: str
    description: str
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
    certificate_id: int
    photo: object | None
    facts: tuple[Fact, ...]
    history: tuple[Milestone, ...]

    def status(self, on: dt.date) -> Status:
        """The status of this certificate on a day."""
        return status(CertificateDates(self.issued_on, self.expires_on), self.facts, on)


_RECORD_COLUMNS = (
    "short_code",
    "recognition__product_id",
    "product_code",
    "number",
    "issued_on",
    "expires_on",
    "recognition__star",
    "recognition__total",
    "recognition__level",
    "recognition__product__name",
    "recognition__product__story",
    "recognition__product__description",
    "recognition__product__is_sample",
    "recognition__product__producer__name",
    "recognition__product__current_commune__kind",
    "recognition__product__current_commune__name",
    "recognition__product__current_commune__parent__kind",
    "recognition__product__current_commune__parent__name",
    "recognition__decision__number",
    "recognition__decision__signed_on",
    "recognition__decision__unit__kind",
    "recognition__decision__unit__name",
    "id",
)


def public_record(typed: str) -> PublicRecord | None:
    """The record of a short code as a person typed it; None where there is none.

    Plain columns instead of objects: this is the page behind every QR.
    """
    row = (
        Certificate.objects.filter(short_code=tidy_code(typed))
        .values_list(
            *_RECORD_COLUMNS,
            Subquery(
                ProductPhoto.objects.filter(product=OuterRef("recognition__product"))
                .order_by("order", "pk")
                .values("file")[:1]
            ),
        )
        .first()
    )
    if row is None:
        return None
    facts = CertificateFact.objects.filter(certificate=row[-2]).values_list("kind", "on", "ground")
    history = Recognition.objects.filter(product=row[1], star__gte=3).values_list(
        "star", "kind", "recognised_on", "decision__number", "certificate__short_code"
    )
    return PublicRecord(
        *row,
        facts=tuple(Fact(*fact) for fact in facts.order_by("on", "pk")),
        history=tuple(Milestone(*line) for line in history.order_by("-recognised_on", "-pk")),
    )


def status_of(certificate: Certificate, on: dt.date) -> Status:
    """The status on a day. `facts` should be prefetched."""
    facts = [Fact(fact.kind, fact.on, fact.ground) for fact in certificate.facts.all()]
    return status(CertificateDates(certificate.issued_on, certificate.expires_on), facts, on)


def status_of_recognition(recognition: Recognition, on: dt.date) -> Status:
    """The status of a recognition; without certificate the register cannot say."""
    certificate = getattr(recognition, "certificate", None)
    return status_of(certificate, on) if certificate else status(None, [], on)


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
    )


def history_of(product_id: int) -> QuerySet[Recognition]:
    """Every recognition of one product, newest first; undated ones last."""
    return recognitions_to_show().filter(product_id=product_id).order_by(*_NEWEST_FIRST)


_NEWEST_FIRST = (F("recognised_on").desc(nulls_last=True), "-pk")


def newest_recognitions() -> QuerySet[Recognition]:
    """For each product its newest recognition, ordered by the product's name."""
    newest = Recognition.objects.filter(product=OuterRef("product"), star__gte=3)
    return (
        recognitions_to_show()
        .filter(pk=Subquery(newest.order_by(*_NEWEST_FIRST).values("pk")[:1]))
        .order_by("product__folded_name", "pk")
    )


def matching(found: QuerySet[Recognition], typed: str) -> QuerySet[Recognition]:
    """Those whose product, producer or commune holds every word typed, or whose code is typed.

    Marks and case do not matter; each word may be in another place ("kho ca tan ho co").
    """
    code = tidy_code(typed)
    by_words = Q()
    for word in folded(typed).split()[:8]:
        by_words &= (
            Q(product__folded_name__contains=word)
            | Q(product__producer__folded_name__contains=word)
            | Q(product__current_commune__folded_name__contains=word)
        )
    return found.filter(by_words | Q(certificate__short_code=code)) if code else found


def with_certificate_valid_on(found: QuerySet[Recognition], on: dt.date) -> QuerySet[Recognition]:
    """Those inside their 36 months and neither withdrawn nor replaced by that day."""
    ended = CertificateFact.objects.filter(
        certificate__recognition=OuterRef("pk"), kind__in=["withdrawn", "replaced"], on__lte=on
    )
    return found.filter(
        ~Exists(ended), certificate__issued_on__lte=on, certificate__expires_on__gte=on
    )
