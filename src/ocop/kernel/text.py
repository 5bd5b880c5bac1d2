"""Vietnamese text: one form to store, one to search, one order to sort."""

import re
import unicodedata
from functools import lru_cache

from ocop.kernel.syllables import TONES

_SIGNS = re.compile(r"[^\w]+|_")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# The letter OI (U+01A2) is a common mistake for Ư in circulating documents.
_MISTAKEN = str.maketrans({"Ƣ": "Ư", "ƣ": "ư"})
_ALPHABET = "0123456789aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
# Each letter of the alphabet without its marks: the quick way for nearly every text.
_PLAIN = str.maketrans(
    {letter: unicodedata.normalize("NFD", letter)[0].replace("đ", "d") for letter in _ALPHABET}
)
_RANK = {letter: chr(0x4E00 + index) for index, letter in enumerate(_ALPHABET)}


def nfc(text: str) -> str:
    """The stored form: composed letters, no invisible characters, single spaces, trimmed."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(text.split())


def folded(text: str) -> str:
    """The form searched and compared: no marks, đ as d, lower case, single spaces.

    >>> folded("Ổi  ruột ĐỎ")
    'oi ruot do'
    """
    plain = nfc(text).lower()
    if plain.isascii():
        return plain
    plain = plain.translate(_PLAIN)
    if plain.isascii():
        return plain
    letters = unicodedata.normalize("NFD", plain.translate(_MISTAKEN).lower())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("đ", "d")


def comparable(text: str) -> str:
    """The form in which two names are the same: one spelling of tone marks, no case, no signs.

    Marks count ("hòa" is not "hoa"), where they stand does not.

    >>> comparable("Dừa sáp sợi (VICOSAP)") == comparable("Dừa sáp sợi Vicosap")
    True
    >>> comparable("Hoà Lợi") == comparable("Hòa  Lợi"), comparable("Hòa") == comparable("Hóa")
    (True, False)
    """
    plain = _SIGNS.sub(" ", nfc(text).translate(_MISTAKEN).lower())
    return " ".join(_tone_last(word) for word in plain.split())


@lru_cache(maxsize=20_000)
def _tone_last(word: str) -> str:
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(letter for letter in letters if letter in TONES))
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES)) + tones


def sort_key(text: str) -> str:
    """A key that orders by the Vietnamese alphabet (a ă â … d đ …), tone marks last."""
    return "".join(_RANK.get(letter, letter) for letter in nfc(text).lower())
