"""The nightly check of the whole record, as long work that can be watched and stopped.

Three legs: the chain with its snapshots, the stored files, the rows that repeat frozen facts.
"""

from uuid import UUID

from ocop.files.integrity import first_changed_file
from ocop.files.models import StoredFile
from ocop.jobs.models import JobRun
from ocop.jobs.queue import Slice, enqueue
from ocop.kernel.audit import Walk, walk_on
from ocop.kernel.models import AuditEntry
from ocop.recognition.agreement import first_disagreement

TASK = "ocop.recognition.record_check.check_slice"
TITLE = "Kiểm tra nhật ký, bản đóng băng và các tệp"
ENTRIES_A_SLICE, FILES_A_SLICE = 500, 50
NO_FILE = str(UUID(int=0))

Broken = dict[str, object]


def begin() -> None:
    """Ask for the nightly check, unless one is still going on."""
    if not JobRun.objects.filter(task=TASK, state__in=["waiting", "running"]).exists():
        enqueue(TASK, title=TITLE)


def check_slice(cursor: dict[str, object]) -> Slice:
    """Check the next part; the end's result names the first thing that does not agree, if any.

    `cursor` is the leg ("chain", "files", "rows") with its place in it, and what is done.
    """
    done = int(str(cursor.get("done", 0)))
    match cursor.get("leg", "chain"):
        case "chain":
            return _chain(cursor)
        case "files":
            return _files(str(cursor["after"]), done)
    found = first_disagreement()
    return _end(found and _named(*found), done + 1)


def _chain(cursor: dict[str, object]) -> Slice:
    number = int(str(cursor.get("number", 0)))
    walk = walk_on(Walk(number, str(cursor.get("entry_hash", "0" * 64))), ENTRIES_A_SLICE)
    if walk.broken:
        broken = walk.broken
        return _end(
            {"number": broken.number, "subject": broken.subject, "reason": broken.reason},
            walk.number,
        )
    if walk.is_finished:
        return _going_on({"leg": "files", "after": NO_FILE}, walk.number)
    return _going_on({"number": walk.number, "entry_hash": walk.entry_hash}, walk.number)


def _files(after: str, done: int) -> Slice:
    files = list(StoredFile.objects.filter(pk__gt=after).order_by("pk")[:FILES_A_SLICE])
    if changed := first_changed_file(files):
        return _end(_named(f"file:{changed[0]}", changed[1]), done)
    if len(files) < FILES_A_SLICE:
        return _going_on({"leg": "rows"}, done + len(files))
    return _going_on({"leg": "files", "after": str(files[-1].pk)}, done + len(files))


def _named(subject: str, reason: str) -> Broken:
    return {"number": None, "subject": subject, "reason": reason}


def _going_on(cursor: dict[str, object], done: int) -> Slice:
    return Slice({**cursor, "done": done}, done, _total(), is_finished=False)


def _end(broken: Broken | None, done: int) -> Slice:
    return Slice({"leg": "rows", "done": done}, done, _total(), True, {"broken": broken})


def _total() -> int:
    return AuditEntry.objects.count() + StoredFile.objects.count() + 1
