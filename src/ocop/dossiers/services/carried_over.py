"""Opening balance: a dossier that is already half-way on paper, with its original dates."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.db import transaction

from ocop.accounts.models import User
from ocop.config.law import law_settings
from ocop.dossiers import policy
from ocop.dossiers.commune_report import report_content
from ocop.dossiers.content import content_of
from ocop.dossiers.models import Answer, CommuneAssessment, Dossier, Receipt, Submission
from ocop.dossiers.rules.assessment import CONTENTS
from ocop.dossiers.rules.receiving import date_findings
from ocop.dossiers.services.commune import ReportPapers
from ocop.dossiers.services.drafting import known_kind, open_dossier
from ocop.dossiers.services.records import add_receipt, give_serial, refuse
from ocop.dossiers.states import DossierState
from ocop.files.models import StoredFile
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.law.choosing import instrument_for_filing
from ocop.law.loading import load_rubric
from ocop.law.scoring import score_sheet
from ocop.products.models import Product

# In the order a paper dossier passes them.
REACHED = (
    DossierState.AT_COMMUNE,
    DossierState.PROPOSED,
    DossierState.AT_PROVINCE,
    DossierState.ACCEPTED,
)


@dataclass(frozen=True)
class PaperReceipt:
    """A line of a paper book: its serial, its day, the number as written where it differs."""

    serial: int
    received_on: dt.date
    number: str = ""
    samples: int = 0


@dataclass(frozen=True)
class PaperPast:
    """What the paper dossier went through until today.

    `report` and `texts` (the four contents) from the proposal on, `province` from the province's
    receipt on. `answers` maps criterion to option, `cases` criterion to case; both may be empty.
    """

    submitted_on: dt.date
    commune: PaperReceipt
    report: ReportPapers | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    province: PaperReceipt | None = None
    answers: Mapping[str, int] = field(default_factory=dict)
    cases: Mapping[str, int] = field(default_factory=dict)
    product_serial: int | None = None
    note: str = ""


@transaction.atomic
def enter_carried_over(
    *, product: Product, kind: str, by: User, reached: DossierState, past: PaperPast
) -> Dossier:
    """Enter a paper dossier at the step it has reached; its receipts are marked as carried over.

    Bound to the instrument of the paper receipt. Raises RefusedError at "reached", "kind",
    "product", "set", "form", "submitted_on", "received_on", "reported_on",
    "province_received_on", "serial", "province_serial" or "product_serial".
    """
    if reached not in REACHED or not policy.may_carry_over(by, product, reached):
        raise RefusedError("Bạn không được nhập hồ sơ giấy ở bước này.", field="reached")
    _check_dates(past, reached)
    _check_transition(past.commune.received_on, kind)
    dossier = open_dossier(product=product, kind=kind, by=by, filed_on=past.commune.received_on)
    _keep_answers(dossier, past)
    submission = _freeze(dossier, past, by)
    receipt = add_receipt(
        dossier=dossier,
        submission=submission,
        desk=Receipt.Desk.COMMUNE,
        by=by,
        is_carried_over=True,
        **asdict(past.commune),
    )
    # A fresh row: a refusal further on must leave the caller's object as it was.
    give_serial(Product.objects.get(pk=product.pk), past.product_serial)
    if past.report is not None and reached != DossierState.AT_COMMUNE:
        _keep_report(dossier, submission, receipt, past.report, past.texts)
    if past.province is not None and reached in REACHED[2:]:
        _receive_at_province(dossier, submission, past.province, by)
    dossier.state, dossier.officer = reached, by
    dossier.save(update_fields=["state", "officer", "changed_at"])
    audit.record(
        act="dossier_carried_over",
        actor=by.actor,
        subject=dossier.subject,
        facts={
            "reached": reached,
            "submitted_on": past.submitted_on,
            "receipts": [r.number for r in dossier.receipts.order_by("pk")],
            "note": past.note.strip(),
        },
        snapshot=submission.snapshot,
    )
    return dossier


def _check_dates(past: PaperPast, reached: DossierState) -> None:
    """Each paper is not older than the one before it, and none is in the future."""
    if reached != DossierState.AT_COMMUNE and past.report is None:
        raise RefusedError("Hãy ghi số và ngày báo cáo Mẫu số 03.", field="reported_on")
    if reached in REACHED[2:] and past.province is None:
        raise RefusedError("Hãy ghi ngày tỉnh nhận.", field="province_received_on")
    days = [("submitted_on", "Ngày nộp", "ngày nộp", past.submitted_on)]
    days.append(("received_on", "Ngày xã nhận", "ngày xã nhận", past.commune.received_on))
    if past.report:
        days.append(("reported_on", "Ngày báo cáo", "ngày báo cáo", past.report.reported_on))
    if past.province:
        received_on = past.province.received_on
        days.append(("province_received_on", "Ngày tỉnh nhận", "", received_on))
    before, name_before = past.submitted_on, "ngày nộp"
    for place, name, name_after, day in days:
        refuse(
            date_findings(
                day,
                not_before=before,
                after_what=name_before,
                today=clock.today(),
                what=name,
                place=place,
            )
        )
        before, name_before = day, name_after


def _check_transition(received_on: dt.date, kind: str) -> None:
    """Điều 12.2: what was not finished in time is filed again (reading `unfinished_transition`)."""
    filing = instrument_for_filing(received_on, known_kind(kind))
    if filing.too_late(clock.today(), law_settings()):
        raise RefusedError(
            f"Hồ sơ nhận ngày {received_on:%d/%m/%Y} phải xong trước hết ngày "
            f"{filing.finish_by:%d/%m/%Y} ({filing.article}). Hãy lập hồ sơ mới theo quy định hiện nay.",
            field="received_on",
        )


def _keep_answers(dossier: Dossier, past: PaperPast) -> None:
    """The producer's own answers where the paper report was typed in."""
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    score_sheet(rubric, past.answers, past.cases, settings=law_settings())
    Answer.objects.bulk_create(
        Answer(dossier=dossier, criterion=code, option=option, case=past.cases.get(code))
        for code, option in past.answers.items()
    )


def _freeze(dossier: Dossier, past: PaperPast, by: User) -> Submission:
    content = content_of(dossier, on=past.submitted_on, is_committed=True)
    submission = Submission.objects.create(
        dossier=dossier,
        number=1,
        snapshot=audit.freeze("submission", content),
        submitted_by=by,
        submitted_at=dt.datetime.combine(past.submitted_on, dt.time(), clock.VIETNAM),
    )
    photos = content["product"]["photos"]
    submission.files.set(StoredFile.objects.filter(pk__in=photos))
    return submission


def _keep_report(
    dossier: Dossier,
    submission: Submission,
    receipt: Receipt,
    papers: ReportPapers,
    texts: Mapping[str, str],
) -> None:
    report = CommuneAssessment(dossier=dossier, is_complete=True, **asdict(papers))
    for content in CONTENTS:
        setattr(report, content.field, texts.get(content.field, "").strip())
    frozen = report_content(
        dossier=dossier, submission=submission, receipt=receipt, assessment=report
    )
    report.snapshot = audit.freeze("commune_report", frozen)
    report.save()


def _receive_at_province(
    dossier: Dossier, submission: Submission, paper: PaperReceipt, by: User
) -> None:
    try:
        add_receipt(
            dossier=dossier,
            submission=submission,
            desk=Receipt.Desk.PROVINCE,
            by=by,
            is_carried_over=True,
            **asdict(paper),
        )
    except RefusedError as refused:
        raise RefusedError(refused.message, field=f"province_{refused.field}") from None
