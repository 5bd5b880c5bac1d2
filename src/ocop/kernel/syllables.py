"""What can be a Vietnamese syllable: enough to tell read text from text read with the wrong font."""

import re
import unicodedata
from functools import lru_cache

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED = re.compile(r"(?:ch|c|p|t)$")
_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    r"(?:iêu|yêu|ươi|ươu|uôi|oai|oay|oao|oeo|uây|uya|uyê|uyu|"
    r"ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|ya|"
    r"[aăâeêioôơuưy])"
)
_SHAPE = re.compile(rf"{_ONSET}(?P<nucleus>{_NUCLEUS})(?P<coda>ch|c|m|ng|nh|n|p|t)?")
_MARKED = frozenset("ăâêôơư")
_EITHER = frozenset({"oa", "oe", "uy"})
_ACUTE, _HEAVY = "\u0301", "\u0323"


@lru_cache(maxsize=50_000)
def is_syllable(word: str, *, strict: bool = False) -> bool:
    """Whether a composed word has the shape of a Vietnamese syllable, with at most one tone mark.

    `strict` also asks for the mark on a vowel where it is written ("hòa" and "hoà", never "bàư").
    """
    letters, tone, place = _without_tone(word.lower())
    shape = _SHAPE.fullmatch(letters)
    if shape is None or place == -1:
        return False
    if tone and _STOPPED.search(letters) and tone not in (_ACUTE, _HEAVY):
        return False
    return not strict or not tone or place in _tone_places(shape)


def _without_tone(word: str) -> tuple[str, str, int]:
    """The letters, the tone mark, and the index of its letter; index -1 where there are two marks."""
    letters: list[str] = []
    tone, place = "", 0
    for letter in unicodedata.normalize("NFD", word):
        if letter in TONES:
            if tone:
                return "", "", -1
            tone, place = letter, len(unicodedata.normalize("NFC", "".join(letters))) - 1
        else:
            letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters)), tone, place


def _tone_places(shape: re.Match[str]) -> set[int]:
    nucleus, start = shape["nucleus"], shape.start("nucleus")
    marked = [index for index, letter in enumerate(nucleus) if letter in _MARKED]
    if marked:
        return {start + marked[-1]}
    if shape["coda"]:
        return {start + len(nucleus) - 1}
    if nucleus in _EITHER:
        return {start, start + 1}
    return {start + (1 if len(nucleus) == 3 else 0)}
