"""Which row is the header, and what each column holds."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ocop.imports.rules.cells import read_authority, read_date, read_star
from ocop.imports.rules.cleaning import clean
from ocop.imports.rules.fields import (
    LAYOUT_FIRST_ROW,
    LAYOUT_SHEET,
    PUBLISHED_LAYOUT,
    Field,
    field_of,
)
from ocop.kernel.text import folded
from ocop.law.authority import UNKNOWN

SEARCHED_ROWS = 25
LOOKED_AT = 60
# A header names at least so many things that are known.
ENOUGH = 2
# Up to the commune at least: empty columns at the right are no columns of the file.
SHORTEST_LAYOUT = 6

Row = tuple[int, Sequence[str]]
"""The file's own number of a row and its cells."""


def letter_of(index: int) -> str:
    """The column as a spreadsheet calls it: 0 is "A", 26 is "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, the words above it ("" where none) and what it holds."""

    index: int
    header: str
    field: Field | None

    @property
    def letter(self) -> str:
        return letter_of(self.index)

    @property
    def name(self) -> str:
        """The words above it, or its letter."""
        return self.header or self.letter


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a sheet and the first row that holds data."""

    columns: tuple[Column, ...]
    first_row: int

    def index_of(self, field: Field) -> int:
        """The place of the column that holds the field, -1 where there is none."""
        return next((column.index for column in self.columns if column.field is field), -1)

    @property
    def places(self) -> dict[Field, int]:
        """Every field that has a column."""
        return {column.field: column.index for column in self.columns if column.field}

    @property
    def fingerprint(self) -> str:
        """The same for every sheet with the same header: under it a correction is remembered."""
        words = "\n".join(folded(column.header) for column in self.columns)
        return hashlib.sha256(words.encode()).hexdigest()[:32]

    def named(self, fields: Mapping[int, Field | None]) -> "Layout":
        """The same columns holding what a person says they hold."""
        columns = (
            Column(column.index, column.header, fields.get(column.index, column.field))
            for column in self.columns
        )
        return Layout(tuple(columns), self.first_row)

    @property
    def recognised(self) -> int:
        """How many columns are understood."""
        return sum(1 for column in self.columns if column.field)


def recognise(rows: Sequence[Row], sheet: str) -> Layout:
    """The layout of a sheet from its first rows.

    Header words decide, over one row or two of which the upper one spans several columns. Without
    a header the sheet of the known provincial workbook is taken by its places, any other by what
    the cells hold.
    """
    rows = [(number, [clean(cell).text for cell in cells]) for number, cells in rows]
    width = max((len(cells) for _, cells in rows), default=0)
    best: Layout | None = None
    for at, (number, cells) in enumerate(rows[:SEARCHED_ROWS]):
        if _is_data(cells):
            continue
        candidates = [_layout([cells], width, number + 1)]
        if at + 1 < len(rows) and not _is_data(rows[at + 1][1]):
            candidates.append(_layout([cells, rows[at + 1][1]], width, rows[at + 1][0] + 1))
        for layout in candidates:
            if best is None or layout.recognised > best.recognised:
                best = layout
    if best and best.recognised >= ENOUGH:
        return best
    if sheet == LAYOUT_SHEET and width >= SHORTEST_LAYOUT:
        places = [*PUBLISHED_LAYOUT, *[None] * (width - len(PUBLISHED_LAYOUT))]
        columns = (Column(index, "", field) for index, field in enumerate(places))
        return Layout(tuple(columns), LAYOUT_FIRST_ROW)
    return _by_content(rows, width)


def _layout(heads: Sequence[Sequence[str]], width: int, first_row: int) -> Layout:
    columns, taken = [], set()
    for index, header in enumerate(_joined(heads, width)):
        field = field_of(header)
        if field in taken:
            field = None
        if field:
            taken.add(field)
        columns.append(Column(index, header, field))
    return Layout(tuple(columns), first_row)


def _joined(heads: Sequence[Sequence[str]], width: int) -> list[str]:
    """The words above each column; a merged cell's words stand over all that it spans."""
    padded = [[*cells, *[""] * (width - len(cells))] for cells in heads]
    if len(padded) == 1:
        return padded[0]
    upper, lower = padded
    spanning, joined = "", []
    for above, below in zip(upper, lower, strict=True):
        spanning = above or (spanning if below else "")
        joined.append(f"{spanning} {below}".strip() if below else above)
    return joined


def _is_data(cells: Sequence[str]) -> bool:
    """Whether a row looks like data: a running number, a star, a date."""
    return any(
        re.fullmatch(r"\d+", cell) or read_date(cell) or read_star(cell) is not None
        for cell in cells
        if cell
    )


def _by_content(rows: Sequence[Row], width: int) -> Layout:
    """What the cells of each column hold, where the sheet has no header at all."""
    columns, taken = [], set()
    cells_of = [[cells[index] for _, cells in rows if index < len(cells)] for index in range(width)]
    for index, cells in enumerate(cells_of):
        field = _content([cell for cell in cells[:LOOKED_AT] if cell])
        if field in taken:
            field = None
        if field:
            taken.add(field)
        columns.append(Column(index, "", field))
    return Layout(tuple(columns), rows[0][0] if rows else 1)


def _content(cells: Sequence[str]) -> Field | None:
    tests = (
        (Field.STAR, lambda cell: read_star(cell) in {3, 4, 5}),
        (Field.FIRST_DATE, lambda cell: read_date(cell) is not None),
        (Field.FIRST_DECISION, lambda cell: re.search(r"\d+/QĐ", cell) is not None),
        (Field.COMMUNE, lambda cell: re.match(r"(?i)(xã|phường|thị trấn) ", cell) is not None),
        (
            Field.PRODUCER,
            lambda cell: re.match(r"(?i)(htx|hợp tác xã|công ty|cty|hộ |cơ sở|tổ hợp)", cell),
        ),
        (Field.FIRST_AUTHORITY, lambda cell: read_authority(cell) != UNKNOWN),
    )
    for field, test in tests:
        if cells and sum(1 for cell in cells if test(cell)) * 10 >= len(cells) * 8:
            return field
    return None
