"""Checking codes against the register itself, many at once."""

from collections.abc import Sequence

from django.conf import settings

from ocop.kernel import clock
from ocop.register.check_address import sealed_facts
from ocop.register.models import Certificate
from ocop.register.queries import status_of
from ocop.register.seals.codec import SealError, SealFault, open_seal
from ocop.register.seals.keystore import own_keys
from ocop.register.seals.offline import Scanned, read_address
from ocop.register.seals.words import Said, note_elsewhere, say_fault, say_status

FORGED = frozenset({SealFault.SIGNATURE, SealFault.MALFORMED})


def look_up(typed: Sequence[str]) -> list[Said]:
    """The answer on each line typed or scanned, in order, as of today, in two queries.

    A seal that was changed is named even where the code exists: the label is not ours.
    """
    scanned = [(line, read_address(line)) for line in typed]
    found = {
        certificate.short_code: certificate
        for certificate in Certificate.objects.filter(
            short_code__in={each.code for _, each in scanned if each}
        )
        .select_related("recognition__product")
        .prefetch_related("facts")
    }
    return [_said(line, each, found.get(each.code) if each else None) for line, each in scanned]


def _said(typed: str, scanned: Scanned | None, certificate: Certificate | None) -> Said:
    if scanned is None:
        return say_fault("not_a_code", typed)
    notes = note_elsewhere(scanned, settings.OCOP_PUBLIC_ADDRESS)
    if fault := _forged(scanned):
        return say_fault(fault.value, typed, scanned.code, notes)
    if certificate is None:
        return say_fault("unknown", typed, scanned.code, notes)
    state = status_of(certificate, clock.today())
    return say_status(typed, sealed_facts(certificate), state, notes, certain=not notes)


def _forged(scanned: Scanned) -> SealFault | None:
    if not scanned.seal:
        return None
    try:
        open_seal(scanned.code, scanned.seal, own_keys())
    except SealError as error:
        return error.fault if error.fault in FORGED else None
    return None
