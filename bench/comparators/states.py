"""What the plain pages share: a connection for each thread, dates, and a status in words."""

import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from ocop.register.status import CertificateDates, Fact, Status, StatusKind, status

ADDRESS = os.environ.get("OCOP_PUBLIC_ADDRESS", "http://127.0.0.1:8000")
WORDS = {
    StatusKind.IN_FORCE: ("ok", "check", "Còn hiệu lực", "đến hết ngày {until}"),
    StatusKind.EXPIRING: (
        "ok",
        "check",
        "Còn hiệu lực",
        "đến hết ngày {until}, sắp đến kỳ đánh giá lại",
    ),
    StatusKind.EXTENDED: (
        "warn",
        "clock",
        "Đang được kéo dài hiệu lực",
        "chờ kết quả đánh giá lại, không quá ngày {until}",
    ),
    StatusKind.EXPIRED: ("off", "off", "Đã hết hiệu lực", "từ ngày {since}"),
    StatusKind.WITHDRAWN: (
        "stop",
        "stop",
        "Đã bị thu hồi",
        "ngày {since}. Sao trên nhãn này không còn giá trị.",
    ),
    StatusKind.REPLACED: ("off", "off", "Đã được thay bằng giấy mới", "từ ngày {since}"),
    StatusKind.NOT_YET_ISSUED: ("off", "off", "Chưa có hiệu lực", "có giá trị từ ngày {until}"),
    StatusKind.INSUFFICIENT_DATA: (
        "off",
        "off",
        "Chưa đủ dữ liệu",
        ": danh sách đã công bố không ghi quyết định và thời hạn",
    ),
}
GROUNDS = {
    "a": "hồ sơ có thông tin không đúng hoặc giả mạo",
    "b": "không còn đáp ứng tiêu chí",
    "c": "vi phạm pháp luật về chất lượng, an toàn thực phẩm, môi trường, sở hữu trí tuệ hoặc ghi nhãn",
    "d": "dùng sai nhãn hiệu OCOP",
    "đ": "không còn sản xuất",
    "e": "theo kết luận của cơ quan có thẩm quyền",
}
_local = threading.local()


def connection() -> sqlite3.Connection:
    """One connection for each thread, as the product keeps one."""
    path = os.environ["OCOP_BENCH_DATABASE"]
    if getattr(_local, "path", None) != path:
        _local.path, _local.connection = path, sqlite3.connect(path)
        _local.connection.row_factory = sqlite3.Row
    found: sqlite3.Connection = _local.connection
    return found


def written(day: dt.date | str | None) -> str:
    """A date as people read it."""
    if not day:
        return ""
    return f"{dt.date.fromisoformat(day) if isinstance(day, str) else day:%d/%m/%Y}"


def said(state: Status) -> tuple[str, str, str, str]:
    """Tone, drawing, title and detail of a status."""
    tone, icon, title, detail = WORDS[state.kind]
    return tone, icon, title, detail.format(until=written(state.until), since=written(state.since))


def state_of(
    issued_on: str | None,
    expires_on: str | None,
    facts: Iterable[tuple[str, str, str]],
    on: dt.date,
) -> Status:
    """The status from a row of text; without dates the register cannot say."""
    if issued_on is None or expires_on is None:
        return status(None, [], on)
    dates = CertificateDates(dt.date.fromisoformat(issued_on), dt.date.fromisoformat(expires_on))
    known = [Fact(kind, dt.date.fromisoformat(day), ground) for kind, day, ground in facts]
    return status(dates, known, on)


def pages() -> Environment:
    """The templates beside this file."""
    found = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    found.filters["written"] = written
    return found
