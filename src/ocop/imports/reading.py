"""Rows out of a workbook or a CSV file, one after the other, as text and with their own numbers."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO
from xml.etree import ElementTree

import python_calamine

from ocop.imports.rules.columns import SEARCHED_ROWS, Layout, Row, recognise
from ocop.imports.rules.fields import LAYOUT_SHEET
from ocop.kernel.errors import RefusedError

BROKEN_CELL = "#REF!"
MOST_COLUMNS = 120
MOST_ROWS = 200_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"')
_BLOCK = 1 << 20
_UNREADABLE = "Không mở được bảng tính này. Hãy mở trên máy, lưu lại dạng XLSX rồi gửi lại."


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file: its name ("" for CSV), its layout, and its rows."""

    name: str
    layout: Layout
    rows: Iterable[Row]


class _Rows:
    """Rows that can be walked more than once without being kept."""

    def __init__(self, walk: Callable[[], Iterator[Row]]) -> None:
        self._walk = walk

    def __iter__(self) -> Iterator[Row]:
        return self._walk()


def sheet_names(file: BinaryIO, name: str) -> list[str]:
    """The sheets of a workbook in order; empty for CSV. Raises RefusedError at "file"."""
    if is_csv(name):
        return []
    return list(_workbook(file).sheet_names)


def is_csv(name: str) -> bool:
    """Whether the file is plain text with separators."""
    return name.lower().endswith((".csv", ".txt", ".tsv"))


def open_sheet(file: BinaryIO, name: str, sheet: str = "") -> Sheet:
    """The named sheet, or the one whose header is understood best, with its layout.

    Raises RefusedError at "file" where the file cannot be read, at "sheet" where it has no such one.
    """
    if is_csv(name):
        text = _text_of(file)
        rows = _Rows(lambda: _csv_rows(text))
        return Sheet("", recognise(list(islice(rows, SEARCHED_ROWS * 4)), ""), rows)
    book = _workbook(file)
    if sheet and sheet not in book.sheet_names:
        names = ", ".join(book.sheet_names)
        raise RefusedError(f"Tệp không có trang tính “{sheet}”. Tệp có: {names}.", field="sheet")
    wanted = [sheet] if sheet else _likely(book.sheet_names)
    found = [_sheet(book, file, each) for each in wanted]
    return max(found, key=lambda each: each.layout.recognised)


def _likely(names: list[str]) -> list[str]:
    return [LAYOUT_SHEET] if LAYOUT_SHEET in names else names[:20]


def _workbook(file: BinaryIO) -> python_calamine.CalamineWorkbook:
    file.seek(0)
    try:
        return python_calamine.load_workbook(file)
    except python_calamine.PasswordError:
        raise RefusedError(
            "Bảng tính có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.", field="file"
        ) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise RefusedError(_UNREADABLE, field="file") from None


def _sheet(book: python_calamine.CalamineWorkbook, file: BinaryIO, name: str) -> Sheet:
    try:
        data = book.get_sheet_by_name(name)
    except (python_calamine.CalamineError, ValueError):
        raise RefusedError(_UNREADABLE, field="file") from None
    if data.total_height > MOST_ROWS:
        raise RefusedError(f"Trang tính có quá {MOST_ROWS:,} dòng.".replace(",", "."), field="file")
    broken = _broken_cells(file, name)
    rows = _Rows(lambda: _book_rows(data, broken))
    return Sheet(name, recognise(list(islice(rows, SEARCHED_ROWS * 4)), name), rows)


def _book_rows(data: python_calamine.CalamineSheet, broken: dict[int, list[int]]) -> Iterator[Row]:
    if data.start is None:
        return
    # Rows come from the first on, columns from the first that holds anything.
    before = [""] * data.start[1]
    for number, values in enumerate(data.iter_rows(), start=1):
        cells = before + [
            value if type(value) is str else text_of(value) for value in values[:MOST_COLUMNS]
        ]
        for index in broken.get(number, ()):
            if index < len(cells) and not cells[index]:
                cells[index] = BROKEN_CELL
        if any(cells):
            yield number, cells


def text_of(value: object) -> str:
    """A typed cell as text: days as dd/mm/yyyy, whole numbers without a fraction.

    >>> text_of(4.0), text_of(dt.date(2022, 3, 5)), text_of(93.5)
    ('4', '05/03/2022', '93.5')
    """
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case dt.datetime() | dt.date():
            return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return str(value)


def _broken_cells(file: BinaryIO, sheet: str) -> dict[int, list[int]]:
    """Cells of an XLSX sheet that hold a formula's error: the reading library leaves them empty."""
    file.seek(0)
    found: dict[int, list[int]] = {}
    if not zipfile.is_zipfile(file):
        return found
    with zipfile.ZipFile(file) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return found
        rest = b""
        with archive.open(part) as content:
            while block := content.read(_BLOCK):
                window = rest + block
                for cell in _ERROR_CELL.finditer(window):
                    indexes = found.setdefault(int(cell[2]), [])
                    if (index := _index_of(cell[1].decode())) not in indexes:
                        indexes.append(index)
                rest = window[-200:]
    return found


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the package that holds the sheet; None where it is no XLSX."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for entry in book.iter():
        if entry.tag.endswith("}sheet") and entry.get("name") == sheet:
            target = targets.get(entry.get(_RELATION), "").removeprefix("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            return part if part in archive.namelist() else None
    return None


def _index_of(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _text_of(file: BinaryIO) -> str:
    """The text of a CSV in UTF-8, UTF-16 or the Vietnamese code page of Windows."""
    file.seek(0)
    content = file.read()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded_page(content)


def _decoded_page(content: bytes) -> str:
    """Windows-1258 carries its marks apart; TCVN3 and VNI stand as Latin-1."""
    vietnamese = content.decode("cp1258", "replace")
    marks = sum(vietnamese.count(mark) for mark in "\u0300\u0301\u0303\u0309\u0323")
    return vietnamese if marks and "\ufffd" not in vietnamese else content.decode("latin-1")


def _csv_rows(text: str) -> Iterator[Row]:
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], ",;\t|")
        separator = dialect.delimiter
    except csv.Error:
        separator = ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(lines, start=1):
            if any(cell.strip() for cell in cells):
                yield number, cells[:MOST_COLUMNS]
    except csv.Error:
        raise RefusedError("Tệp CSV có chỗ hỏng, không đọc tiếp được.", field="file") from None
