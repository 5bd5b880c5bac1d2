"""Long work in slices, over the job library (imported here only).

The library gives no sign of life while a job runs and starts it again after `Q_CLUSTER["retry"]`
seconds. So each slice stays well under that, is safe to repeat, and leaves its place in `cursor`.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.module_loading import import_string
from django_q.tasks import async_task

from ocop.jobs.models import JobRun
from ocop.kernel import clock

SLICE_SECONDS = 40
MOST_ATTEMPTS = 3
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Slice:
    """What one slice did: `cursor` for the next, `done` of `total`, and the end's `result`."""

    cursor: dict[str, object]
    done: int
    total: int
    is_finished: bool
    result: dict[str, object] = field(default_factory=dict)


Task = Callable[[dict[str, object]], Slice]
"""Gets the cursor (empty at first), works a second or so, returns its slice."""


def enqueue(task: str, *, title: str, by_id: int | None = None) -> JobRun:
    """Ask for long work; `task` is the dotted name of a `Task`. It starts after the commit."""
    run = JobRun.objects.create(task=task, title=title, asked_by_id=by_id)
    transaction.on_commit(lambda: _hand_over(run))
    return run


def cancel(run: JobRun) -> None:
    """Ask the work to stop; it does so after its present slice."""
    JobRun.objects.filter(pk=run.pk).update(is_cancel_asked=True)


def work(run_id: str) -> None:
    """The worker's entry: slices until done, cancelled, or the time for one hand-over is up."""
    run = JobRun.objects.get(pk=run_id)
    if not run.is_open:
        return
    if run.attempts >= MOST_ATTEMPTS:
        _end(run, JobRun.State.FAILED)
        return
    run.attempts += 1
    run.state = JobRun.State.RUNNING
    run.save(update_fields=["attempts", "state"])
    task: Task = import_string(run.task)
    until = time.monotonic() + SLICE_SECONDS
    while time.monotonic() < until:
        if JobRun.objects.filter(pk=run.pk, is_cancel_asked=True).exists():
            _end(run, JobRun.State.CANCELLED)
            return
        try:
            piece = task(run.cursor)
        except Exception:
            logger.exception("Việc nền %s hỏng", run.task)
            _end(run, JobRun.State.FAILED)
            raise
        run.cursor, run.done, run.total, run.result = (
            piece.cursor,
            piece.done,
            piece.total,
            piece.result,
        )
        run.attempts = 0
        run.save(update_fields=["cursor", "done", "total", "result", "attempts"])
        if piece.is_finished:
            _end(run, JobRun.State.DONE)
            return
    _hand_over(run)


def _hand_over(run: JobRun) -> None:
    async_task("ocop.jobs.queue.work", str(run.pk), task_name=run.task[-100:])


def _end(run: JobRun, state: str) -> None:
    run.state, run.ended_at = state, clock.now()
    run.save(update_fields=["state", "ended_at"])
