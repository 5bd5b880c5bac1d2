"""The papers of a certificate: which is valid, and what each says of itself."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from ocop.kernel.language import written_date
from ocop.kernel.models import Snapshot
from ocop.register.models import Certificate, CertificateEdition

Kind = CertificateEdition.Kind


def original_edition(certificate: Certificate) -> CertificateEdition:
    """The unsaved first edition of a certificate: its paper as issued, under its own number."""
    return CertificateEdition(
        certificate=certificate,
        number=1,
        kind=Kind.ORIGINAL,
        paper_number=certificate.number,
        issuer_key=certificate.issuer_key,
        issued_on=certificate.issued_on,
        snapshot=certificate.snapshot,
    )


def valid_edition(editions: Iterable[CertificateEdition]) -> CertificateEdition | None:
    """The newest of a certificate's editions: the one paper that counts. None where there is none."""
    return max(editions, key=lambda edition: edition.number, default=None)


def valid_snapshot(certificate: Certificate) -> Snapshot | None:
    """What the valid paper says; None where it was printed by its issuer before this register."""
    edition = valid_edition(certificate.editions.all())
    return edition.snapshot if edition else certificate.snapshot


def edition_words(kind: str, times: int) -> str:
    """What the paper is called: "Giấy cấp lại lần 1", "" for the original.

    `times` counts the papers of this kind, from 1.
    """
    match kind:
        case Kind.CORRECTION:
            return _("Giấy đính chính lần %s") % times
        case Kind.REISSUE:
            return _("Giấy cấp lại lần %s") % times
        case Kind.REPLACEMENT:
            return _("Giấy thay thế lần %s") % times
    return ""


def valid_paper_sentence(kind: str, times: int, issued_on: dt.date) -> str:
    """The sentence of the public answer: which paper is valid; "" for the original."""
    words = edition_words(kind, times)
    if not words:
        return ""
    return _("%(paper)s ngày %(day)s; bản trước không còn giá trị.") % {
        "paper": words,
        "day": written_date(issued_on),
    }
