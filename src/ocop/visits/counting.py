"""Counting the visits of a log into sums by day, each line once."""

import datetime as dt
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ocop.kernel.codes import tidy_code
from ocop.register.models import Certificate
from ocop.visits.access_log import visit_in
from ocop.visits.models import LogPosition, VisitCount

TURNED_AT_BYTES = 8 * 1024 * 1024
BATCH = 500


def count_nightly() -> int:
    """Count what was written since the last time, then turn a log that grew long."""
    path = Path(settings.OCOP_VISITS_LOG)
    counted = count(path)
    if path.exists() and path.stat().st_size > TURNED_AT_BYTES:
        path.replace(_turned(path))
    return counted


def count(path: Path) -> int:
    """Add the visits of `path` that were not counted yet; returns how many.

    The rest of a file that was renamed to `<name>.1` is counted first. Position and sums are
    written together, so that nothing is lost or counted twice after a crash.
    """
    counted = 0
    known = LogPosition.objects.filter(path=str(path)).first()
    turned = _turned(path)
    if known and turned.exists() and turned.stat().st_ino == known.inode:
        counted += _count_from(path, turned, known.offset)
    if path.exists():
        known = LogPosition.objects.filter(path=str(path)).first()
        is_same = known is not None and known.inode == path.stat().st_ino
        begin = known.offset if known and is_same else 0
        # Somebody may have emptied the file instead of renaming it.
        counted += _count_from(path, path, begin if begin <= path.stat().st_size else 0)
    return counted


def _turned(path: Path) -> Path:
    return path.with_name(path.name + ".1")


@transaction.atomic
def _count_from(name: Path, file: Path, begin: int) -> int:
    visits: Counter[tuple[str, dt.date]] = Counter()
    with file.open("rb") as lines:
        inode = file.stat().st_ino
        lines.seek(begin)
        offset = begin
        for line in lines:
            if not line.endswith(b"\n"):
                break
            offset += len(line)
            if visit := visit_in(line.decode("utf-8", "replace")):
                visits[tidy_code(visit.code), visit.day] += 1
    counted = _add(visits)
    LogPosition.objects.update_or_create(
        path=str(name), defaults={"inode": inode, "offset": offset}
    )
    return counted


def _add(visits: Counter[tuple[str, dt.date]]) -> int:
    """Add to the sums; codes that no certificate has are forgotten."""
    codes = sorted({code for code, _ in visits})
    certificates: dict[str, int] = {}
    for start in range(0, len(codes), BATCH):
        found = Certificate.objects.filter(short_code__in=codes[start : start + BATCH])
        certificates |= dict(found.values_list("short_code", "pk"))
    fresh = {
        (certificates[code], day): count
        for (code, day), count in visits.items()
        if code in certificates
    }
    days = {day for _, day in fresh}
    rows = VisitCount.objects.select_for_update().filter(day__in=days)
    known = {
        (row.certificate_id, row.day): row for row in rows if (row.certificate_id, row.day) in fresh
    }
    for key, row in known.items():
        row.count += fresh[key]
    VisitCount.objects.bulk_update(known.values(), ["count"], batch_size=BATCH)
    VisitCount.objects.bulk_create(
        (
            VisitCount(certificate_id=certificate, day=day, count=count)
            for (certificate, day), count in fresh.items()
            if (certificate, day) not in known
        ),
        batch_size=BATCH,
    )
    return sum(fresh.values())
