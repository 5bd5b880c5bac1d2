"""A person mends cells and says what is the same."""

from django.db import transaction

from ocop.accounts.models import User
from ocop.imports import policy
from ocop.imports.models import CellCorrection, Import, MatchQuestion
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc

LONGEST = 400


@transaction.atomic
def correct_cell(*, batch: Import, row: int, column: int, text: str, by: User) -> CellCorrection:
    """Put a text in the place of a cell; the cell of the file is kept beside it.

    The findings stay those of the last reading until `examine` runs again. Raises RefusedError at
    "text".
    """
    batch = Import.objects.select_for_update().get(pk=batch.pk)
    policy.require(by, batch)
    _require_open(batch)
    if len(text) > LONGEST:
        raise RefusedError(f"Ô này dài quá {LONGEST} chữ.", field="text")
    found = batch.rows.filter(number=row).first()
    if found is None or not 0 <= column < len(batch.columns):
        raise RefusedError("Danh sách không có ô này.", field="text")
    before = found.cells[column] if column < len(found.cells) else ""
    correction, _ = CellCorrection.objects.update_or_create(
        batch=batch,
        row=row,
        column=column,
        defaults={"before": before, "after": nfc(text), "by": by, "at": clock.now()},
    )
    return correction


@transaction.atomic
def take_back(*, batch: Import, row: int, column: int, by: User) -> None:
    """Let the cell of the file count again."""
    policy.require(by, batch)
    _require_open(batch)
    CellCorrection.objects.filter(batch=batch, row=row, column=column).delete()


@transaction.atomic
def answer(*, question: MatchQuestion, chosen_id: int | None, by: User) -> None:
    """Say which of the register it is, or that it is new (None). Raises RefusedError at "chosen"."""
    question = MatchQuestion.objects.select_for_update().select_related("batch").get(pk=question.pk)
    policy.require(by, question.batch)
    _require_open(question.batch)
    if chosen_id is not None and chosen_id not in {pk for pk, *_ in question.candidates}:
        raise RefusedError("Hãy chọn một dòng trong danh sách.", field="chosen")
    question.is_answered, question.chosen_id, question.answered_by = True, chosen_id, by
    question.save()


@transaction.atomic
def answer_all_new(*, batch: Import, by: User) -> int:
    """Say that every open question is about something new; returns how many."""
    policy.require(by, batch)
    _require_open(batch)
    open_ones = batch.questions.filter(is_answered=False)
    return open_ones.update(is_answered=True, chosen_id=None, answered_by=by)


def _require_open(batch: Import) -> None:
    if batch.state != Import.State.CHECKING:
        raise RefusedError("Danh sách này không còn ở bước kiểm tra. Hãy tải lại trang.")
