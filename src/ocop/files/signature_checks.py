"""Checking the digital signatures of stored PDFs, and keeping what was found.

Luật Giao dịch điện tử 20/2023/QH15: state papers are signed with tools outside this product; here
the signed file, its hash and the result of the check are kept.
"""

import dataclasses
import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from ocop.files.integrity import sha256_of_file
from ocop.files.models import SignatureCheck, StoredFile
from ocop.files.pdf_signatures import asking
from ocop.files.pdf_signatures.facts import Outcome, Reading
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.jobs.queue import Slice
from ocop.kernel import audit, clock

TASK = "ocop.files.signature_checks.check_slice"


@transaction.atomic
def ask_for_check(file: StoredFile | None, *, by_id: int | None = None) -> None:
    """Have the worker read the signatures of a PDF; nothing for other kinds or no file."""
    if file is None or file.kind != StoredFile.Kind.PDF:
        return
    job = queue.enqueue(TASK, title=f"Kiểm chữ ký số: {file.name}"[:160], by_id=by_id)
    JobRun.objects.filter(pk=job.pk).update(cursor={"file": str(file.pk)}, total=1)


def check_slice(cursor: dict[str, object]) -> Slice:
    """The worker's part: one file."""
    check(StoredFile.objects.get(pk=str(cursor["file"])))
    return Slice(cursor, 1, 1, is_finished=True)


def check(file: StoredFile, *, actor: audit.Actor = audit.SYSTEM) -> SignatureCheck:
    """Read the file's signatures in a process of their own and keep what is found.

    Outside any transaction: reading may take `asking.SECONDS`. Raises `asking.TrustRootsError`.
    """
    now = clock.now()
    with file.content.open("rb") as content:
        sha256 = sha256_of_file(content)
        reading = asking.ask(content.file, roots_folder=settings.OCOP_TRUST_ROOTS, now=now)
    return keep_reading(file, reading, sha256=sha256, at=now, actor=actor)


@transaction.atomic
def keep_reading(
    file: StoredFile, reading: Reading, *, sha256: str, at: dt.datetime, actor: audit.Actor
) -> SignatureCheck:
    """Freeze one reading of the bytes with this SHA-256 and append it to the chain."""
    snapshot = audit.freeze(
        "signature_check",
        {"file": str(file.pk), "sha256": sha256, "reading": dataclasses.asdict(reading)},
    )
    audit.record(
        act="signatures_checked",
        actor=actor,
        subject=f"file:{file.pk}",
        facts={
            "file_sha256": sha256,
            "outcome": reading.outcome,
            "signatures": len(reading.signatures),
            "good": is_good(reading),
        },
        snapshot=snapshot,
    )
    return SignatureCheck.objects.create(
        file=file,
        sha256=sha256,
        checked_at=at,
        outcome=reading.outcome,
        is_good=is_good(reading),
        snapshot=snapshot,
    )


def is_good(reading: Reading) -> bool:
    """Whether people signed the file and every signature in it is good."""
    return (
        reading.outcome is Outcome.READ
        and not reading.unread
        and any(not signature.is_time_stamp for signature in reading.signatures)
        and all(signature.is_good for signature in reading.signatures)
    )


def latest_check(file: StoredFile | None) -> SignatureCheck | None:
    """The newest check of the file as it is; None where it was never checked."""
    if file is None:
        return None
    return checks_of(file).first()


def checks_of(file: StoredFile) -> QuerySet[SignatureCheck]:
    """The checks of the file's own bytes, newest first, with their facts."""
    return SignatureCheck.objects.filter(file=file, sha256=file.sha256).select_related("snapshot")


def is_being_checked(file: StoredFile) -> bool:
    """Whether the worker has yet to read it."""
    waiting = JobRun.objects.filter(
        task=TASK, state__in=(JobRun.State.WAITING, JobRun.State.RUNNING)
    )
    return any(
        cursor.get("file") == str(file.pk) for cursor in waiting.values_list("cursor", flat=True)
    )
