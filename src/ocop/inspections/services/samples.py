"""Samples for the laboratory (H07): sealed on the spot, reported later; a failure is a finding."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.files.checks import CheckedFile, Upload
from ocop.files.limits import DOCUMENTS
from ocop.files.services import store_upload
from ocop.inspections import policy
from ocop.inspections.models import Inspection, InspectionFinding, LabResult, LabSample
from ocop.inspections.services.records import filled, locked, note
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A line of the laboratory's report as it is printed there."""

    indicator: str
    limit: str
    value: str
    unit: str
    passes: bool


@transaction.atomic
def take_sample(
    *,
    inspection: Inspection,
    what: str,
    quantity: str,
    seal_number: str,
    stage: str,
    taken_on: dt.date,
    laboratory: str,
    sent_on: dt.date | None,
    by: User,
) -> LabSample:
    """Record a sealed sample. Raises RefusedError at the field that is missing or wrong."""
    inspection = locked(inspection)
    policy.require(policy.may_take_samples(by, inspection))
    seal_number = filled(seal_number, "Ghi số niêm phong.", "seal_number")
    if inspection.samples.filter(seal_number=seal_number).exists():
        raise RefusedError("Số niêm phong này đã ghi cho mẫu khác.", field="seal_number")
    if stage not in LabSample.Stage:
        raise RefusedError("Chọn khâu lấy mẫu.", field="stage")
    _require_day(taken_on, "taken_on")
    if sent_on:
        _require_day(sent_on, "sent_on", taken_on)
    sample = LabSample.objects.create(
        inspection=inspection,
        what=filled(what, "Ghi mẫu gì.", "what"),
        quantity=filled(quantity, "Ghi lượng mẫu, ví dụ 500 g.", "quantity"),
        seal_number=seal_number,
        stage=stage,
        taken_on=taken_on,
        taken_by=by,
        laboratory=laboratory.strip(),
        sent_on=sent_on,
    )
    note(inspection, "sample_taken", by, {"seal": seal_number, "stage": stage})
    return sample


@transaction.atomic
def enter_report(
    *,
    sample: LabSample,
    laboratory: str,
    report_number: str,
    reported_on: dt.date,
    rows: Sequence[ResultRow],
    upload: Upload | CheckedFile | None,
    by: User,
) -> LabSample:
    """The laboratory's report, once; where an indicator fails, a finding is opened.

    Raises RefusedError at "laboratory", "report_number", "reported_on", "rows" or "file".
    """
    inspection = locked(sample.inspection)
    policy.require(policy.may_take_samples(by, inspection))
    sample = LabSample.objects.select_for_update(of=("self",)).get(pk=sample.pk)
    if sample.reported_on:
        raise RefusedError("Mẫu này đã có kết quả. Kết quả đã ghi thì không sửa.")
    if not rows:
        raise RefusedError("Ghi ít nhất một chỉ tiêu.", field="rows")
    _require_day(reported_on, "reported_on", sample.taken_on)
    sample.laboratory = filled(laboratory, "Ghi tên phòng kiểm nghiệm.", "laboratory")
    sample.report_number = filled(report_number, "Ghi số phiếu kết quả.", "report_number")
    sample.reported_on = reported_on
    sample.report = store_upload(upload, by, kinds=DOCUMENTS) if upload else None
    sample.save()
    for row in rows:
        LabResult.objects.create(
            sample=sample,
            indicator=filled(row.indicator, "Ghi tên chỉ tiêu.", "rows"),
            limit=row.limit.strip(),
            value=filled(row.value, "Ghi giá trị.", "rows"),
            unit=row.unit.strip(),
            passes=row.passes,
        )
    failed = [row for row in rows if not row.passes]
    if failed:
        named = ", ".join(_words(row) for row in failed)
        InspectionFinding.objects.create(
            inspection=inspection,
            sample=sample,
            text=f"Mẫu {sample.what} (niêm phong {sample.seal_number}) không đạt: {named}.",
            ground="c",
        )
    note(
        inspection,
        "sample_reported",
        by,
        {
            "seal": sample.seal_number,
            "report": sample.report_number,
            "failed": [row.indicator for row in failed],
            "file": sample.report.sha256 if sample.report else "",
        },
    )
    return sample


def _words(row: ResultRow) -> str:
    limit = f", giới hạn {row.limit}" if row.limit.strip() else ""
    return f"{row.indicator} {row.value} {row.unit}".strip() + limit


def _require_day(day: dt.date, field: str, since: dt.date | None = None) -> None:
    if day > clock.today() or (since and day < since):
        raise RefusedError("Ngày này không hợp lý. Hãy xem lại.", field=field)
