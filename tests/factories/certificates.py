"""Certificates with chosen dates, written as rows: their time is the subject."""

import datetime as dt
import itertools

from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.register.models import Certificate, CertificateFact, Decision, IssuerLevel, Recognition
from tests.factories.basic import make_producer, make_product

_serial = itertools.count(1)


def make_certificate(
    commune: Unit,
    expires_on: dt.date,
    *,
    star: int = 4,
    producer: Producer | None = None,
    product: Product | None = None,
    issued_on: dt.date | None = None,
) -> Certificate:
    """A certificate of a product made at the commune, with the given last day."""
    serial = next(_serial)
    product = product or make_product(producer or make_producer(commune))
    issued_on = issued_on or expires_on - dt.timedelta(days=1096)
    decision = Decision.objects.create(
        kind=Decision.Kind.RECOGNITION,
        level=IssuerLevel.MINISTRY if star == 5 else IssuerLevel.PROVINCE,
        unit=None if star == 5 else commune.province_today,
        number=f"{serial}/QĐ-UBND",
        signed_on=issued_on,
    )
    recognition = Recognition.objects.create(
        product=product,
        star=star,
        decision=decision,
        recognised_on=issued_on,
        commune=commune,
        source=Recognition.Source.RECORDED,
    )
    return Certificate.objects.create(
        recognition=recognition,
        short_code=f"T{serial:06d}",
        number=f"{serial}/GCN",
        issuer_key="82",
        product_code=f"82-{commune.code}-{serial}-2024",
        issued_on=issued_on,
        expires_on=expires_on,
    )


def add_fact(certificate: Certificate, kind: str, on: dt.date) -> CertificateFact:
    """Something that happened to it: "withdrawn", "reevaluation_received" …"""
    return CertificateFact.objects.create(certificate=certificate, kind=kind, on=on)
