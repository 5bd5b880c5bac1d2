"""From the words typed to conditions on the words kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection
from django.db.models.expressions import RawSQL

from ocop.catalogue.words import Word

TIERS = (1, 50, 1000)
"""A word that so many products have is known, usual, common."""


class Closeness(StrEnum):
    """How near the words found are to those typed."""

    AS_WRITTEN = "as_written"
    WITHOUT_MARKS = "without_marks"
    BEGINNINGS = "beginnings"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row of `catalogue_listedword` must be for one word: SQL with its values.

    Written out, because building it from objects costs several times what the database needs.
    """

    sql: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The words of a search as conditions on their table, the rarest first.

    `edition` is the state of the register that was asked, None while nothing was ever listed.
    """

    closeness: Closeness
    words: tuple[Condition, ...] = ()
    edition: int | None = None

    def products(self) -> RawSQL:
        """The ids of the products with every word: the rarest leads, the others are looked up."""
        first, *others = self.words
        sql = f"SELECT w.listed_id FROM catalogue_listedword w WHERE {first.sql}"  # noqa: S608
        for other in others:
            sql += f" AND {_HAS.format(other.sql)}"
        return RawSQL(sql, [value for word in self.words for value in word.values])  # noqa: S611


_HAS = "EXISTS (SELECT 1 FROM catalogue_listedword o WHERE o.listed_id = w.listed_id AND {})"


def ways(words: Sequence[Word]) -> Iterator[Narrowed]:
    """The ways to understand the words, the nearest first, as far as every word is known.

    Marks that were typed count; then they do not; then beginnings do. One query for each way.
    """
    before: list[Condition] = []
    edition = None
    for closeness in (Closeness.AS_WRITTEN, Closeness.WITHOUT_MARKS, Closeness.BEGINNINGS):
        conditions = [_condition(word, closeness) for word in words]
        if closeness is not Closeness.AS_WRITTEN and conditions == before:
            continue
        before = conditions
        edition, tiers = _tiers(conditions)
        if all(tiers):
            rarest_first = sorted(range(len(words)), key=lambda index: tiers[index])
            yield Narrowed(closeness, tuple(conditions[index] for index in rarest_first), edition)
    yield Narrowed(Closeness.NOTHING, edition=edition)


def _condition(word: Word, closeness: Closeness) -> Condition:
    if closeness is Closeness.BEGINNINGS:
        return Condition("folded >= %s AND folded < %s", (word.folded, _after(word.folded)))
    if closeness is Closeness.AS_WRITTEN and word.written:
        return Condition("folded = %s AND written = %s", (word.folded, word.written))
    return Condition("folded = %s", (word.folded,))


def _after(beginning: str) -> str:
    """The first text that no longer begins so; words are small letters and digits."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)


def _tiers(conditions: Sequence[Condition]) -> tuple[int | None, list[int]]:
    """How common each word is (0: unknown, up to 3), with the edition asked."""
    reached = [
        f"(SELECT listed_id FROM catalogue_listedword WHERE {condition.sql} LIMIT 1 OFFSET {least - 1})"  # noqa: S608
        for condition in conditions
        for least in TIERS
    ]
    values = [value for condition in conditions for _ in TIERS for value in condition.values]
    columns = ", ".join(["token", *reached])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM catalogue_edition WHERE id = 1", values)  # noqa: S608
        row = cursor.fetchone()
    if row is None:
        return None, [0 for _ in conditions]
    held = [column is not None for column in row[1:]]
    size = len(TIERS)
    return row[0], [sum(held[at : at + size]) for at in range(0, len(held), size)]
