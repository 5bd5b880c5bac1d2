"""The long steps: small lists at once, large ones by the worker, with progress and a way to stop."""

from django.db import transaction

from ocop.accounts.models import User
from ocop.imports import policy
from ocop.imports.models import Import
from ocop.imports.queries import rows_to_write, written_count
from ocop.imports.services import listing
from ocop.imports.services.beginning import forget_file
from ocop.imports.services.examining import examine
from ocop.imports.services.undoing import finish_undo, obstacles, take_back_written
from ocop.imports.services.writing import write_slice
from ocop.imports.states import STEPS
from ocop.jobs import queue
from ocop.jobs.queue import Slice
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError

S = Import.State
SMALL_FILE = 200 * 1024
SMALL_LIST = 300
TASKS = {
    S.EXAMINING: ("ocop.imports.services.running.examine_slice", "Đọc và kiểm tra danh sách"),
    S.WRITING: ("ocop.imports.services.running.write_rows_slice", "Ghi danh sách vào sổ"),
    S.UNDOING: ("ocop.imports.services.running.undo_slice", "Hoàn tác danh sách đã nhập"),
    S.WRITTEN: listing.TASK,
}


@transaction.atomic
def start_examining(*, batch: Import, by: User) -> Import:
    """Read and check the whole list; at once where the file is small. Raises RefusedError."""
    batch = _locked(batch, by)
    batch.state = STEPS.target(batch.state, "examine")
    batch.save()
    if batch.content.size <= SMALL_FILE:
        return examine(batch)
    return _enqueue(batch, by)


@transaction.atomic
def confirm(*, batch: Import, by: User) -> Import:
    """Write the list into the register. Raises RefusedError while a question is open."""
    batch = _locked(batch, by)
    batch.state = STEPS.target(batch.state, "write")
    waiting = batch.questions.filter(is_answered=False).count()
    if waiting:
        raise RefusedError(f"Còn {waiting} câu hỏi chưa trả lời. Hãy trả lời ở bước đối chiếu.")
    count = rows_to_write(batch).count()
    if not count:
        raise RefusedError("Không có dòng nào ghi được. Hãy sửa các lỗi trước.")
    batch.is_cancel_asked = False
    batch.confirmed_by, batch.confirmed_at = by, clock.now()
    batch.result = {"written": {}, "rows": 0}
    batch.save()
    audit.record(
        act="import_confirmed",
        actor=by.actor,
        subject=f"import:{batch.pk}",
        facts={"title": batch.title, "sha256": batch.sha256, "rows": count},
    )
    if count > SMALL_LIST:
        return _enqueue(batch, by)
    at_once(batch)
    listing.list_all(batch)
    return batch


@transaction.atomic
def undo(*, batch: Import, by: User) -> Import:
    """Take everything back. Raises RefusedError with what was built on it since."""
    batch = _locked(batch, by)
    batch.state = STEPS.target(batch.state, "undo")
    if found := obstacles(batch):
        raise RefusedError(
            f"Không hoàn tác được vì sau khi nhập đã có: {', '.join(found)}. "
            "Sửa từng cơ sở, sản phẩm thay cho hoàn tác."
        )
    batch.undone_by = by
    batch.save()
    if written_count(batch) <= SMALL_LIST * 5:
        take_back_written(batch, by)
        finish_undo(batch)
        return batch
    return _enqueue(batch, by)


@transaction.atomic
def stop(*, batch: Import, by: User) -> None:
    """Ask the work to stop: reading ends, writing is taken back."""
    batch = _locked(batch, by)
    if batch.state == S.EXAMINING:
        batch.state = STEPS.target(batch.state, "stop")
        if batch.run:
            queue.cancel(batch.run)
    elif batch.state == S.WRITING:
        batch.is_cancel_asked = True
        batch.undone_by = by
    else:
        raise RefusedError("Không có việc nào đang chạy.")
    batch.save()


def resume(*, batch: Import, by: User) -> Import:
    """Go on with a step whose work broke off."""
    policy.require(by, batch)
    is_done = batch.state == S.WRITTEN and not listing.unlisted(batch)
    if batch.state not in TASKS or is_done or (batch.run and batch.run.is_open):
        raise RefusedError("Không có việc nào cần làm tiếp.")
    with transaction.atomic():
        return _enqueue(batch, by)


def examine_slice(cursor: dict[str, object]) -> Slice:
    """One slice: the whole list is read in seconds."""
    batch = _of(cursor)
    if batch.state == S.EXAMINING:
        batch = examine(batch)
    rows = batch.counts.get("rows", 0)
    return Slice(cursor, rows, rows, is_finished=True)


def write_rows_slice(cursor: dict[str, object]) -> Slice:
    """The next rows; a list that was asked to stop is taken back instead."""
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=str(cursor["import"]))
        total = rows_to_write(batch).count()
        done = int(str(batch.result.get("rows", 0)))
        if batch.state != S.WRITING:
            return Slice(cursor, done, total, is_finished=True)
        if batch.is_cancel_asked:
            _take_back_half_done(batch)
            return Slice(cursor, 0, total, is_finished=True)
        is_finished = _write_next(batch)
        if is_finished and listing.unlisted(batch):
            _enqueue(batch, batch.confirmed_by)
        return Slice(cursor, int(batch.result["rows"]), total, is_finished=is_finished)


def undo_slice(cursor: dict[str, object]) -> Slice:
    """Everything in one transaction: half an undo would be worse than none."""
    with transaction.atomic():
        batch = Import.objects.select_for_update().get(pk=str(cursor["import"]))
        count = written_count(batch)
        if batch.state == S.UNDOING and batch.undone_by:
            take_back_written(batch, batch.undone_by)
            finish_undo(batch)
        return Slice(cursor, count, count, is_finished=True)


def _write_next(batch: Import) -> bool:
    """One slice of rows; True at the end, where the file is no longer needed."""
    actor = batch.confirmed_by.actor if batch.confirmed_by else audit.SYSTEM
    piece = write_slice(batch, int(batch.result.get("last_row", 0)), actor)
    if piece is None:
        batch.state = STEPS.target(batch.state, "written")
        listing.expect_listing(batch)
        forget_file(batch)
        batch.save()
        return True
    written = batch.result["written"]
    for name, count in piece.written.items():
        written[name] = written.get(name, 0) + count
    batch.result = {
        "written": written,
        "rows": batch.result["rows"] + piece.rows,
        "last_row": piece.last_row,
    }
    batch.save()
    return False


def at_once(batch: Import) -> Import:
    """Write all of it now, in the caller's transaction; the search follows with `list_all`."""
    while not _write_next(batch):
        continue
    return batch


def _take_back_half_done(batch: Import) -> None:
    assert batch.undone_by is not None
    batch.state = STEPS.target(batch.state, "undo")
    take_back_written(batch, batch.undone_by)
    finish_undo(batch)


def _locked(batch: Import, by: User) -> Import:
    found = Import.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    policy.require(by, found)
    return found


def _enqueue(batch: Import, by: User | None) -> Import:
    task, title = TASKS[S(batch.state)]
    run = queue.enqueue(task, title=f"{title}: {batch.title}"[:160], by_id=by.pk if by else None)
    run.cursor = {"import": str(batch.pk)}
    run.save(update_fields=["cursor"])
    batch.run = run
    batch.save(update_fields=["run", "state"])
    return batch


def _of(cursor: dict[str, object]) -> Import:
    return Import.objects.get(pk=str(cursor["import"]))
