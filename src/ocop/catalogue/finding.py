"""One page of what was found, with how many there are and how many each further filter leaves.

Counting looks at everything found. It is done once for each question while the register stays as
it is (`Edition`), and kept in this process.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.db.models import QuerySet

from ocop.catalogue import queries
from ocop.catalogue.counting import COLUMNS, Counts, count
from ocop.catalogue.models import ListedPeriod
from ocop.catalogue.narrowing import Closeness, Narrowed, ways
from ocop.catalogue.search import Search

MANY = 2000
"""Up to so many answers are kept in their order; more are read page by page."""


@dataclass(frozen=True)
class Answer:
    """All that is known of a question: how its words were understood, counts, ids in order.

    `ids` are those of `ListedPeriod`; None where too many answer to keep them.
    """

    search: Search
    words: Narrowed
    counts: Counts
    ids: tuple[int, ...] | None

    def page(self, start: int, size: int) -> list[ListedPeriod]:
        """The answers from `start` on, at most `size`, ready to be shown."""
        if self.ids is None:
            chosen = queries.first_answering(self.search, self.words, start, size)
        else:
            chosen = list(self.ids[start : start + size])
        return queries.to_show(chosen) if chosen else []

    def every(self) -> QuerySet[ListedPeriod]:
        """All of them, in order."""
        return queries.answering(self.search, self.words)


def find(search: Search) -> Answer:
    """Answer a question in the nearest way in which some product has every word.

    Filters play no part in how words are understood: a filter never changes them.
    """
    for words in ways(search.words):
        answer = _answer(search, words)
        if answer.counts.total or not search.words or words.closeness is Closeness.NOTHING:
            return answer
        if search.has_filters and _is_known(search, words):
            return answer
    raise AssertionError("the last way is always an answer")


def _is_known(search: Search, words: Narrowed) -> bool:
    """Whether the words alone have an answer."""
    return queries.answering(Search(search.on, search.text), words).exists()


def _answer(search: Search, words: Narrowed) -> Answer:
    key = (words.edition, words.closeness, search)
    answer = _kept.get(key)
    if answer is None:
        rows = list(queries.answering(search, words).values_list("pk", *COLUMNS))
        ids = tuple(row[0] for row in rows) if len(rows) <= MANY else None
        answer = Answer(search, words, count(row[1:] for row in rows), ids)
        if words.edition is not None:
            _kept.put(key, answer)
    return answer


_Key = tuple[int | None, Closeness, Search]


class _Kept:
    """The latest answers, each under the edition of the register it was made from."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._answers: OrderedDict[_Key, Answer] = OrderedDict()

    def get(self, key: _Key) -> Answer | None:
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: _Key, answer: Answer) -> None:
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()


_kept = _Kept(most=256)


def forget() -> None:
    """Keep no answer: the next question is asked of the tables (for measurements)."""
    _kept.clear()
