"""The list with its findings as a workbook: the cells coloured, the sentences beside them."""

from collections import defaultdict
from io import BytesIO

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ocop.imports.models import CellCorrection, Import, ImportFinding
from ocop.imports.queries import layout_of
from ocop.imports.rules.kinds import Severity
from ocop.web.desk.imports.views import find, office
from ocop.web.exports import download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLOURS = {Severity.ERROR: "#F6C9C4", Severity.WARNING: "#FBE3B0", Severity.NOTE: "#DDE6F0"}
WEIGHTS = {Severity.ERROR: "Lỗi", Severity.WARNING: "Cần xem", Severity.NOTE: "Ghi chú"}


@office
@require_safe
def findings_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Two sheets: the list as read, in colours; the findings one to a line. No cell is a formula."""
    batch = find(request, pk)
    if not batch.counts:
        return redirect("desk:imports:detail", pk=pk)
    return download(_workbook(batch), XLSX, f"phat-hien-{batch.pk}", "xlsx")


def _workbook(batch: Import) -> bytes:
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {each: book.add_format({"bg_color": COLOURS[each]}) for each in Severity}
    findings = list(ImportFinding.objects.filter(batch=batch))
    columns = layout_of(batch).columns
    _write_list(book.add_worksheet("Danh sách"), batch, findings, formats, bold)
    sheet = book.add_worksheet("Phát hiện")
    heads = ("Dòng", "Cột", "Mức", "Loại", "Nội dung", "Có thể là")
    for index, words in enumerate(heads):
        sheet.write_string(0, index, words, bold)
    names = {column.index: f"{column.letter} {column.header}".strip() for column in columns}
    for line, found in enumerate(findings, start=1):
        severity = Severity(found.severity)
        sheet.write_number(line, 0, found.row)
        texts = (
            names.get(found.column, ""),
            WEIGHTS[severity],
            found.get_kind_display(),
            found.message,
            "; ".join(found.candidates),
        )
        for index, text in enumerate(texts, start=1):
            sheet.write_string(line, index, text, formats[severity] if index == 2 else None)
    sheet.set_column(3, 3, 28)
    sheet.set_column(4, 5, 60)
    sheet.freeze_panes(1, 0)
    book.close()
    return written.getvalue()


def _write_list(
    sheet: xlsxwriter.worksheet.Worksheet,
    batch: Import,
    findings: list[ImportFinding],
    formats: dict[Severity, object],
    bold: object,
) -> None:
    colours: dict[tuple[int, int], Severity] = {}
    words: dict[tuple[int, int], list[str]] = defaultdict(list)
    order = list(Severity)
    for found in findings:
        at, severity = (found.row, found.column), Severity(found.severity)
        colours[at] = min(colours.get(at, severity), severity, key=order.index)
        words[at].append(found.message)
    corrected = {
        (row, column): after
        for row, column, after in CellCorrection.objects.filter(batch=batch).values_list(
            "row", "column", "after"
        )
    }
    columns = layout_of(batch).columns
    sheet.write_string(0, 0, "Dòng", bold)
    for column in columns:
        sheet.write_string(0, column.index + 1, column.name, bold)
    for line, row in enumerate(batch.rows.iterator(chunk_size=1000), start=1):
        sheet.write_number(line, 0, row.number)
        for column in columns:
            at = (row.number, column.index)
            original = row.cells[column.index] if column.index < len(row.cells) else ""
            text, severity = corrected.get(at, original), colours.get(at)
            form = formats[severity] if severity else None
            if text:
                sheet.write_string(line, column.index + 1, text, form)
            elif severity:
                sheet.write_blank(line, column.index + 1, None, form)
            if severity in {Severity.ERROR, Severity.WARNING}:
                sheet.write_comment(line, column.index + 1, "\n".join(words[at])[:900])
    sheet.freeze_panes(1, 1)
