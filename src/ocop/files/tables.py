"""Spreadsheets that an office sends to be read: what they really are, and how large inside."""

import zipfile
from typing import BinaryIO

from ocop.files import containers
from ocop.kernel.errors import RefusedError

MEGABYTE = 1024 * 1024
TABLE_LIMIT = 30 * MEGABYTE
# What a packed workbook may hold when it is opened: a small file can be made to fill the memory.
UNPACKED_LIMIT = 400 * MEGABYTE
ACCEPTED = ".xlsx,.xlsm,.xls,.ods,.csv,.txt"
LIMITS_TEXT = "Nhận bảng tính XLSX, XLS, ODS hoặc CSV đến 30 MB."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 64 * 1024


def table_suffix(file: BinaryIO, *, field: str = "file") -> str:
    """The ending that tells the form of a spreadsheet, by its content: ".xlsx", ".csv" …

    Raises RefusedError at `field` for what is no spreadsheet, too large, or too large inside.
    """
    size = containers.size_of(file)
    if not size:
        raise RefusedError("Tệp trống, không có nội dung. Hãy chọn lại tệp.", field=field)
    if size > TABLE_LIMIT:
        raise RefusedError("Tệp nặng quá 30 MB. Hãy chia thành nhiều tệp.", field=field)
    suffix = _suffix(file, field)
    file.seek(0)
    return suffix


def _suffix(file: BinaryIO, field: str) -> str:
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(_OLE):
        return ".xls"
    if head.startswith(b"PK\x03\x04"):
        return _packed_suffix(file, field)
    is_text = head.startswith(_UTF_16) or not any(
        byte < 9 or (13 < byte < 32 and byte != 27) for byte in head
    )
    if is_text:
        return ".csv"
    raise RefusedError(f"Đây không phải bảng tính. {LIMITS_TEXT}", field=field)


def _packed_suffix(file: BinaryIO, field: str) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise RefusedError(
            "Bảng tính bị hỏng hoặc chưa tải hết. Hãy mở thử trên máy, rồi gửi lại.", field=field
        ) from None
    if unpacked > UNPACKED_LIMIT:
        raise RefusedError("Bảng tính quá lớn khi mở ra. Hãy chia thành nhiều tệp.", field=field)
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return ".xlsx"
    if "content.xml" in names:
        return ".ods"
    raise RefusedError(f"Đây không phải bảng tính. {LIMITS_TEXT}", field=field)
