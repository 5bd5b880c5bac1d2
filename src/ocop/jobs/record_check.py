"""The nightly walk along the audit chain, as long work that can be watched and stopped."""

from ocop.jobs.queue import Slice
from ocop.kernel.audit import Walk, walk_on
from ocop.kernel.models import AuditEntry

TASK = "ocop.jobs.record_check.check_slice"
TITLE = "Kiểm tra nhật ký và các bản đóng băng"


def check_slice(cursor: dict[str, object]) -> Slice:
    """Check the next part of the chain; the result names the first broken link, if any."""
    walk = walk_on(
        Walk(int(str(cursor.get("number", 0))), str(cursor.get("entry_hash", "0" * 64))), 500
    )
    broken = walk.broken
    return Slice(
        cursor={"number": walk.number, "entry_hash": walk.entry_hash},
        done=walk.number,
        total=AuditEntry.objects.count(),
        is_finished=walk.is_finished,
        result={
            "broken": broken
            and {"number": broken.number, "subject": broken.subject, "reason": broken.reason}
        },
    )
