"""The status list of this register, made from its rows."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Exists, OuterRef

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
    moment = clock.now()
    today = moment.astimezone(clock.VIETNAM).date()
    return StatusList(
        as_of=moment.replace(minute=0, second=0, microsecond=0),
        address=settings.OCOP_PUBLIC_ADDRESS,
        certificates=Certificate.objects.count(),
        rows=dict(_rows(today)),
    )


def current_text() -> str:
    """The list of this hour, signed; the same text until something changes."""
    key_id, key = signing_key()
    return signed_text(current_list(), key_id, key)


def _rows(today: dt.date) -> Iterator[tuple[str, Status]]:
    happened = CertificateFact.objects.filter(certificate=OuterRef("pk"), on__lte=today)
    touched = Certificate.objects.filter(Exists(happened)).prefetch_related("facts")
    for certificate in touched:
        state = status_of(certificate, today)
        dates = CertificateDates(certificate.issued_on, certificate.expires_on)
        over = state.kind is StatusKind.REPLACED and certificate.expires_on < today
        if state.kind is not status(dates, [], today).kind and not over:
            yield certificate.short_code, state
