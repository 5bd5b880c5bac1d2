"""The provincial OCOP office's desk: receive, send back, accept for the council (Điều 7.3.a)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.dossiers import policy
from ocop.dossiers.models import CommuneAssessment, Dossier, Receipt, ReturnNote, SiteCheck
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
from ocop.kernel.errors import RefusedError
from ocop.register.models import EvaluationKind


@dataclass(frozen=True)
class SiteVisit:
    """The office's choice of Điều 7.6.c; `ground` is of `SiteCheck.Ground`, `checked_on` the day
    of the visit where there was one."""

    ground: str
    reason: str
    checked_on: dt.date | None = None


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
def accept(*, dossier: Dossier, by: User, note: str = "", site: SiteVisit | None = None) -> None:
    """The dossier is complete and waits for a council; `note` is what the office found.

    For a re-evaluation `site` says whether the office went to see the producer, and why: only for
    big changes of scale or unclear evidence (Điều 7.6.c). Also the way back to the provincial
    council after a central result below 90 (Điều 7.4). Raises RefusedError at "ground", "reason"
    or "checked_on".
    """
    locked = lock(dossier)
    target = policy.require(by, "accept", locked)
    submission = submission_to_judge(locked)
    if locked.kind == EvaluationKind.REEVALUATION:
        _add_site_check(locked, by, site)
    move_on(locked, target, by, given=dossier)
    audit.record(
        act="dossier_accepted",
        actor=by.actor,
        subject=dossier.subject,
        facts={
            "submission": submission.number,
            "note": note.strip(),
            **({"site": site.ground, "site_reason": site.reason.strip()} if site else {}),
        },
        snapshot=submission.snapshot,
    )


def _add_site_check(dossier: Dossier, by: User, site: SiteVisit | None) -> None:
    if site is None or site.ground not in SiteCheck.Ground.values:
        raise RefusedError("Hãy chọn có kiểm tra tại cơ sở hay không.", field="ground")
    reason, went = site.reason.strip(), site.ground != SiteCheck.Ground.NONE
    if not reason:
        raise RefusedError(
            "Hãy ghi đã xem gì, thấy gì." if went else "Hãy ghi vì sao không cần kiểm tra.",
            field="reason",
        )
    today = clock.today()
    if went and site.checked_on is None:
        raise RefusedError("Hãy ghi ngày kiểm tra.", field="checked_on")
    if went and site.checked_on is not None and site.checked_on > today:
        raise RefusedError("Ngày kiểm tra không thể sau hôm nay.", field="checked_on")
    SiteCheck.objects.create(
        dossier=dossier,
        ground=site.ground,
        reason=reason,
        checked_on=site.checked_on if went else None,
        decided_on=today,
        decided_by=by,
    )
