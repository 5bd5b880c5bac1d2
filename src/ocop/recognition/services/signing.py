"""Signing certificates with the office's own key: one paper a transaction, many in one request.

The key lives for the request that brought it. A long list is signed in several requests, each
bringing the key anew from the signer's own machine: no worker ever has it.
"""

import dataclasses
import time
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from ocop.accounts.models import User
from ocop.accounts.policy import Visitor
from ocop.files.limits import SIGNED_PAPERS
from ocop.files.pdf_signatures.facts import After, Reading
from ocop.files.services import store_upload
from ocop.files.signature_checks import keep_reading
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.papers.certificate import render_certificate
from ocop.recognition import policy
from ocop.recognition.editions import check_standing
from ocop.recognition.papers import certificate_paper
from ocop.recognition.queries import editions_visible_to
from ocop.register.models import CertificateEdition

if TYPE_CHECKING:
    from ocop.recognition.signing import SigningKey

BATCH_SECONDS = 6


@dataclasses.dataclass
class _MadeHere:
    """A paper of our own making, in the shape of an upload."""

    name: str | None
    file: BinaryIO


@dataclasses.dataclass(frozen=True)
class SignedBatch:
    """What one request signed, and why others were not."""

    signed: int
    refusals: tuple[str, ...]


def unsigned_editions(user: Visitor) -> QuerySet[CertificateEdition]:
    """The valid papers in the person's care that can be signed here: printed by us, not signed yet."""
    later = CertificateEdition.objects.filter(
        certificate=OuterRef("certificate"), number__gt=OuterRef("number")
    )
    return (
        editions_visible_to(user)
        .filter(~Exists(later), signed_file=None, snapshot__isnull=False)
        .order_by("pk")
    )


def sign_editions(
    *,
    editions: Iterable[CertificateEdition],
    key: "SigningKey",
    by: User,
    seconds: float = BATCH_SECONDS,
) -> SignedBatch:
    """Sign one after another for about `seconds`, at least one; what is signed stays signed."""
    until = time.monotonic() + seconds
    signed, refusals = 0, []
    for edition in editions:
        try:
            sign_edition(edition=edition, key=key, by=by)
        except RefusedError as refused:
            refusals.append(f"{edition.paper_number}: {refused.message}")
        else:
            signed += 1
        if time.monotonic() > until:
            break
    return SignedBatch(signed, tuple(refusals))


@transaction.atomic
def sign_edition(*, edition: CertificateEdition, key: "SigningKey", by: User) -> CertificateEdition:
    """Print, sign, check and keep one paper. Raises RefusedError; then nothing is written."""
    # `of=("self",)`: PostgreSQL locks no nullable side of a join.
    edition = (
        CertificateEdition.objects.select_for_update(of=("self",))
        .select_related(
            "snapshot",
            "certificate__recognition__product__commune",
            "certificate__recognition__product__current_commune__province_today",
        )
        .get(pk=edition.pk)
    )
    certificate = edition.certificate
    policy.require(policy.may_make_edition(by, certificate))
    check_standing(certificate)
    if edition.signed_file_id is not None:
        raise RefusedError("Giấy này đã có bản ký.")
    if edition.snapshot is None:
        raise RefusedError("Giấy này không in từ hệ thống nên không ký ở đây được.")
    if certificate.editions.filter(number__gt=edition.number).exists():
        raise RefusedError("Đã có bản giấy mới hơn.")
    content = key.signed(render_certificate(certificate_paper(edition.snapshot)))
    reading = _checked(content)
    name = f"giay-chung-nhan-{certificate.short_code}-{edition.number}-da-ky.pdf"
    file = store_upload(_MadeHere(name, BytesIO(content)), by, kinds=SIGNED_PAPERS)
    edition.signed_file = file
    edition.save(update_fields=["signed_file"])
    audit.record(
        act="certificate_signed",
        actor=by.actor,
        subject=f"certificate:{certificate.short_code}",
        facts={
            "edition": edition.number,
            "file_sha256": file.sha256,
            "signer": key.signer,
            "signer_certificate": key.fingerprint,
        },
    )
    keep_reading(file, reading, sha256=file.sha256, at=clock.now(), actor=by.actor)
    return edition


def _checked(content: bytes) -> Reading:
    """Read back what was signed. Raises RefusedError where it is not one whole, intact signature."""
    # Loaded late: only who signs pays for the library. Our own bytes need no process of their own.
    from ocop.files.pdf_signatures.reading import read_signatures, roots_in

    try:
        roots = roots_in(settings.OCOP_TRUST_ROOTS)
    except (OSError, ValueError):
        raise RefusedError(
            "Máy chủ khai sai nơi để chứng thư gốc. Báo người quản trị máy chủ."
        ) from None
    reading = read_signatures(content, roots, clock.now())
    sound = [one for one in reading.signatures if one.is_sound and one.after is After.NOTHING]
    if reading.unread or len(reading.signatures) != 1 or not sound:
        raise RefusedError("Ký xong nhưng kiểm lại không đúng, nên bản ký không được lưu.")
    return reading
