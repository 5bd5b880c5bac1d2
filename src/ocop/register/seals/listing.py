"""The status list of this register, made from its rows."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef

from ocop.kernel import clock
from ocop.register.models import Certificate, CertificateFact
from ocop.register.queries import status_of
from ocop.register.seals.keystore import signing_key
from ocop.register.seals.status_list import StatusList, signed_text
from ocop.register.status import CertificateDates, Status, StatusKind, status


def current_list() -> StatusList:
    """Everything that its printed dates do not say, as of this hour, in three queries.

    A replaced certificate leaves the list once its printed days are over: its seal says so then.
    """
    return StatusList(
        as_of=_this_hour(),
        address=settings.OCOP_PUBLIC_ADDRESS,
        certificates=Certificate.objects.count(),
        rows=dict(_rows(clock.today())),
    )


def current_text() -> str:
    """The list of this hour, signed; made anew only when something changed, else two queries."""
    return _signed(_stamp())


Stamp = tuple[dt.datetime, str, int, int | None, str]
"""The hour, the key, how many facts, the last of them, the newest certificate's code."""


def _stamp() -> Stamp:
    """Differs where the list could: facts are only ever added (docs/adr/0003)."""
    facts = CertificateFact.objects.aggregate(count=Count("pk"), last=Max("pk"))
    newest = Certificate.objects.order_by("-pk").values_list("short_code", flat=True).first()
    return (_this_hour(), signing_key()[0], facts["count"], facts["last"], newest or "")


@lru_cache(maxsize=1)
def _signed(stamp: Stamp) -> str:
    key_id, key = signing_key()
    return signed_text(current_list(), key_id, key)


def _this_hour() -> dt.datetime:
    return clock.now().replace(minute=0, second=0, microsecond=0)


def _rows(today: dt.date) -> Iterator[tuple[str, Status]]:
    happened = CertificateFact.objects.filter(certificate=OuterRef("pk"), on__lte=today)
    touched = Certificate.objects.filter(Exists(happened)).prefetch_related("facts")
    for certificate in touched:
        state = status_of(certificate, today)
        dates = CertificateDates(certificate.issued_on, certificate.expires_on)
        over = state.kind is StatusKind.REPLACED and certificate.expires_on < today
        if state.kind is not status(dates, [], today).kind and not over:
            yield certificate.short_code, state
