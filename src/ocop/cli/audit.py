"""`ocop audit`: does the record still agree with itself?"""

import argparse
import json
import sys

from ocop.cli.startup import start_django


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `audit verify`."""
    group = subparsers.add_parser("audit", help="nhật ký các việc có giá trị pháp lý")
    actions = group.add_subparsers(dest="action", required=True, metavar="VIỆC")
    verify = actions.add_parser("verify", help="kiểm tra chuỗi nhật ký, bản đóng băng và tệp")
    verify.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    verify.set_defaults(run=verify_chain)


def verify_chain(args: argparse.Namespace) -> int:
    """Walk the chain, then the rows and files beside it; exit 1 at the first broken link."""
    start_django()
    from ocop.files.integrity import first_changed_file
    from ocop.kernel import audit
    from ocop.kernel.models import AuditEntry, Snapshot
    from ocop.recognition.agreement import first_disagreement

    def show(number: int) -> None:
        print(f"… đã kiểm tra {number} mục", file=sys.stderr)

    broken = audit.first_broken_link(None if args.json else show)
    changed = None
    if not broken:
        file = first_changed_file()
        changed = (f"file:{file[0]}", file[1]) if file else first_disagreement()
    counts = {"entries": AuditEntry.objects.count(), "snapshots": Snapshot.objects.count()}
    if args.json:
        link = (
            {"number": broken.number, "subject": broken.subject, "reason": broken.reason}
            if broken
            else {"number": None, "subject": changed[0], "reason": changed[1]}
            if changed
            else None
        )
        print(json.dumps({"ok": link is None, **counts, "broken": link}, ensure_ascii=False))
    elif broken:
        print(f"HỎNG ở mục {broken.number} ({broken.subject}): {broken.reason}")
    elif changed:
        print(f"HỎNG ở {changed[0]}: {changed[1]}")
    else:
        print(
            f"Nguyên vẹn: {counts['entries']} mục nhật ký, {counts['snapshots']} bản đóng băng, mọi dòng và mọi tệp khớp mã."
        )
    return 1 if broken or changed else 0
