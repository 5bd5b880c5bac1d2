"""Certificates in lists: narrowed by words, star, year, commune and by what they are on a day."""

import datetime as dt

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from ocop.kernel.text import folded, nfc
from ocop.register.models import Certificate, CertificateEdition
from ocop.register.queries import extended_on
from ocop.register.status import EXPIRING_DAYS, StatusKind
from ocop.register.withdrawing import standing_ends


def for_lists(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """With all that a line shows: product, producer, place, star, facts, papers."""
    return certificates.select_related(
        "recognition__product__producer",
        "recognition__product__current_commune",
        "recognition__decision",
    ).prefetch_related(
        "facts", Prefetch("editions", queryset=CertificateEdition.objects.order_by("number"))
    )


def matching_words(certificates: QuerySet[Certificate], typed: str) -> QuerySet[Certificate]:
    """Those where each word is in product, producer, commune, number or code; marks do not matter."""
    for word in nfc(typed).split()[:8]:
        plain = folded(word)
        certificates = certificates.filter(
            Q(recognition__product__folded_name__contains=plain)
            | Q(recognition__product__producer__folded_name__contains=plain)
            | Q(recognition__product__current_commune__folded_name__contains=plain)
            | Q(number__icontains=word)
            | Q(short_code__iexact=word)
        )
    return certificates


def with_status(
    certificates: QuerySet[Certificate], kind: StatusKind, on: dt.date
) -> QuerySet[Certificate]:
    """Those that are `kind` on a day, as `register.status` says of each."""
    ends = standing_ends(on).filter(certificate=OuterRef("pk"))
    if kind in (StatusKind.WITHDRAWN, StatusKind.REPLACED):
        withdrawn = Exists(ends.filter(kind="withdrawn"))
        return certificates.filter(
            withdrawn if kind is StatusKind.WITHDRAWN else Exists(ends.filter(kind="replaced")),
            *([] if kind is StatusKind.WITHDRAWN else [~withdrawn]),
        )
    standing = certificates.filter(~Exists(ends))
    if kind is StatusKind.NOT_YET_ISSUED:
        return standing.filter(issued_on__gt=on)
    begun = standing.filter(issued_on__lte=on)
    closing = on + dt.timedelta(days=EXPIRING_DAYS)
    match kind:
        case StatusKind.IN_FORCE:
            return begun.filter(expires_on__gt=closing)
        case StatusKind.EXPIRING:
            return begun.filter(expires_on__range=(on, closing))
        case StatusKind.EXTENDED:
            return begun.filter(expires_on__lt=on, pk__in=extended_on(on))
        case StatusKind.EXPIRED:
            return begun.filter(expires_on__lt=on).exclude(pk__in=extended_on(on))
    return certificates.none()
