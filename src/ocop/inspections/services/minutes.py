"""Minutes on the spot: read out and frozen, signed, closed; opened again only with new signatures."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from ocop.accounts.models import User
from ocop.files.checks import CheckedFile, Upload
from ocop.files.limits import DOCUMENTS, IMAGES
from ocop.files.services import store_upload
from ocop.inspections import policy
from ocop.inspections.minutes import minutes_content
from ocop.inspections.models import Inspection, InspectionFinding, Signature, SignedCopy, TeamMember
from ocop.inspections.queries import current_entries
from ocop.inspections.rules.checklists import checklist, failures, unanswered
from ocop.inspections.services.records import filled, locked, note, tell_office, tell_producer
from ocop.inspections.states import STEPS, InspectionState
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import Snapshot

Party = Signature.Party
REPLY_DAYS = 10
"""How long the producer may answer where the team names no other day; no text sets one."""


@transaction.atomic
def lock_minutes(*, inspection: Inspection, reply_until: dt.date | None, by: User) -> Inspection:
    """The lead closes the questions and freezes what will be signed.

    Each answer “chưa đạt” without a finding becomes one, in the question's words and the note.
    Raises RefusedError where a question is open, or at "place", "producer_side", "reply_until".
    """
    inspection = locked(inspection)
    policy.require(policy.leads(by, inspection))
    state = STEPS.target(inspection.state, "lock")
    filled(inspection.place, "Ghi nơi kiểm tra trước khi khóa biên bản.", "place")
    filled(inspection.producer_side, "Ghi ai đại diện chủ thể có mặt.", "producer_side")
    reply_until = reply_until or clock.today() + dt.timedelta(days=REPLY_DAYS)
    if reply_until < clock.today():
        raise RefusedError("Hạn trả lời không được ở quá khứ.", field="reply_until")
    entries = current_entries(inspection)
    asked = checklist(inspection.checklist)
    values = {code: entry.value for code, entry in entries.items()}
    if left := unanswered(asked, values):
        codes = ", ".join(one.code for one in left[:12])
        raise RefusedError(f"Còn {len(left)} câu chưa trả lời: {codes}.")
    written = set(inspection.findings.values_list("question", flat=True))
    for question in failures(asked, values):
        if question.code not in written:
            remark = entries[question.code].note
            InspectionFinding.objects.create(
                inspection=inspection,
                question=question.code,
                text=f"Chưa đạt: {question.text}. {remark}".strip(),
                ground=question.ground,
            )
    now = clock.now()
    inspection.state, inspection.ended_at, inspection.reply_until = state, now, reply_until
    inspection.minutes = audit.freeze(
        "inspection_minutes", minutes_content(inspection, ended_at=now)
    )
    inspection.save()
    note(inspection, "inspection_minutes_locked", by, snapshot=inspection.minutes)
    return inspection


@transaction.atomic
def reopen_minutes(*, inspection: Inspection, because: str, by: User) -> Inspection:
    """Something was wrong: back to the field. Signatures stay with the old text and no longer count.

    Raises RefusedError at "because".
    """
    inspection = locked(inspection)
    policy.require(policy.leads(by, inspection))
    because = filled(because, "Ghi lý do mở lại biên bản.", "because")
    inspection.state = STEPS.target(inspection.state, "reopen")
    inspection.minutes, inspection.ended_at = None, None
    inspection.save()
    note(inspection, "inspection_minutes_reopened", by, {"because": because})
    return inspection


@transaction.atomic
def sign(
    *,
    inspection: Inspection,
    party: str,
    name: str,
    upload: Upload | CheckedFile | None,
    by: User,
    member: TeamMember | None = None,
    refusal: str = "",
) -> Signature:
    """A signature drawn on the screen, or the producer's refusal in their own words.

    A team member's name is taken from the team (`member`). A refusal needs a witness's signature
    before the minutes can be closed. Raises RefusedError at "party", "name", "signature" or
    "refusal".
    """
    inspection = locked(inspection)
    policy.require(policy.is_on_team(by, inspection))
    signed = _require_signing(inspection)
    if party not in Party:
        raise RefusedError("Chọn ai ký.", field="party")
    if party in {Party.LEAD, Party.MEMBER}:
        if member is None or member.inspection_id != inspection.pk or member.part != party:
            raise RefusedError("Chọn đúng người trong đoàn.", field="party")
        name = member.user.full_name
    refusal = refusal.strip() if party == Party.PRODUCER else ""
    if upload is None and not refusal:
        raise RefusedError("Chưa có chữ ký. Hãy ký vào khung hoặc chụp chữ ký.", field="signature")
    name = filled(name, "Ghi họ tên người ký.", "name")
    if _current(inspection).filter(party=party, name=name).exists():
        raise RefusedError(f"{name} đã ký rồi.", field="name")
    signature = Signature.objects.create(
        inspection=inspection,
        minutes=signed,
        party=party,
        name=name,
        user=member.user if member else None,
        file=None if refusal else store_upload(upload, by, kinds=IMAGES, field="signature"),  # type: ignore[arg-type]
        refusal=refusal,
        signed_at=clock.now(),
    )
    facts = {
        "party": party,
        "name": name,
        "refusal": refusal,
        "file": signature.file.sha256 if signature.file else "",
    }
    note(inspection, "inspection_signed", by, facts, inspection.minutes)
    return signature


@transaction.atomic
def add_signed_copy(
    *, inspection: Inspection, upload: Upload | CheckedFile, by: User
) -> SignedCopy:
    """The minutes signed on paper, scanned or photographed. Raises RefusedError at "file"."""
    inspection = locked(inspection)
    policy.require(policy.is_on_team(by, inspection))
    is_open = inspection.state in {InspectionState.SIGNING, InspectionState.MINUTED}
    if not is_open or inspection.minutes is None:
        raise RefusedError("Chỉ thêm bản ký tay khi biên bản đã khóa và chưa kết luận.")
    copy = SignedCopy.objects.create(
        inspection=inspection,
        minutes=inspection.minutes,
        file=store_upload(upload, by, kinds=DOCUMENTS),
        added_by=by,
        added_at=clock.now(),
    )
    note(inspection, "inspection_copy_added", by, {"file": copy.file.sha256}, inspection.minutes)
    return copy


def missing_signatures(inspection: Inspection) -> list[str]:
    """What is still needed before the minutes can be closed; empty with a copy signed on paper."""
    if inspection.signed_copies.filter(minutes=inspection.minutes_id).exists():
        return []
    signed = list(_current(inspection))
    parties = {one.party for one in signed}
    missing = []
    if Party.LEAD not in parties:
        missing.append("Trưởng đoàn chưa ký.")
    if Party.PRODUCER not in parties:
        missing.append("Đại diện chủ thể chưa ký, cũng chưa ghi từ chối ký.")
    elif any(one.refusal for one in signed) and Party.WITNESS not in parties:
        missing.append("Chủ thể từ chối ký: cần chữ ký của người chứng kiến.")
    return missing


@transaction.atomic
def close_minutes(*, inspection: Inspection, by: User) -> Inspection:
    """Everyone has signed: the minutes are done, producer and office are told."""
    inspection = locked(inspection)
    policy.require(policy.leads(by, inspection))
    state = STEPS.target(inspection.state, "close")
    if missing := missing_signatures(inspection):
        raise RefusedError(" ".join(missing))
    inspection.state = state
    inspection.save(update_fields=["state"])
    snapshot = audit.freeze(
        "inspection_minutes_signed",
        {
            "minutes": inspection.minutes.sha256 if inspection.minutes else "",
            "signatures": [
                {
                    "party": one.party,
                    "name": one.name,
                    "refusal": one.refusal,
                    "file": one.file.sha256 if one.file else "",
                    "signed_at": one.signed_at,
                }
                for one in _current(inspection).select_related("file")
            ],
            "copies": [
                copy.file.sha256 for copy in inspection.signed_copies.select_related("file")
            ],
        },
    )
    note(inspection, "inspection_minutes_closed", by, snapshot=snapshot)
    count = inspection.findings.count()
    faults = f"{count} điểm cần khắc phục." if count else "Không có vi phạm."
    tell_producer(
        inspection,
        "minutes",
        f"Biên bản kiểm tra {inspection.product.name}",
        f"{faults} Cơ sở trả lời được đến hết ngày {inspection.reply_until:%d/%m/%Y}.",
    )
    tell_office(
        inspection,
        "minutes",
        f"Có biên bản kiểm tra {inspection.product.name}",
        f"{inspection.product.producer.name}. {faults} Chờ kết luận.",
    )
    return inspection


def _current(inspection: Inspection) -> QuerySet[Signature]:
    return inspection.signatures.filter(minutes=inspection.minutes_id)


def _require_signing(inspection: Inspection) -> Snapshot:
    if inspection.state != InspectionState.SIGNING or inspection.minutes is None:
        raise RefusedError("Chỉ ký khi biên bản đã khóa và chưa kết thúc.")
    return inspection.minutes
