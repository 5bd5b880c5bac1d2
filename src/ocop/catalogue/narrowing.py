"""From the words typed to conditions on the words kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, Subquery

from ocop.catalogue.models import Edition, ListedWord
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
class Narrowed:
    """The words of a search as conditions on `ListedWord`, the rarest first.

    `edition` is the state of the register that was asked, None while nothing was ever listed.
    """

    closeness: Closeness
    words: tuple[Q, ...] = ()
    edition: int | None = None


def ways(words: Sequence[Word]) -> Iterator[Narrowed]:
    """The ways to understand the words, the nearest first, as far as every word is known.

    Marks that were typed count; then they do not; then beginnings do. One query for each way.
    """
    before: list[Q] = []
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


def _condition(word: Word, closeness: Closeness) -> Q:
    if closeness is Closeness.BEGINNINGS:
        return Q(folded__gte=word.folded, folded__lt=_after(word.folded))
    if closeness is Closeness.AS_WRITTEN and word.written:
        return Q(folded=word.folded, written=word.written)
    return Q(folded=word.folded)


def _after(beginning: str) -> str:
    """The first text that no longer begins so; words are small letters and digits."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)


def _tiers(conditions: Sequence[Q]) -> tuple[int | None, list[int]]:
    """How common each word is (0: unknown, up to 3), with the edition asked."""
    reached = {
        f"word{index}_{least}": Subquery(
            ListedWord.objects.filter(condition)
            .order_by("folded", "listed", "written")
            .values("listed")[least - 1 : least]
        )
        for index, condition in enumerate(conditions)
        for least in TIERS
    }
    row = Edition.objects.filter(pk=1).annotate(**reached).values("token", *reached).first()
    if row is None:
        return None, [0 for _ in conditions]
    held = [
        sum(row[f"word{index}_{least}"] is not None for least in TIERS)
        for index in range(len(conditions))
    ]
    return row["token"], held
