"""Reading the signatures of a PDF with pyHanko; nothing is fetched from any network.

What comes from outside is read through `asking`, in a process that may be killed.
"""

import asyncio
import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    SignatureCoverageLevel,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import (
    extract_self_reported_ts,
    extract_tst_data_iter,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from ocop.files.pdf_signatures.facts import (
    MARK,
    After,
    Chain,
    Outcome,
    Reading,
    Revocation,
    Signature,
)

MOST_SIGNATURES = 20
# Office certificates name either purpose; other purposes are not for signing papers.
_PURPOSES = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)


def roots_in(folder: str) -> list[x509.Certificate]:
    """The certificates in the `.pem`, `.crt`, `.cer` files of a folder; none for "".

    Raises OSError for a folder that is missing, ValueError for a file that is no certificate.
    """
    if not folder:
        return []
    found = []
    for path in sorted(Path(folder).iterdir()):
        if path.suffix.lower() in {".pem", ".crt", ".cer"}:
            content = path.read_bytes()
            parts = (
                [der for _, _, der in pem.unarmor(content, multiple=True)]
                if pem.detect(content)
                else [content]
            )
            found += [x509.Certificate.load(der, strict=True) for der in parts]
    return found


def read_signatures(content: bytes, roots: Sequence[x509.Certificate], now: dt.datetime) -> Reading:
    """Every signature of the PDF. Never raises for what the bytes hold; may need long for them."""
    if MARK not in content:
        return Reading(Outcome.NONE)
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        embedded = reader.embedded_signatures
        proofs = _proofs(reader)
    except (PdfError, ValueError, TypeError, LookupError, OSError, RecursionError, ArithmeticError):
        return Reading(Outcome.UNREADABLE)
    if not embedded:
        return Reading(Outcome.NONE)
    if len(embedded) > MOST_SIGNATURES:
        return Reading(Outcome.TOO_HEAVY)
    read = []
    for signature in embedded:
        try:
            read.append(_read(signature, roots, proofs, now))
        except Exception:  # noqa: BLE001, S112 - counted as unread; a stranger's bytes in two parsers
            continue
    return Reading(Outcome.READ, tuple(read), unread=len(embedded) - len(read))


def _proofs(reader: PdfFileReader) -> DocumentSecurityStore | None:
    """What the file itself brings along about revocation."""
    try:
        return DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return None


def _read(
    embedded: EmbeddedPdfSignature,
    roots: Sequence[x509.Certificate],
    proofs: DocumentSecurityStore | None,
    now: dt.datetime,
) -> Signature:
    is_stamp = embedded.sig_object_type == "/DocTimeStamp"
    said_at = None if is_stamp else _said_at(embedded)
    stamp = _stamp_time(embedded)
    judged_at = min(stamp or said_at or now, now)
    status = _status(embedded, is_stamp, roots, proofs, judged_at, "soft-fail")
    certificate = status.signing_cert
    validity = certificate["tbs_certificate"]["validity"]
    valid_from, valid_to = validity["not_before"].native, validity["not_after"].native
    if is_stamp:
        is_stamped, is_stamp_trusted = status.valid and status.intact, status.trusted
    else:
        token = status.timestamp_validity
        is_stamped = bool(token and token.valid and token.intact)
        is_stamp_trusted = bool(is_stamped and token.trusted)
    return Signature(
        signer=_name(certificate.subject, "common_name"),
        organisation=_name(certificate.subject, "organization_name"),
        issuer=_name(certificate.issuer, "common_name")
        or _name(certificate.issuer, "organization_name"),
        serial=f"{certificate.serial_number:x}",
        fingerprint=certificate.sha256.hex(),
        said_at=_written(said_at),
        stamped_at=_written(stamp) if is_stamped else "",
        is_stamp_trusted=is_stamp_trusted,
        is_time_stamp=is_stamp,
        is_intact=status.intact and status.valid,
        after=_after(embedded, status),
        valid_from=_written(valid_from),
        valid_to=_written(valid_to),
        is_in_time=valid_from <= judged_at <= valid_to,
        judged_at=_written(judged_at),
        chain=_chain(status, roots),
        revocation=_revocation(embedded, is_stamp, roots, proofs, judged_at, status),
    )


def _status(
    embedded: EmbeddedPdfSignature,
    is_stamp: bool,
    roots: Sequence[x509.Certificate],
    proofs: DocumentSecurityStore | None,
    moment: dt.datetime,
    revocation_mode: str,
) -> Any:
    options: dict[str, Any] = {
        "trust_roots": list(roots),
        "moment": moment,
        "allow_fetching": False,
        "revocation_mode": revocation_mode,
        # Proofs in a file are collected after signing: they count for the moment before as well.
        "retroactive_revinfo": True,
    }
    context = proofs.as_validation_context(options) if proofs else ValidationContext(**options)
    if is_stamp:
        return asyncio.run(async_validate_pdf_timestamp(embedded, validation_context=context))
    return asyncio.run(
        async_validate_pdf_signature(
            embedded, signer_validation_context=context, key_usage_settings=_PURPOSES
        )
    )


def _said_at(embedded: EmbeddedPdfSignature) -> dt.datetime | None:
    found = embedded.self_reported_timestamp or extract_self_reported_ts(embedded.signer_info)
    return _with_zone(found)


def _stamp_time(embedded: EmbeddedPdfSignature) -> dt.datetime | None:
    """The time in the first time stamp, whether or not that stamp holds."""
    tokens = (
        [embedded.signed_data]
        if embedded.sig_object_type == "/DocTimeStamp"
        else extract_tst_data_iter(embedded.signer_info, signed=False)
    )
    for token in tokens:
        return _with_zone(token["encap_content_info"]["content"].parsed["gen_time"].native)
    return None


def _with_zone(moment: dt.datetime | None) -> dt.datetime | None:
    return moment.replace(tzinfo=dt.UTC) if moment and moment.tzinfo is None else moment


def _after(embedded: EmbeddedPdfSignature, status: Any) -> After:
    coverage = status.coverage
    if coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return After.NOTHING
    if coverage != SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok:
        return After.CHANGED
    level = status.modification_level
    allowed = (
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    )
    return After.ADDITIONS if level in allowed else After.CHANGED


def _chain(status: Any, roots: Sequence[x509.Certificate]) -> Chain:
    if not roots:
        return Chain.NO_ROOTS
    return Chain.TRUSTED if status.trusted else Chain.NOT_TRUSTED


def _revocation(
    embedded: EmbeddedPdfSignature,
    is_stamp: bool,
    roots: Sequence[x509.Certificate],
    proofs: DocumentSecurityStore | None,
    moment: dt.datetime,
    status: Any,
) -> Revocation:
    """Only what the file proves: silent where it brings nothing, or nothing trusted."""
    if status.revoked:
        return Revocation.REVOKED
    if proofs is None or not roots:
        return Revocation.NOT_CHECKED
    strict = _status(embedded, is_stamp, roots, proofs, moment, "require")
    return Revocation.NOT_REVOKED if strict.trusted else Revocation.NOT_CHECKED


def _name(name: x509.Name, part: str) -> str:
    """The part of a distinguished name as text, at most 200 letters, no control characters."""
    found = name.native.get(part, "")
    text = ", ".join(found) if isinstance(found, list) else str(found)
    return "".join(letter for letter in text if letter.isprintable())[:200]


def _written(moment: dt.datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
