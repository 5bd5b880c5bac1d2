"""Four processes writing acts of record into one SQLite file: not one may fail."""

import multiprocessing
import os
import tempfile
import time
from dataclasses import dataclass

PROCESSES, ACTS_EACH = 4, 150


@dataclass(frozen=True)
class WriteResult:
    """What the processes saw, and whether the chain they wrote together agrees."""

    acts: int
    errors: int
    chain_agrees: bool
    seconds: float


def _write(home: str, process: int) -> int:
    os.environ.update(OCOP_HOME=home, OCOP_DATABASE="")
    from ocop.cli.startup import start_django

    start_django()
    from django.db import DatabaseError

    from ocop.kernel import audit
    from ocop.kernel.audit import SYSTEM

    errors = 0
    for number in range(ACTS_EACH):
        try:
            frozen = audit.freeze("bench", {"process": process, "number": number})
            audit.record(act="bench_act", actor=SYSTEM, subject="bench:1", snapshot=frozen)
        except DatabaseError:
            errors += 1
    return errors


def _prepare(home: str) -> None:
    os.environ.update(OCOP_HOME=home, OCOP_DATABASE="")
    from ocop.cli.startup import start_django

    start_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _check(home: str) -> bool:
    os.environ.update(OCOP_HOME=home, OCOP_DATABASE="")
    from ocop.cli.startup import start_django

    start_django()
    from ocop.kernel.audit import first_broken_link
    from ocop.kernel.models import AuditEntry

    return first_broken_link() is None and AuditEntry.objects.count() == PROCESSES * ACTS_EACH


def run() -> WriteResult:
    """Write from all processes at once, then walk the chain."""

    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as home:
        with spawn.Pool(1) as pool:
            pool.apply(_prepare, (home,))
        with spawn.Pool(PROCESSES) as pool:
            begun = time.perf_counter()
            errors = sum(pool.starmap(_write, [(home, number) for number in range(PROCESSES)]))
            seconds = time.perf_counter() - begun
        with spawn.Pool(1) as pool:
            agrees = pool.apply(_check, (home,))
    return WriteResult(PROCESSES * ACTS_EACH, errors, agrees, seconds)
