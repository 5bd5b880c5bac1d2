"""The commune's desk: receive, send back, assess the four contents, propose to the province."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.config.law import law_settings
from ocop.dossiers import policy
from ocop.dossiers.commune_report import report_content
from ocop.dossiers.models import CommuneAssessment, Dossier, Receipt, ReturnNote
from ocop.dossiers.rules.assessment import CONTENTS, proposal_findings
from ocop.dossiers.rules.clocks import CommuneClock, commune_clock, starts_again
from ocop.dossiers.rules.receiving import date_findings, sample_findings
from ocop.dossiers.rules.returning import ReturnPoint
from ocop.dossiers.services.records import (
    add_receipt,
    give_serial,
    move_on,
    refuse,
    return_to_producer,
    submission_to_judge,
)
from ocop.dossiers.services.submission import lock
from ocop.dossiers.states import STEPS
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.kernel.findings import Finding
from ocop.kernel.text import nfc
from ocop.law.loading import load_rubric


@dataclass(frozen=True)
class ReportPapers:
    """Numbers and signature of Mẫu số 03 and the request letter, as the commune's registry gave them."""

    report_number: str
    letter_number: str
    reported_on: dt.date
    signer_title: str
    signer_name: str = ""


@transaction.atomic
def receive_at_commune(
    *, dossier: Dossier, by: User, received_on: dt.date, samples: int, serial: int | None = None
) -> Receipt:
    """Enter the dossier in the commune's book (Mẫu số 01); the fifteen working days begin.

    The first receipt also gives the product its serial in the commune (STT of the product code).
    Fewer than 05 samples is recorded as a warning (Điều 6.2.d). Raises RefusedError at
    "received_on" or "serial".
    """
    locked = lock(dossier)
    target = policy.require(by, "receive_at_commune", locked)
    submission = submission_to_judge(locked)
    refuse(
        date_findings(
            received_on,
            not_before=submission.submitted_at.astimezone(clock.VIETNAM).date(),
            after_what="ngày nộp",
            today=clock.today(),
        )
    )
    receipt = add_receipt(
        dossier=locked,
        submission=submission,
        desk=Receipt.Desk.COMMUNE,
        by=by,
        received_on=received_on,
        samples=samples,
        serial=serial,
    )
    give_serial(locked.product)
    move_on(locked, target, by, given=dossier)
    audit.record(
        act="dossier_received_by_commune",
        actor=by.actor,
        subject=dossier.subject,
        facts={
            "receipt": receipt.number,
            "received_on": received_on,
            "due_on": _clock(locked, on=received_on).due_on,
            "samples": samples,
            "product_serial": locked.product.serial,
            "warnings": [found.message for found in sample_warnings(locked, samples)],
        },
    )
    return receipt


def sample_warnings(dossier: Dossier, samples: int) -> list[Finding]:
    """What to say of the number of samples; none are asked of tourism services."""
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    return sample_findings(samples, are_needed=rubric.needs_samples)


@transaction.atomic
def return_from_commune(
    *, dossier: Dossier, by: User, points: Sequence[ReturnPoint], due_on: dt.date | None = None
) -> ReturnNote:
    """Send the dossier back to be completed, saying where and why (Điều 7.2.a).

    `due_on` is the day the commune asks for; the law sets none. Raises RefusedError at "points",
    "points-N-place", "points-N-reason" or "due_on".
    """
    return return_to_producer(
        dossier=dossier,
        desk=Receipt.Desk.COMMUNE,
        step="return_from_commune",
        act="dossier_returned_by_commune",
        by=by,
        points=points,
        due_on=due_on,
    )


@transaction.atomic
def save_assessment(
    *,
    dossier: Dossier,
    by: User,
    version: int,
    texts: Mapping[str, str],
    is_complete: bool,
    meeting_held_on: dt.date | None = None,
) -> CommuneAssessment:
    """Keep the draft of the four contents; `texts` maps the fields of CONTENTS to words.

    `version` is the one the form was opened with, 0 before the first save. Raises StaleDraftError
    where a colleague saved in between, RefusedError at "meeting_held_on".
    """
    locked = lock(dossier)
    _require_assessing(by, locked)
    if meeting_held_on and meeting_held_on > clock.today():
        raise RefusedError("Ngày họp không thể sau hôm nay.", field="meeting_held_on")
    draft, is_new = CommuneAssessment.objects.get_or_create(dossier=locked)
    current = 0 if is_new else draft.version
    if version != current:
        raise StaleDraftError(
            "Người khác trong xã vừa lưu phần đánh giá này. Những gì bạn gõ vẫn còn dưới đây; "
            "hãy so lại rồi lưu lần nữa.",
            current=current,
        )
    for content in CONTENTS:
        setattr(draft, content.field, texts.get(content.field, "").strip())
    draft.is_complete, draft.meeting_held_on = is_complete, meeting_held_on
    draft.version += 0 if is_new else 1
    draft.save()
    return draft


@transaction.atomic
def propose_to_province(*, dossier: Dossier, by: User, papers: ReportPapers) -> CommuneAssessment:
    """Issue Mẫu số 03 with the request letter and send the dossier on (Điều 6.2, 7.2.b).

    Freezes the report; it cannot be changed afterwards. Raises RefusedError at the field of a
    missing content, "is_complete", "report_number", "letter_number", "reported_on" or
    "signer_title".
    """
    locked = lock(dossier)
    target = policy.require(by, "propose_to_province", locked)
    draft = CommuneAssessment.objects.select_for_update().filter(dossier=locked).first()
    if draft is None:
        raise RefusedError("Chưa ghi bốn nội dung đánh giá.", field=CONTENTS[0].field)
    texts = {content.field: getattr(draft, content.field) for content in CONTENTS}
    refuse(proposal_findings(texts, is_complete=draft.is_complete))
    receipt = locked.receipts.filter(desk=Receipt.Desk.COMMUNE).latest("pk")
    refuse(_paper_findings(papers, receipt))
    for field, value in asdict(papers).items():
        setattr(draft, field, nfc(value) if isinstance(value, str) else value)
    content = report_content(
        dossier=locked,
        submission=submission_to_judge(locked),
        receipt=receipt,
        assessment=draft,
    )
    draft.snapshot = audit.freeze("commune_report", content)
    draft.version += 1
    draft.save()
    move_on(locked, target, by, given=dossier)
    audit.record(
        act="dossier_proposed",
        actor=by.actor,
        subject=dossier.subject,
        facts={
            **asdict(papers),
            "working_days_used": _clock(locked, on=papers.reported_on).used,
        },
        snapshot=draft.snapshot,
    )
    return draft


def _clock(dossier: Dossier, *, on: dt.date) -> CommuneClock:
    received = dossier.receipts.filter(desk=Receipt.Desk.COMMUNE).order_by("pk")
    counting = received.last() if starts_again(law_settings()) else received.first()
    assert counting is not None
    return commune_clock(counting.received_on, on)


def _paper_findings(papers: ReportPapers, receipt: Receipt) -> list[Finding]:
    needed = {
        "report_number": (papers.report_number, "Hãy ghi số báo cáo Mẫu số 03."),
        "letter_number": (papers.letter_number, "Hãy ghi số văn bản đề nghị."),
        "signer_title": (papers.signer_title, "Hãy ghi chức vụ người ký."),
    }
    found = [Finding(words, field) for field, (value, words) in needed.items() if not nfc(value)]
    found += date_findings(
        papers.reported_on,
        not_before=receipt.received_on,
        after_what="ngày xã nhận hồ sơ",
        today=clock.today(),
        what="Ngày báo cáo",
        place="reported_on",
    )
    return found


def _require_assessing(by: User, dossier: Dossier) -> None:
    """Whoever may propose may write the assessment, while the dossier lies with the commune."""
    if not policy.may(by, "propose_to_province", dossier):
        raise RefusedError("Bạn không được giao việc này đối với hồ sơ này.")
    STEPS.target(dossier.state, "propose_to_province")
