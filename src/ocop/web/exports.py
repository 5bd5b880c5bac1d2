"""A list as a file: CSV for machines, XLSX for people. Cells hold values, never formulas."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter
from django.http import HttpResponse

from ocop.kernel import clock
from ocop.web.design.figures import date

Cell = str | int | dt.date | None
# A spreadsheet takes a text that begins so for a formula (or, after a tab, still does).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


def harmless(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run.

    >>> harmless("=1+1"), harmless("Khô cá")
    ("'=1+1", 'Khô cá')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def list_file(
    suffix: str, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """The download that `suffix` asks for: "xlsx" or "csv"."""
    write = _xlsx_file if suffix == "xlsx" else _csv_file
    return write(name, head, rows)


def _csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """A CSV download in UTF-8 with the mark by which spreadsheets recognise it."""
    written = StringIO()
    lines = csv.writer(written)
    lines.writerow(head)
    lines.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return download(written.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", name, "csv")


def _xlsx_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """An XLSX download with a bold head that stays in view; dates and numbers are typed."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    sheet = book.add_worksheet()
    widths = [len(words) for words in head]
    for column, words in enumerate(head):
        sheet.write_string(0, column, words, bold)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], len(_csv_cell(cell)))
            match cell:
                case None | "":
                    continue
                case str():
                    sheet.write_string(line, column, cell)
                case dt.date():
                    sheet.write_datetime(line, column, cell, day)
                case int():
                    sheet.write_number(line, column, cell)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 1)
    book.close()
    return download(
        written.getvalue(),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        name,
        "xlsx",
    )


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return date(cell)
    return harmless(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def download(content: bytes, media_type: str, name: str, suffix: str) -> HttpResponse:
    """A file to be saved, named with the day."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = (
        f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.{suffix}"'
    )
    return response
