"""Workbooks of the described layout, made for each test."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import xlsxwriter

# Row 3 and row 4; the words of the upper row span the columns below them.
UPPER = {11: "Công nhận lần đầu", 16: "Nâng hạng, đánh giá lại"}
HEADERS = (
    *("STT", "Tên sản phẩm", "Nhóm sản phẩm", "Loại hình", "Chủ thể", "Xã, phường", "Địa chỉ"),
    *("Người đại diện", "Số điện thoại", "Hạng sao hiện tại", "Ngày hết hạn"),
    *("Hạng sao", "Ngày", "Năm", "Số quyết định", "Cơ quan ban hành"),
    *("Hạng sao", "Ngày", "Năm", "Số quyết định", "Cơ quan ban hành"),
    "Ghi chú",
)
NAMES = (
    *("serial", "product", "group", "form", "producer", "commune", "address", "person", "phone"),
    *("star", "expiry", "first_star", "first_date", "first_year", "first_decision"),
    *("first_authority", "second_star", "second_date", "second_year", "second_decision"),
    *("second_authority", "note"),
)
BROKEN = object()
"""Stands for a cell whose formula lost what it referred to."""


@dataclass
class Book:
    """Rows by the names of the columns; `merged` are producers over several rows."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    has_header: bool = True

    def add(self, **cells: Any) -> "Book":
        """One more row; returns the book."""
        self.rows.append(cells)
        return self

    def file(self, name: str = "danh-sach.xlsx") -> "Upload":
        """The workbook as a person would upload it."""
        written = BytesIO()
        book = xlsxwriter.Workbook(written, {"in_memory": True})
        sheet = book.add_worksheet("Loc")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write(0, 0, "DANH SÁCH SẢN PHẨM OCOP")
        if self.has_header:
            _write_header(sheet)
        for line, row in enumerate(self.rows, start=4):
            for column, key in enumerate(NAMES):
                _write(sheet, line, column, row.get(key), day)
        for first, last, text in self._merged():
            sheet.merge_range(first, 4, last, 4, text)
        book.close()
        return Upload(name, BytesIO(written.getvalue()))

    def _merged(self) -> list[tuple[int, int, str]]:
        """Producers whose cell spans the rows below that name none."""
        spans: list[tuple[int, int, str]] = []
        start = None
        for line, row in enumerate([*self.rows, {"producer": "-"}], start=4):
            if row.get("producer") is not None or row.get("serial") is None:
                if start is not None and line - start > 1:
                    spans.append((start, line - 1, str(self.rows[start - 4]["producer"])))
                start = line if isinstance(row.get("producer"), str) else None
        return spans


@dataclass
class Upload:
    """What a form hands in."""

    name: str
    file: BytesIO


def csv_file(lines: Sequence[str], encoding: str = "utf-8", name: str = "danh-sach.csv") -> Upload:
    """A CSV of these lines."""
    return Upload(name, BytesIO("\r\n".join(lines).encode(encoding)))


def _write_header(sheet: Any) -> None:
    for column, words in enumerate(HEADERS):
        if 11 <= column <= 20:
            sheet.write(3, column, words)
        else:
            sheet.merge_range(2, column, 3, column, words)
    for column, words in UPPER.items():
        sheet.merge_range(2, column, 2, column + 4, words)


def _write(sheet: Any, line: int, column: int, value: Any, day: Any) -> None:
    match value:
        case None:
            return
        case dt.date():
            sheet.write_datetime(line, column, dt.datetime.combine(value, dt.time()), day)
        case int() | float():
            sheet.write_number(line, column, value)
        case str():
            sheet.write_string(line, column, value)
        case _:
            sheet.write_formula(line, column, "=#REF!", None, "#REF!")
