"""The check of the record as long work: slices, progress, cancelling, a worker that was killed."""

from pathlib import Path

import pytest
from django.db import connection

from ocop.files.services import store_upload
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.kernel import audit
from ocop.kernel.audit import SYSTEM
from ocop.recognition import record_check
from tests.factories.uploads import picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain_of_1200(db: None) -> None:
    for number in range(1200):
        audit.record(act="dossier_submitted", actor=SYSTEM, subject=f"dossier:{number}")


def asked() -> JobRun:
    return queue.enqueue(record_check.TASK, title=record_check.TITLE)


def test_the_record_check_walks_to_the_end_in_slices(chain_of_1200: None) -> None:
    run = asked()
    queue.work(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == ("done", 1201, 1201)
    assert run.result == {"broken": None}


def test_a_changed_entry_is_in_the_result(chain_of_1200: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_auditentry SET act = 'x' WHERE number = 700")
    run = asked()
    queue.work(str(run.pk))
    run.refresh_from_db()
    assert run.result["broken"]["number"] == 700


def test_work_goes_on_where_a_killed_worker_left_it(chain_of_1200: None) -> None:
    run = asked()
    first = record_check.check_slice({})
    JobRun.objects.filter(pk=run.pk).update(cursor=first.cursor, attempts=1, state="running")
    queue.work(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.done) == ("done", 1201)


def test_cancelled_work_stops_before_its_next_slice(chain_of_1200: None) -> None:
    run = asked()
    queue.cancel(run)
    queue.work(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.done) == ("cancelled", 0)


def test_work_that_never_ends_a_slice_is_given_up(db: None) -> None:
    run = asked()
    JobRun.objects.filter(pk=run.pk).update(attempts=queue.MOST_ATTEMPTS)
    queue.work(str(run.pk))
    run.refresh_from_db()
    assert run.state == "failed"


@pytest.mark.parametrize("which", ["content", "preview"])
def test_a_changed_file_or_preview_is_in_the_result(db: None, which: str) -> None:
    stored = store_upload(upload("anh.jpg", picture((900, 700))), None)
    path = Path(getattr(stored, which).path)
    path.write_bytes(path.read_bytes() + b".")
    run = asked()
    queue.work(str(run.pk))
    run.refresh_from_db()
    assert run.result["broken"]["subject"] == f"file:{stored.pk}"
