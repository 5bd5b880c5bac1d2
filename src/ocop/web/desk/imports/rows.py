"""Findings and cells as the pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ocop.imports.models import CellCorrection, Import, ImportFinding, ImportRow
from ocop.imports.queries import layout_of
from ocop.imports.rules.columns import Column, Layout
from ocop.imports.rules.fields import LABELS as FIELD_LABELS
from ocop.imports.rules.kinds import Severity
from ocop.web.design.pieces import Kind, Status

STATUSES = {
    Severity.ERROR: Kind.STOP,
    Severity.WARNING: Kind.WARN,
    Severity.NOTE: Kind.OFF,
}


@dataclass(frozen=True)
class Line:
    """One finding with its cell and what it is about."""

    finding: ImportFinding
    status: Status
    column: str
    product: str
    cell: str


def status_of(finding: ImportFinding) -> Status:
    """The finding's weight as a sentence with its kind."""
    severity = Severity(finding.severity)
    icon = "info" if severity is Severity.NOTE else ""
    return Status(STATUSES[severity], finding.get_kind_display(), icon=icon)


def lines_of(batch: Import, findings: Iterable[ImportFinding]) -> list[Line]:
    """The findings of a page with the cells they speak of: two queries."""
    found = list(findings)
    numbers = {finding.row for finding in found}
    rows = {row.number: row for row in batch.rows.filter(number__in=numbers)}
    layout = layout_of(batch)
    columns = {column.index: column for column in layout.columns}
    return [_line(finding, rows.get(finding.row), columns) for finding in found]


def _line(finding: ImportFinding, row: ImportRow | None, columns: Mapping[int, Column]) -> Line:
    column = columns.get(finding.column)
    cells = row.cells if row else []
    return Line(
        finding=finding,
        status=status_of(finding),
        column=_words(column) if column else "",
        product=row.record.get("product", "") if row else "",
        cell=cells[finding.column] if 0 <= finding.column < len(cells) else "",
    )


def _words(column: Column) -> str:
    return f"{column.letter} · {column.header}" if column.header else column.letter


@dataclass(frozen=True)
class Cell:
    """One cell of a row to be mended."""

    column: Column
    label: str
    original: str
    text: str
    findings: list[tuple[ImportFinding, Status]]

    @property
    def is_corrected(self) -> bool:
        """Whether a person put something in its place."""
        return self.text != self.original

    @property
    def worst(self) -> str:
        """The gravest finding's weight, "" where there is none."""
        order = [each.value for each in Severity]
        return min((found.severity for found, _ in self.findings), key=order.index, default="")


def cells_of(batch: Import, row: ImportRow, layout: Layout, typed: Mapping[str, Any]) -> list[Cell]:
    """The cells of the columns that are used, with corrections and what was found in each."""
    corrections = dict(
        CellCorrection.objects.filter(batch=batch, row=row.number).values_list("column", "after")
    )
    found: dict[int, list[tuple[ImportFinding, Status]]] = defaultdict(list)
    for finding in ImportFinding.objects.filter(batch=batch, row=row.number):
        found[finding.column].append((finding, status_of(finding)))
    cells = []
    for column in layout.columns:
        if column.field is None:
            continue
        original = row.cells[column.index] if column.index < len(row.cells) else ""
        text = typed.get(f"o-{column.index}", corrections.get(column.index, original))
        label = FIELD_LABELS[column.field]
        cells.append(Cell(column, label, original, text, found[column.index]))
    return cells
