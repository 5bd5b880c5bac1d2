"""Bringing an installation to the state it should be in, and saying what keeps it from there."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """Something missing, and the one thing to do about it."""

    what: str
    mend: str


def prepare(*, say: Callable[[str], object]) -> None:
    """Database, law, units, static files and, where `OCOP_DEMO` is on, the demo province.

    Each part looks first and does nothing where its work is done: a second run takes seconds and
    never touches data. Raises what the database raises where it cannot be reached.
    """
    from django.conf import settings

    prepare_records(say=say)
    _collect_static(say)
    if settings.OCOP_DEMO:
        from ocop.demo.province import has_demo, load_demo

        if not has_demo():
            say("Tạo tỉnh mẫu Đồng Tháp…")
            mark_as_demo()
            load_demo(say=say)


def mark_as_demo() -> None:
    """From now on this data folder shows the demo banner on every page."""
    from django.conf import settings

    from ocop.config.environment import demo_mark

    demo_mark(settings.DATA).touch()


def prepare_records(*, say: Callable[[str], object]) -> None:
    """The part of `prepare` that concerns the database: tables and administrative units."""
    from ocop.jobs.schedules import ensure_nightly

    _migrate(say)
    _load_units(say)
    _list_products(say)
    ensure_nightly("record-check", "ocop.recognition.record_check.begin")
    ensure_nightly("open-data", "ocop.opendata.snapshots.begin_when_due")
    ensure_nightly("catalogue-check", "ocop.catalogue.keeping.begin")
    ensure_nightly("reminders", "ocop.recognition.reminders.begin")
    ensure_nightly("notice-mails", "ocop.notices.mailing.begin_nightly")
    ensure_nightly("misuse-forget", "ocop.misuse.forgetting.forget")
    ensure_nightly("written-rounds", "ocop.councils.services.rounds.remind_of_written_rounds")
    ensure_nightly("visits", "ocop.visits.counting.count_nightly")
    ensure_nightly("unit-reforms", "ocop.mergers.services.apply_due")
    ensure_nightly("mark-stop", "ocop.benefits.stopping.begin")
    ensure_nightly("inspection-remedies", "ocop.inspections.reminders.remind_of_remedies")


def _migrate(say: Callable[[str], object]) -> None:
    if _waiting_migrations():
        from django.core.management import call_command

        say("Tạo các bảng dữ liệu…")
        call_command("migrate", verbosity=0, interactive=False)


def _waiting_migrations() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _load_units(say: Callable[[str], object]) -> None:
    from ocop.places.models import Unit
    from ocop.places.services import load_units

    if not Unit.objects.exists():
        say("Nạp đơn vị hành chính…")
        load_units()


def _list_products(say: Callable[[str], object]) -> None:
    """The public search is made from the register: after an upgrade or another reading of the law."""
    from ocop.catalogue.services import rebuild_where_needed

    rebuild_where_needed(say)


def _collect_static(say: Callable[[str], object]) -> None:
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp, state = root / ".sources", _static_sources()
    if stamp.is_file() and stamp.read_text("ascii") == state:
        return
    say("Chuẩn bị tệp tĩnh…")
    shutil.rmtree(root, ignore_errors=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(state, "ascii")


def _static_sources() -> str:
    """A digest of names, sizes and dates of every static file of every app."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            details = Path(storage.path(path)).stat()
            digest.update(f"{path}|{details.st_size}|{details.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def problems() -> list[Problem]:
    """Everything that keeps this installation from working, most basic first."""
    from django.db import connection
    from django.db.utils import OperationalError

    try:
        connection.ensure_connection()
    except OperationalError as error:
        return [
            Problem(
                f"Không mở được cơ sở dữ liệu: {error}",
                "Kiểm tra OCOP_DATABASE, hoặc bỏ trống để dùng SQLite trong OCOP_HOME.",
            )
        ]
    found = []
    if _waiting_migrations():
        found.append(Problem("Cơ sở dữ liệu chưa có đủ bảng.", "Chạy: ocop setup"))
    else:
        found += _data_problems()
    return found + _file_problems()


def _data_problems() -> list[Problem]:
    from ocop.kernel.audit import first_broken_link
    from ocop.places.models import Unit

    found = []
    if not Unit.objects.exists():
        found.append(Problem("Chưa có đơn vị hành chính.", "Chạy: ocop setup"))
    if broken := first_broken_link():
        found.append(
            Problem(
                f"Nhật ký hỏng ở mục {broken.number}: {broken.reason}",
                "Giữ nguyên máy, báo người quản trị, đối chiếu với bản sao lưu gần nhất.",
            )
        )
    return found


def _file_problems() -> list[Problem]:
    from django.conf import settings

    found = []
    free = shutil.disk_usage(settings.DATA).free
    if free < 1 << 30:
        found.append(
            Problem(
                f"Đĩa chỉ còn {free >> 20} MB.", "Dọn đĩa hoặc chuyển OCOP_HOME sang đĩa lớn hơn."
            )
        )
    if not (Path(settings.STATIC_ROOT) / ".sources").is_file():
        found.append(Problem("Chưa chuẩn bị tệp tĩnh.", "Chạy: ocop setup"))
    if not settings.OCOP_PUBLIC_ADDRESS.startswith("https://") and not settings.OCOP_DEMO:
        found.append(
            Problem(
                f"Mã QR sẽ dẫn đến {settings.OCOP_PUBLIC_ADDRESS}.",
                "Đặt OCOP_PUBLIC_ADDRESS là địa chỉ https mà người dân mở được.",
            )
        )
    return found
