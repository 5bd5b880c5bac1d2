"""What the worker does by the clock."""

import datetime as dt

from django_q.models import Schedule

from ocop.jobs import record_check
from ocop.jobs.models import JobRun
from ocop.jobs.queue import enqueue
from ocop.kernel import clock


def ensure_schedules() -> None:
    """Enter the product's schedules once; an existing one keeps its time."""
    Schedule.objects.get_or_create(
        name="record-check",
        defaults={
            "func": "ocop.jobs.schedules.begin_record_check",
            "schedule_type": Schedule.DAILY,
            "next_run": _next_night(),
        },
    )


def _next_night() -> dt.datetime:
    """The next 02:30 in Vietnam, when nobody works."""
    return dt.datetime.combine(clock.today() + dt.timedelta(days=1), dt.time(2, 30), clock.VIETNAM)


def begin_record_check() -> None:
    """The nightly walk along the chain, unless one is still going on."""
    if not JobRun.objects.filter(task=record_check.TASK, state__in=["waiting", "running"]).exists():
        enqueue(record_check.TASK, title=record_check.TITLE)
