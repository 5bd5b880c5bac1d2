"""Rows as files: CSV for machines, JSON for programs, XLSX for people."""

import csv
import datetime as dt
import json
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter

from ocop.opendata.columns import Cell, Row

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BOM = b"\xef\xbb\xbf"
# A spreadsheet takes a text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_file(heads: Sequence[str], rows: Iterable[Row]) -> bytes:
    """UTF-8 without mark, days in ISO 8601, true and false in words."""
    written = StringIO(newline="")
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(heads)
    lines.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return written.getvalue().encode()


def json_file(heads: Sequence[str], rows: Iterable[Row]) -> bytes:
    """An array of objects, one a line."""
    lines = (
        json.dumps(dict(zip(heads, map(_plain, row), strict=True)), ensure_ascii=False)
        for row in rows
    )
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def xlsx_file(heads: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A workbook whose head stays in view; cells hold values, never formulas."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "constant_memory": False})
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    sheet = book.add_worksheet()
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            match cell:
                case None:
                    continue
                case bool():
                    sheet.write_boolean(line, column, cell)
                case str():
                    sheet.write_string(line, column, cell)
                case dt.date():
                    sheet.write_datetime(line, column, cell, day)
                case _:
                    sheet.write_number(line, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return written.getvalue()


WRITERS = {"csv": csv_file, "json": json_file, "xlsx": xlsx_file}


def _plain(cell: Cell) -> object:
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def _csv_cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case dt.date():
            return cell.isoformat()
        case str() if cell.startswith(_FORMULA_STARTS):
            return f"'{cell}"
    return str(cell)
