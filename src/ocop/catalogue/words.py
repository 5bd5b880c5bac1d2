"""Words as the search keeps and compares them. Pure text, no tables.

A word has two forms: folded ("tra") and written ("trà"). Where the tone mark stands does not
matter: "hoà" and "hòa" are written alike.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ocop.kernel.text import folded, nfc, sort_key

LONGEST_WORD = 40
MOST_TYPED = 8
_WORD = re.compile(r"[^\W_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FIRST_RANK = 0x4E00


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """`written` is empty where the word has no marks, so it is then the same as `folded`."""

    folded: str
    written: str = ""


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in their order, each once.

    >>> [word.folded for word in words_of("Khô cá lóc, xã Tân Hộ Cơ")]
    ['kho', 'ca', 'loc', 'xa', 'tan', 'ho', 'co']
    """
    found = dict.fromkeys(_word(token) for token in _WORD.findall(nfc(text).lower()))
    return tuple(word for word in found if word.folded)


def typed_words(text: str) -> tuple[Word, ...]:
    """What a person searches for; more than eight words only make a search slower."""
    return words_of(text)[:MOST_TYPED]


@lru_cache(maxsize=16384)
def _word(token: str) -> Word:
    plain = "".join(_WORD.findall(folded(token)))[:LONGEST_WORD]
    letters = unicodedata.normalize("NFD", token.replace("ƣ", "ư"))
    tones = "".join(sorted(mark for mark in letters if mark in _TONES))
    written = "".join(mark for mark in letters if mark not in _TONES) + tones
    return Word(plain, "" if written == plain else written[:LONGEST_WORD])


def order_key(text: str) -> str:
    """A key in small Latin letters alone, so that every database orders it in the same way.

    It follows the Vietnamese alphabet; what is no letter or digit comes first. The beginning of a
    long name decides.
    """
    return "".join(_pair(ord(sign)) for sign in sort_key(text)[:60])


def _pair(code: int) -> str:
    rank = code - _FIRST_RANK
    place = rank + 26 if 0 <= rank < 26 * 24 else code % 26
    return _LETTERS[place // 26] + _LETTERS[place % 26]
