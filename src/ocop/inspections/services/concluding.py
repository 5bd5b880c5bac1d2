"""The office's conclusion, and from it the proposal to withdraw in one step (Điều 8.1, Điều 9)."""

import datetime as dt
from typing import Any

from django.db import transaction

from ocop.accounts.models import User
from ocop.files.checks import CheckedFile, Upload
from ocop.files.limits import DOCUMENTS
from ocop.files.services import store_upload
from ocop.inspections import policy
from ocop.inspections.models import Conclusion, InspectingLevel, Inspection
from ocop.inspections.queries import newest_certificate
from ocop.inspections.services.records import filled, locked, note, tell_producer
from ocop.inspections.states import STEPS
from ocop.kernel import audit, clock
from ocop.kernel.clock import VIETNAM
from ocop.kernel.errors import RefusedError
from ocop.law import withdrawal as law
from ocop.withdrawals.models import Withdrawal
from ocop.withdrawals.services import propose_withdrawal


@transaction.atomic
def conclude(
    *,
    inspection: Inspection,
    number: str,
    concluded_on: dt.date,
    signer_title: str,
    text: str,
    ground: str,
    upload: Upload | CheckedFile | None,
    by: User,
) -> Conclusion:
    """Enter the conclusion as the registry gave it; it is frozen, the producer is told.

    Raises RefusedError at "number", "concluded_on", "signer_title", "text", "ground" or "file".
    """
    inspection = locked(inspection)
    policy.require(policy.may_conclude(by, inspection))
    state = STEPS.target(inspection.state, "conclude")
    assert inspection.ended_at is not None and inspection.minutes is not None
    if not inspection.ended_at.astimezone(VIETNAM).date() <= concluded_on <= clock.today():
        raise RefusedError(
            "Ngày kết luận không trước ngày lập biên bản và không ở tương lai.",
            field="concluded_on",
        )
    if ground and ground not in law.grounds():
        raise RefusedError("Chọn một điểm của Điều 8.1, hoặc để trống.", field="ground")
    content: dict[str, Any] = {
        "inspection": inspection.pk,
        "minutes": inspection.minutes.sha256,
        "number": filled(number, "Ghi số kết luận như văn thư đã cấp.", "number"),
        "concluded_on": concluded_on,
        "signer_title": filled(signer_title, "Ghi chức vụ người ký.", "signer_title"),
        "text": filled(text, "Ghi nội dung kết luận.", "text"),
        "ground": ground,
    }
    file = store_upload(upload, by, kinds=DOCUMENTS) if upload else None
    content["file"] = file.sha256 if file else ""
    conclusion = Conclusion.objects.create(
        inspection=inspection,
        number=content["number"],
        concluded_on=concluded_on,
        signer_title=content["signer_title"],
        text=content["text"],
        ground=ground,
        file=file,
        concluded_by=by,
        snapshot=audit.freeze("inspection_conclusion", content),
    )
    inspection.state = state
    inspection.save(update_fields=["state"])
    note(inspection, "inspection_concluded", by, {"ground": ground}, conclusion.snapshot)
    tell_producer(
        inspection,
        "conclusion",
        f"Kết luận kiểm tra {inspection.product.name}",
        f"Kết luận số {conclusion.number} ngày {concluded_on:%d/%m/%Y}.",
    )
    return conclusion


def conclusion_issuer(inspection: Inspection) -> str:
    """Whose conclusion it is, as a withdrawal cites it."""
    if inspection.level == InspectingLevel.MINISTRY:
        return str(InspectingLevel.MINISTRY.label)
    return f"{InspectingLevel.PROVINCE.label}, {inspection.province.name_in_sentence}"


@transaction.atomic
def propose_from_conclusion(*, inspection: Inspection, by: User) -> Withdrawal:
    """Open the withdrawal case with ground, number, date, text and file of the conclusion.

    Raises RefusedError where the conclusion names no ground or there is no certificate, and
    whatever `propose_withdrawal` refuses.
    """
    inspection = locked(inspection)
    policy.require(policy.may_conclude(by, inspection))
    conclusion = Conclusion.objects.filter(inspection=inspection).select_related("file").first()
    if conclusion is None or not conclusion.ground:
        raise RefusedError("Kết luận chưa nêu căn cứ thu hồi theo Điều 8.1.")
    certificate = newest_certificate(inspection.product_id)
    if certificate is None:
        raise RefusedError("Sản phẩm này không có giấy chứng nhận trong sổ để thu hồi.")
    case = propose_withdrawal(
        certificate=certificate,
        ground=conclusion.ground,
        source="inspection",
        conclusion_number=conclusion.number,
        conclusion_issuer=conclusion_issuer(inspection),
        concluded_on=conclusion.concluded_on,
        note=conclusion.text,
        file=conclusion.file,
        by=by,
    )
    note(inspection, "withdrawal_proposed_from_inspection", by, {"withdrawal": case.pk})
    return case
