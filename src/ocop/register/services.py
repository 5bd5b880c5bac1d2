"""What a re-evaluation means for the certificate that runs out meanwhile (Điều 7.6, 12.3 QĐ 26/2026)."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from ocop.kernel.changes import announce
from ocop.products.models import Product
from ocop.register.models import Certificate, CertificateFact, Decision
from ocop.register.withdrawing import standing

Kind = CertificateFact.Kind


@transaction.atomic
def note_reevaluation_received(product: Product, on: dt.date) -> None:
    """The commune took in a re-evaluation dossier on that day: the star may run on (Điều 12.3).

    A dossier received again after it was completed adds nothing.
    """
    for certificate in _standing_certificates(product):
        if not _is_being_reevaluated(certificate):
            CertificateFact.objects.create(
                certificate=certificate, kind=Kind.REEVALUATION_RECEIVED, on=on
            )
    announce(products=[product.pk])


@transaction.atomic
def note_reevaluation_ended(
    product: Product, on: dt.date, *, decision: Decision | None = None
) -> None:
    """There is a result, or the producer withdrew: nothing is waited for any longer."""
    for certificate in _standing_certificates(product):
        if _is_being_reevaluated(certificate):
            CertificateFact.objects.create(
                certificate=certificate,
                kind=Kind.REEVALUATION_ENDED,
                on=on,
                decision=decision,
            )
    announce(products=[product.pk])


def _standing_certificates(product: Product) -> QuerySet[Certificate]:
    """The product's certificates that nothing has ended yet; their last day may be over."""
    return standing(Certificate.objects.filter(recognition__product=product))


def _is_being_reevaluated(certificate: Certificate) -> bool:
    asked = [Kind.REEVALUATION_RECEIVED, Kind.REEVALUATION_ENDED]
    last = certificate.facts.filter(kind__in=asked).order_by("pk").last()
    return last is not None and last.kind == Kind.REEVALUATION_RECEIVED
