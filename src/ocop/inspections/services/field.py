"""What the team writes on the spot. Each message has an id of the phone: sent twice, stored once."""

import datetime as dt
import uuid
from decimal import Decimal

from django.db import transaction

from ocop.accounts.models import User
from ocop.files.checks import CheckedFile, Upload
from ocop.files.limits import IMAGES
from ocop.files.services import store_upload
from ocop.inspections import policy
from ocop.inspections.models import FieldEntry, FieldPhoto, Inspection
from ocop.inspections.rules.checklists import VALUES, checklist
from ocop.inspections.services.records import locked, note
from ocop.inspections.states import InspectionState
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError

Place = tuple[Decimal, Decimal] | None
# A phone's clock may run ahead a little; more would order answers wrongly.
CLOCK_ERROR = dt.timedelta(minutes=10)


@transaction.atomic
def enter_answer(
    *,
    inspection: Inspection,
    client_id: uuid.UUID,
    question: str,
    value: str,
    remark: str,
    written_at: dt.datetime,
    at: Place,
    by: User,
) -> FieldEntry:
    """One answer as written at `written_at`; the newest of a question counts.

    Returns the entry stored before where `client_id` was received already. Raises RefusedError at
    "question" or "value", and when the minutes are closed.
    """
    inspection = locked(inspection)
    earlier = FieldEntry.objects.filter(client_id=client_id, inspection=inspection).first()
    if earlier:
        return earlier
    _require_open(by, inspection)
    _require_question(inspection, question)
    if value and value not in VALUES:
        raise RefusedError("Chọn Đạt, Chưa đạt hoặc Không áp dụng.", field="value")
    return FieldEntry.objects.create(
        inspection=inspection,
        client_id=_free(client_id),
        question=question,
        value=value,
        note=remark.strip()[:4000],
        written_at=min(written_at, clock.now() + CLOCK_ERROR),
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        written_by=by,
        received_at=clock.now(),
    )


@transaction.atomic
def enter_photo(
    *,
    inspection: Inspection,
    client_id: uuid.UUID,
    question: str,
    upload: Upload | CheckedFile,
    taken_at: dt.datetime,
    at: Place,
    by: User,
) -> FieldPhoto:
    """One photo at a question; the same `client_id` is stored once.

    Raises RefusedError at "photo" for what is no picture, and when the minutes are closed.
    """
    inspection = locked(inspection)
    earlier = FieldPhoto.objects.filter(client_id=client_id, inspection=inspection).first()
    if earlier:
        return earlier
    _require_open(by, inspection)
    _require_question(inspection, question)
    return FieldPhoto.objects.create(
        inspection=inspection,
        client_id=_free(client_id),
        question=question,
        file=store_upload(upload, by, kinds=IMAGES, field="photo"),
        taken_at=min(taken_at, clock.now() + CLOCK_ERROR),
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        taken_by=by,
    )


@transaction.atomic
def write_words(
    *,
    inspection: Inspection,
    place: str,
    producer_side: str,
    producer_opinion: str,
    team_opinion: str,
    internal_note: str,
    by: User,
) -> Inspection:
    """Where, with whom, and what both sides said; the internal note stays with the office."""
    inspection = locked(inspection)
    _require_open(by, inspection)
    inspection.place = place.strip()
    inspection.producer_side = producer_side.strip()
    inspection.producer_opinion = producer_opinion.strip()
    inspection.team_opinion = team_opinion.strip()
    inspection.internal_note = internal_note.strip()
    inspection.save()
    note(inspection, "inspection_words_written", by)
    return inspection


def _require_open(by: User, inspection: Inspection) -> None:
    policy.require(policy.is_on_team(by, inspection))
    if inspection.state != InspectionState.IN_FIELD:
        raise RefusedError(
            "Biên bản đã khóa, hoặc đoàn chưa bắt đầu. Câu trả lời này không ghi được."
        )


def _require_question(inspection: Inspection, question: str) -> None:
    if checklist(inspection.checklist).question(question) is None:
        raise RefusedError("Không có câu hỏi này trong phiếu kiểm tra.", field="question")


def _free(client_id: uuid.UUID) -> uuid.UUID:
    """Raises RefusedError where another inspection used the id: nothing of it is told."""
    if (
        FieldEntry.objects.filter(client_id=client_id).exists()
        or FieldPhoto.objects.filter(client_id=client_id).exists()
    ):
        raise RefusedError("Mã của bản ghi đã dùng. Hãy tải lại trang rồi ghi lại.")
    return client_id
