"""The provincial OCOP office's desk: receive, send back, accept for the council (Điều 7.3.a)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from ocop.accounts.models import User
from ocop.dossiers import policy
from ocop.dossiers.models import CommuneAssessment, Dossier, Receipt, ReturnNote
from ocop.dossiers.rules.receiving import date_findings
from ocop.dossiers.rules.returning import ReturnPoint
from ocop.dossiers.services.commune import sample_warnings
from ocop.dossiers.services.records import (
    add_receipt,
    move_on,
    refuse,
    return_to_producer,
    submission_to_judge,
)
from ocop.dossiers.services.submission import lock
from ocop.kernel import audit, clock


@transaction.atomic
def receive_at_province(
    *, dossier: Dossier, by: User, received_on: dt.date, samples: int, serial: int | None = None
) -> Receipt:
    """Enter the commune's proposal in the province's own book (Mẫu số 01, second office part).

    Raises RefusedError at "received_on" (before the commune's report, or in the future) or
    "serial".
    """
    locked = lock(dossier)
    target = policy.require(by, "receive_at_province", locked)
    report = CommuneAssessment.objects.filter(dossier=locked).first()
    refuse(
        date_findings(
            received_on,
            not_before=(report and report.reported_on) or received_on,
            after_what="ngày xã đề nghị",
            today=clock.today(),
        )
    )
    receipt = add_receipt(
        dossier=locked,
        submission=submission_to_judge(locked),
        desk=Receipt.Desk.PROVINCE,
        by=by,
        received_on=received_on,
        samples=samples,
        serial=serial,
    )
    move_on(locked, target, by, given=dossier)
    audit.record(
        act="dossier_received_by_province",
        actor=by.actor,
        subject=dossier.subject,
        facts={
            "receipt": receipt.number,
            "received_on": received_on,
            "samples": samples,
            "warnings": [found.message for found in sample_warnings(locked, samples)],
        },
    )
    return receipt


@transaction.atomic
def return_from_province(
    *, dossier: Dossier, by: User, points: Sequence[ReturnPoint], due_on: dt.date | None = None
) -> ReturnNote:
    """Ask the producer to complete the dossier, saying where and why (Điều 7.3.a).

    What is handed in again comes straight back to the province: the commune has proposed it.
    Raises RefusedError at "points", "points-N-place", "points-N-reason" or "due_on".
    """
    return return_to_producer(
        dossier=dossier,
        desk=Receipt.Desk.PROVINCE,
        step="return_from_province",
        act="dossier_returned_by_province",
        by=by,
        points=points,
        due_on=due_on,
    )


@transaction.atomic
def accept(*, dossier: Dossier, by: User, note: str = "") -> None:
    """The dossier is complete and waits for a council; `note` is what the office found.

    Also the way back to the provincial council after a central result below 90 (Điều 7.4).
    """
    locked = lock(dossier)
    target = policy.require(by, "accept", locked)
    submission = submission_to_judge(locked)
    move_on(locked, target, by, given=dossier)
    audit.record(
        act="dossier_accepted",
        actor=by.actor,
        subject=dossier.subject,
        facts={"submission": submission.number, "note": note.strip()},
        snapshot=submission.snapshot,
    )
