"""Text typed for the fonts TCVN3 (ABC) and VNI, which stand as Latin letters in a Unicode file.

Only a text that is certainly legacy is read anew: it has words that are no Vietnamese, reading them
by one of the two tables makes every one of them Vietnamese, and nothing in it is Unicode Vietnamese.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from ocop.kernel.syllables import is_syllable


class Font(StrEnum):
    """The two families of fonts found in circulating lists."""

    TCVN3 = "tcvn3"
    VNI = "vni"


# TCVN 5712:1993 (VN3), bytes A1 to FE as their Latin-1 letters.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI-Win: a vowel is followed by a sign that carries its marks; some letters stand alone.
_SIGNS = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_TONE_SIGNS = "ùøûõï"
_CARRIERS = {"a": _SIGNS, "e": "ùøûõïâáàåãä", "o": "ùøûõïâáàåãä", "u": _TONE_SIGNS, "y": "ùøûõ"}
_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "í": "í", "ì": "ì"}
_UPPER_ALONE = {key.upper(): value.upper() for key, value in _ALONE.items()}


def _vni_table() -> dict[str, str]:
    table = {}
    for vowel, signs in _CARRIERS.items():
        for sign in signs:
            table[vowel + sign] = unicodedata.normalize("NFC", vowel + _SIGNS[sign])
    for alone, letter in (("ô", "ơ"), ("ö", "ư")):
        for sign in _TONE_SIGNS:
            table[alone + sign] = unicodedata.normalize("NFC", letter + _SIGNS[sign])
    upper = {pair.upper(): letter.upper() for pair, letter in table.items()}
    # "Hoøa" and "Ñaøo": small letters and capitals meet where only the first is a capital.
    mixed = {pair[0].upper() + pair[1]: letter.upper() for pair, letter in table.items()}
    return table | upper | mixed | _ALONE | _UPPER_ALONE


_VNI = _vni_table()
_VNI_PIECES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_CAPITALS = re.compile(r"[A-Z\u00a1-\u00ff]+")
_CAPITAL_WORD = re.compile(r"[A-Z][\u00a1-\u00ff]*[A-Z]")
_SMALL = re.compile(r"[a-z]")
_ABBREVIATION = re.compile(r"[BCDĐGHKLMNPQRSTVX]{2,6}")
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~0-9]+")
# Letters that no Latin-1 text has: Vietnamese typed in Unicode, or marks that stand apart.
_UNICODE = re.compile("[\u0100-\u0131\u0168-\u01b0\u0300-\u036f\u1ea0-\u1ef9]")
_LATIN_1 = re.compile("[\u00a1-\u00ff]")


def decoded(text: str, font: Font) -> str:
    """Every letter of `text` read by the table of the font; what it does not know stays."""
    if font is Font.TCVN3:
        return _WORD.sub(lambda found: _tcvn3_word(found[0], text), text)
    return _VNI_PIECES.sub(lambda found: _VNI[found[0]], text)


def _tcvn3_word(word: str, text: str) -> str:
    """TCVN3 prints capitals with a font of capitals: the letters around tell which it was."""
    read = "".join(_TCVN3.get(letter, letter) for letter in word)
    if len([letter for letter in word if letter.isascii()]) > 1:
        return read.upper() if _CAPITALS.fullmatch(word) else read
    is_capital = bool(_CAPITAL_WORD.search(text)) and not _SMALL.search(text)
    return read.upper() if is_capital and word[0].isupper() else read


@lru_cache(maxsize=20_000)
def legacy_font(text: str) -> Font | None:
    """The font that `text` was certainly typed for, or None: for Unicode, and wherever in doubt."""
    if text.isascii() or _UNICODE.search(text) or not _LATIN_1.search(text):
        return None
    if not any(_is_no_vietnamese(word) for word in _strange(text)):
        return None
    fits = [font for font in Font if _reads_well(text, font)]
    return fits[0] if len(fits) == 1 else None


@lru_cache(maxsize=20_000)
def may_be_legacy(text: str) -> bool:
    """Whether a person should look: words are no Vietnamese, yet no font reads all of them."""
    if text.isascii() or _UNICODE.search(text) or legacy_font(text):
        return False
    return any(
        _is_no_vietnamese(word) and is_syllable(decoded(word, font), strict=True)
        for word in _strange(text)
        for font in Font
    )


def _strange(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if not word.isascii()]


def _is_no_vietnamese(word: str) -> bool:
    """A dot or a bracket alone proves nothing; a letter of the alphabet must stand beside it."""
    return any(letter.isascii() for letter in word) and not is_syllable(word)


def _reads_well(text: str, font: Font) -> bool:
    """Whether every word with letters beyond ASCII is Vietnamese when read by the font."""
    read = (decoded(word, font) for word in _strange(text))
    return all(is_syllable(word, strict=True) or _ABBREVIATION.fullmatch(word) for word in read)
