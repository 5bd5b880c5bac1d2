"""A table as the page draws it: each number leads to its rows, each line has a bar."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString

from ocop.statistics.tables import Line, Table
from ocop.web.design.charts import legend, stacked_bar
from ocop.web.desk.statistics.asking import Question

STARS = ("con-5", "con-4", "con-3")


@dataclass(frozen=True)
class Cell:
    """One number and where its rows are; no address where there is nothing to show."""

    label: str
    number: int
    url: str


@dataclass(frozen=True)
class ShownLine:
    """One line; `percent` and `whole` where the line has a share."""

    label: str
    cells: tuple[Cell, ...]
    bar: SafeString
    percent: Decimal | None
    part: int
    whole: int


@dataclass(frozen=True)
class Shown:
    """A table ready for the template."""

    table: Table
    heads: tuple[str, ...]
    lines: tuple[ShownLine, ...]
    total: ShownLine
    legend: SafeString
    file_query: str

    @property
    def is_uneven(self) -> bool:
        """Whether the rounded shares do not add up to a hundred."""
        return self.table.has_shares and self.table.whole > 0 and self.table.shares_sum != 100


def shown(
    question: Question,
    table: Table,
    *,
    only: Collection[str] = (),
    slug: str = "",
    has_bars: bool = True,
) -> Shown:
    """`only` chooses columns; `slug` names the table in addresses where it is not its own."""
    chosen = [at for at, column in enumerate(table.columns) if not only or column.key in only]
    keys = [column.key for column in table.columns]
    stacked = [keys.index(key) for key in STARS if key in keys] or [0]
    most = max((line.numbers[0] for line in table.lines), default=0)

    def drawn(line: Line) -> ShownLine:
        share = table.share(line)
        parts = [line.numbers[at] for at in stacked]
        if len(parts) > 1:
            parts.append(line.numbers[0] - sum(parts))
        return ShownLine(
            line.label,
            tuple(_cell(question, table, line, at) for at in chosen),
            stacked_bar(parts, most) if has_bars and line.key else SafeString(""),
            share.percent if share and line.key else None,
            line.numbers[0],
            table.whole,
        )

    words = ("5 sao", "4 sao", "3 sao", "không còn hiệu lực") if len(stacked) > 1 else ()
    return Shown(
        table,
        tuple(table.columns[at].label for at in chosen),
        tuple(map(drawn, table.lines)),
        drawn(table.total),
        legend(words) if words and has_bars else SafeString(""),
        question.address(bang=slug or table.slug, dong=None, cot=None),
    )


def _cell(question: Question, table: Table, line: Line, at: int) -> Cell:
    column = table.columns[at]
    url = ""
    if line.numbers[at]:
        query = question.address(bang=table.slug, dong=line.key, cot=column.key)
        url = f"{reverse('desk:statistics:rows')}?{query}"
    return Cell(column.label, line.numbers[at], url)


def several(question: Question, tables: Sequence[Table]) -> list[Shown]:
    """Each as it is."""
    return [shown(question, table) for table in tables]
