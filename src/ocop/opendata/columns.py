"""How a public dataset describes itself: one definition for the files, the API and the dictionary."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

Cell = str | int | bool | Decimal | dt.date | None
Row = tuple[Cell, ...]
BATCH = 1000


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Words:
    """The same in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files, what it holds, what it means and where it comes from."""

    name: str
    kind: Kind
    meaning: Words
    source: str
    # The version of the dictionary in which it came.
    since: str = "1.0"


@dataclass(frozen=True)
class Dataset:
    """A table anyone may read. Its rows are public: no scope by user applies.

    `query` gives the rows of a day as objects or tuples whose key is `key`; `shape` makes the cells
    of some of them, in the order of `columns`, with a constant number of queries.
    """

    name: str
    title: Words
    about: Words
    columns: tuple[Column, ...]
    query: Callable[[dt.date], QuerySet[Any]]
    key: str
    shape: Callable[[Sequence[Any], dt.date], Iterable[Row]]

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def part(
        self, rows: QuerySet[Any], on: dt.date, after: int, size: int
    ) -> tuple[list[Row], int | None]:
        """At most `size` of these rows after a key, by key, and the last key where more follow.

        Keys are given once and never change, so a walk from part to part meets each row that stays
        exactly once, whatever is added or removed meanwhile.
        """
        found = list(rows.filter(**{f"{self.key}__gt": after}).order_by(self.key)[: size + 1])
        more = len(found) > size
        shown = found[:size]
        last = _key_of(shown[-1], self.key) if more else None
        return list(self.shape(shown, on)), last

    def every(self, on: dt.date) -> Iterator[Row]:
        """All rows of a day, batch by batch; one without a key is small and read at once."""
        if not self.key:
            yield from self.shape(list(self.query(on)), on)
            return
        after: int | None = 0
        while after is not None:
            rows, after = self.part(self.query(on), on, after, BATCH)
            yield from rows


def _key_of(row: Any, key: str) -> int:
    return int(row[0] if isinstance(row, tuple) else getattr(row, key))


def text(name: str, vi: str, en: str, source: str) -> Column:
    """A column of text."""
    return Column(name, Kind.TEXT, Words(vi, en), source)


def integer(name: str, vi: str, en: str, source: str) -> Column:
    """A column of whole numbers."""
    return Column(name, Kind.INTEGER, Words(vi, en), source)


def date(name: str, vi: str, en: str, source: str) -> Column:
    """A column of days."""
    return Column(name, Kind.DATE, Words(vi, en), source)


def boolean(name: str, vi: str, en: str, source: str) -> Column:
    """A column of yes and no."""
    return Column(name, Kind.BOOLEAN, Words(vi, en), source)
