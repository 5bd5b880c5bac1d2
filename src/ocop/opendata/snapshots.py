"""Making snapshots: by the clock and when asked for, one dataset a slice; old ones go."""

import datetime as dt
import hashlib
import io
from collections import Counter
from functools import partial

from django.conf import settings
from django.db import transaction

from ocop.accounts.models import User
from ocop.files.services import write_content
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.jobs.queue import Slice
from ocop.kernel import audit, clock
from ocop.kernel.audit import Actor
from ocop.kernel.errors import RefusedError
from ocop.opendata.catalogue import DATASETS
from ocop.opendata.columns import Dataset
from ocop.opendata.models import DataSnapshot, SnapshotFile
from ocop.opendata.policy import may_make_snapshots
from ocop.opendata.writing import WRITERS, csv_file

TASK = "ocop.opendata.snapshots.work"
SYSTEM = Actor(id="", label="Hệ thống")


def begin_when_due() -> None:
    """Every night: begin where the last snapshot is older than this installation wants."""
    last = DataSnapshot.objects.order_by("-on").values_list("on", flat=True).first()
    due = last is None or (clock.today() - last).days >= settings.OCOP_SNAPSHOT_DAYS
    if due and open_run() is None:
        queue.enqueue(TASK, title="Lập bản dữ liệu mở")


def begin(*, by: User) -> JobRun:
    """Ask for a snapshot of every dataset now.

    Raises RefusedError for who may not and while one is being made.
    """
    if not may_make_snapshots(by):
        raise RefusedError("Bạn không lập được bản dữ liệu mở.")
    if open_run() is not None:
        raise RefusedError("Đang lập một bản rồi. Hãy chờ bản đó xong.")
    return queue.enqueue(TASK, title="Lập bản dữ liệu mở", by_id=by.pk)


def open_run() -> JobRun | None:
    """The snapshot being made now."""
    return JobRun.objects.filter(task=TASK, state__in=["waiting", "running"]).first()


def work(cursor: dict[str, object]) -> Slice:
    """One slice: one dataset, all of the same day."""
    day = dt.date.fromisoformat(str(cursor.get("on", clock.today().isoformat())))
    done = int(str(cursor.get("done", 0)))
    make_snapshot(DATASETS[done], day)
    return Slice(
        cursor={"on": day.isoformat(), "done": done + 1},
        done=done + 1,
        total=len(DATASETS),
        is_finished=done + 1 == len(DATASETS),
    )


@transaction.atomic
def make_snapshot(dataset: Dataset, on: dt.date) -> DataSnapshot:
    """Keep a dataset as it is on a day, in every format, and let the oldest go.

    The same day without any change needs no second snapshot: a slice may be repeated.
    """
    before = (
        DataSnapshot.objects.select_for_update()
        .filter(dataset=dataset.name)
        .order_by("-number")
        .first()
    )
    rows = list(dataset.every(on))
    new, gone = _changes(before, csv_file(dataset.heads, rows))
    if before and before.on == on and new == gone == 0:
        return before
    snapshot = DataSnapshot.objects.create(
        dataset=dataset.name,
        number=before.number + 1 if before else 1,
        on=on,
        made_at=clock.now(),
        rows=len(rows),
        lines_new=new,
        lines_gone=gone,
    )
    sums = {}
    for suffix, write in WRITERS.items():
        content = write(dataset.heads, rows)
        sums[suffix] = hashlib.sha256(content).hexdigest()
        file = SnapshotFile(
            snapshot=snapshot, format=suffix, size=len(content), sha256=sums[suffix]
        )
        write_content(
            file.content, f"{dataset.name}-{on}-{snapshot.number}.{suffix}", io.BytesIO(content)
        )
        file.save()
    audit.record(
        act="data_snapshot_made",
        actor=SYSTEM,
        subject=f"data_snapshot:{snapshot.pk}",
        facts={"dataset": dataset.name, "number": snapshot.number, "sha256": sums},
    )
    _let_go(dataset.name)
    return snapshot


def _changes(before: DataSnapshot | None, content: bytes) -> tuple[int | None, int | None]:
    if before is None:
        return None, None
    with before.files.get(format="csv").content.open("rb") as file:
        old = Counter(file.read().splitlines()[1:])
    now = Counter(content.splitlines()[1:])
    return (now - old).total(), (old - now).total()


def _let_go(name: str) -> None:
    """The snapshots beyond the number kept: rows at once, bytes when this is committed."""
    kept = DataSnapshot.objects.filter(dataset=name).order_by("-number")
    old = list(kept[settings.OCOP_KEPT_SNAPSHOTS :])
    for file in SnapshotFile.objects.filter(snapshot__in=old):
        storage, path = file.content.storage, str(file.content.name)
        transaction.on_commit(partial(storage.delete, path))
    SnapshotFile.objects.filter(snapshot__in=old).delete()
    DataSnapshot.objects.filter(pk__in=[one.pk for one in old]).delete()
