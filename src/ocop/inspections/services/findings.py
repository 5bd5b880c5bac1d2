"""What is wrong and what must be done: written by the team, answered by the producer, confirmed."""

import datetime as dt

from django.db import transaction

from ocop.accounts.models import User
from ocop.files.checks import CheckedFile, Upload
from ocop.files.limits import DOCUMENTS
from ocop.files.services import store_upload
from ocop.inspections import policy
from ocop.inspections.models import FollowUp, Inspection, InspectionFinding
from ocop.inspections.services.records import filled, locked, note, tell_office, tell_producer
from ocop.inspections.states import OPEN_STATES, TOLD_STATES, InspectionState
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.law import withdrawal as law

State = InspectionFinding.State
Kind = FollowUp.Kind


@transaction.atomic
def write_finding(
    *,
    inspection: Inspection,
    finding: InspectionFinding | None,
    question: str,
    text: str,
    ground: str,
    remedy: str,
    due_on: dt.date | None,
    by: User,
) -> InspectionFinding:
    """A new finding (`finding` None) or another wording of one, while the minutes are open.

    After the minutes only remedy and due date may still be set, and only where none was: what was
    signed stays. Raises RefusedError at "text", "ground", "remedy" or "due_on".
    """
    inspection = locked(inspection)
    in_field = policy.may_fill(by, inspection)
    after = inspection.state in OPEN_STATES & TOLD_STATES and policy.may_follow_up(by, inspection)
    policy.require(in_field or (after and finding is not None and not finding.remedy))
    if ground and ground not in law.grounds():
        raise RefusedError("Chọn một điểm của Điều 8.1, hoặc để trống.", field="ground")
    if due_on and due_on < clock.today():
        raise RefusedError("Hạn khắc phục không được ở quá khứ.", field="due_on")
    if remedy.strip() and not due_on:
        raise RefusedError("Ghi hạn khắc phục.", field="due_on")
    if due_on and not remedy.strip():
        raise RefusedError("Ghi việc phải khắc phục.", field="remedy")
    if finding is None:
        finding = InspectionFinding(inspection=inspection, question=question)
    if in_field:
        finding.text = filled(text, "Ghi vi phạm hoặc tồn tại.", "text")
        finding.ground = ground
    finding.remedy, finding.due_on = remedy.strip(), due_on
    finding.save()
    note(
        inspection,
        "finding_written",
        by,
        {"finding": finding.pk, "question": question, "ground": finding.ground, "due_on": due_on},
    )
    return finding


@transaction.atomic
def drop_finding(*, finding: InspectionFinding, by: User) -> None:
    """Take back a finding before the minutes are closed."""
    inspection = locked(finding.inspection)
    policy.require(policy.may_fill(by, inspection))
    if finding.sample_id:
        raise RefusedError("Vi phạm này từ kết quả kiểm nghiệm, không bỏ được.")
    note(inspection, "finding_dropped", by, {"finding": finding.pk, "text": finding.text})
    finding.delete()


@transaction.atomic
def reply(
    *, inspection: Inspection, text: str, upload: Upload | CheckedFile | None, by: User
) -> FollowUp:
    """What the producer says about the minutes, until the day named there (included).

    Raises RefusedError at "text" or "file", and after the day.
    """
    inspection = locked(inspection)
    if not policy.may_reply(by, inspection):
        raise RefusedError("Đã hết hạn trả lời, hoặc tài khoản này không phải của cơ sở.")
    said = filled(text, "Ghi ý kiến của cơ sở.", "text")
    step = _step(inspection, None, Kind.REPLY, said, upload, by)
    tell_office(
        inspection,
        f"reply:{step.pk}",
        f"{inspection.product.producer.name} trả lời biên bản kiểm tra",
        said[:300],
    )
    return step


@transaction.atomic
def report_remedy(
    *, finding: InspectionFinding, text: str, upload: Upload | CheckedFile | None, by: User
) -> FollowUp:
    """The producer says the fault is mended, with proof. Raises RefusedError at "text" or "file"."""
    inspection, finding = _held(finding)
    policy.require(policy.may_report_remedy(by, inspection))
    if finding.state == State.VERIFIED:
        raise RefusedError("Vi phạm này đã được xác nhận khắc phục rồi.")
    said = filled(text, "Kể ngắn đã làm gì.", "text")
    step = _step(inspection, finding, Kind.DONE, said, upload, by)
    _set(finding, State.REPORTED)
    tell_office(
        inspection,
        f"remedy:{step.pk}",
        f"{inspection.product.producer.name} báo đã khắc phục",
        said[:300],
    )
    return step


@transaction.atomic
def judge_remedy(
    *,
    finding: InspectionFinding,
    is_mended: bool,
    text: str,
    upload: Upload | CheckedFile | None,
    by: User,
) -> FollowUp:
    """The team or office confirms that the fault is mended, or says why not.

    Raises RefusedError at "text" or "file".
    """
    inspection, finding = _held(finding)
    policy.require(policy.may_follow_up(by, inspection))
    if inspection.state not in {InspectionState.MINUTED, InspectionState.CONCLUDED}:
        raise RefusedError("Biên bản chưa khóa, chưa xác nhận khắc phục được.")
    if finding.state == State.VERIFIED:
        raise RefusedError("Vi phạm này đã được xác nhận khắc phục rồi.")
    words = "Ghi căn cứ: đã xem gì, thấy gì." if is_mended else "Ghi còn thiếu gì."
    kind = Kind.VERIFIED if is_mended else Kind.REJECTED
    step = _step(inspection, finding, kind, filled(text, words, "text"), upload, by)
    _set(finding, State.VERIFIED if is_mended else State.OPEN)
    tell_producer(
        inspection,
        f"judged:{step.pk}",
        "Đã xác nhận khắc phục" if is_mended else "Khắc phục chưa đạt, cần làm tiếp",
        f"{inspection.product.name}: {finding.text}\n{step.text}",
    )
    return step


def _held(finding: InspectionFinding) -> tuple[Inspection, InspectionFinding]:
    inspection = locked(finding.inspection)
    return inspection, InspectionFinding.objects.get(pk=finding.pk)


def _set(finding: InspectionFinding, state: str) -> None:
    finding.state = state
    finding.save(update_fields=["state"])


def _step(
    inspection: Inspection,
    finding: InspectionFinding | None,
    kind: str,
    text: str,
    upload: Upload | CheckedFile | None,
    by: User,
) -> FollowUp:
    step = FollowUp.objects.create(
        inspection=inspection,
        finding=finding,
        kind=kind,
        text=text,
        file=store_upload(upload, by, kinds=DOCUMENTS) if upload else None,
        by=by,
        at=clock.now(),
    )
    facts = {
        "finding": finding.pk if finding else None,
        "text": text,
        "file": step.file.sha256 if step.file else "",
    }
    note(inspection, f"follow_up_{kind}", by, facts)
    return step
