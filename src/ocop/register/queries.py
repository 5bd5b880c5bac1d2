"""Reading the register: certificates with their status, by code, by product, for lists."""

import datetime as dt

from django.db.models import Prefetch, QuerySet

from ocop.kernel.codes import tidy_code
from ocop.register.models import Certificate, Recognition
from ocop.register.status import CertificateDates, Fact, Status, status


def certificates_to_show() -> QuerySet[Certificate]:
    """Certificates with everything a public answer names, in three queries whatever their number."""
    return Certificate.objects.select_related(
        "recognition__product__producer",
        "recognition__product__current_commune__parent",
        "recognition__commune__parent",
        "recognition__decision__unit",
    ).prefetch_related("facts")


def certificate_by_code(typed: str) -> Certificate | None:
    """The certificate of a short code as a person typed it; None where there is none."""
    return certificates_to_show().filter(short_code=tidy_code(typed)).first()


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
            "product__producer", "product__current_commune__parent", "decision", "certificate"
        )
        .prefetch_related(Prefetch("certificate__facts"))
    )


def history_of(product_id: int) -> QuerySet[Recognition]:
    """Every recognition of one product, newest first."""
    return recognitions_to_show().filter(product_id=product_id)
