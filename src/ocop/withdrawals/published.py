"""What market officers look up: stars that were withdrawn, and stars that ran out without renewal."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from ocop.kernel.codes import tidy_code
from ocop.kernel.text import folded
from ocop.products.models import Product
from ocop.register.models import Certificate, CertificateFact
from ocop.register.queries import with_certificate_valid_on
from ocop.register.withdrawing import standing, standing_ends

_PRODUCT = "recognition__product"


def withdrawn_facts(on: dt.date) -> QuerySet[CertificateFact]:
    """The withdrawals that stand on a day, newest first, with what a line of the list says."""
    return (
        standing_ends(on)
        .filter(kind=CertificateFact.Kind.WITHDRAWN)
        .select_related(
            "decision__unit",
            f"certificate__{_PRODUCT}__producer",
            f"certificate__{_PRODUCT}__current_commune__province_today",
            "certificate__recognition__commune",
        )
        .order_by("-on", "-pk")
    )


def expired_certificates(on: dt.date) -> QuerySet[Certificate]:
    """Certificates past their last day of products that have no valid and no newer one."""
    newer = Certificate.objects.filter(
        recognition__product=OuterRef(_PRODUCT), issued_on__gt=OuterRef("issued_on")
    )
    valid = with_certificate_valid_on(Product.objects.all(), on).values("pk")
    return (
        standing(Certificate.objects.filter(expires_on__lt=on))
        .filter(~Exists(newer))
        .exclude(recognition__product__in=valid)
        .select_related(
            f"{_PRODUCT}__producer",
            f"{_PRODUCT}__current_commune__province_today",
            "recognition__commune",
            "recognition__decision",
        )
        .order_by("-expires_on", "-pk")
    )


def narrowed_facts(
    facts: QuerySet[CertificateFact], typed: str, province_code: str
) -> QuerySet[CertificateFact]:
    """Those of a province of today whose code, product, producer or commune holds every word."""
    return facts.filter(_narrow("certificate__", typed, province_code))


def narrowed_certificates(
    certificates: QuerySet[Certificate], typed: str, province_code: str
) -> QuerySet[Certificate]:
    """The same for certificates."""
    return certificates.filter(_narrow("", typed, province_code))


def _narrow(path: str, typed: str, province_code: str) -> Q:
    product = f"{path}{_PRODUCT}"
    wanted = Q()
    if province_code:
        wanted &= Q(**{f"{product}__current_commune__province_today__code": province_code})
    code = tidy_code(typed)
    if code.isascii() and len(code) == 7 and " " not in typed.strip():
        by_code = Q(**{f"{path}short_code": code})
    else:
        by_code = Q(pk__in=[])
    by_words = Q()
    for word in folded(typed).split()[:6]:
        by_words &= (
            Q(**{f"{product}__folded_name__contains": word})
            | Q(**{f"{product}__producer__folded_name__contains": word})
            | Q(**{f"{product}__current_commune__folded_name__contains": word})
        )
    return wanted & (by_code | by_words) if typed.strip() else wanted
