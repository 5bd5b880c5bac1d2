"""A cell's text as it should have been typed; every change is told."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ocop.imports.rules.kinds import Kind
from ocop.kernel.legacy_fonts import Font, decoded, legacy_font, may_be_legacy

_MISTAKEN = str.maketrans({"Ƣ": "Ư", "ƣ": "ư"})
# Spaces of other widths, and characters that no reader sees.
_ODD = re.compile("[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff\u00ad\u200e\u200f]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\u200e\u200f]")
_SPACES = re.compile(r"\s+")
_BROKEN = re.compile(r"#(?:REF!|N/A|NAME\?|DIV/0!|VALUE!|NULL!|NUM!|ERROR!?|GETTING_DATA)", re.I)

_WORDS = {
    Kind.TCVN3_TEXT: "Chữ gõ bằng phông TCVN3 (ABC) đã được đổi sang Unicode.",
    Kind.VNI_TEXT: "Chữ gõ bằng phông VNI đã được đổi sang Unicode.",
    Kind.WRONG_LETTER: "Chữ “Ƣ” gõ nhầm đã được đổi thành “Ư”.",
    Kind.DECOMPOSED_TEXT: "Dấu rời đã được ghép vào chữ.",
    Kind.ODD_SPACE: "Đã bỏ dấu cách lạ hoặc ký tự không nhìn thấy.",
    Kind.MAYBE_LEGACY_FONT: "Chữ có thể gõ bằng phông cũ. Hãy xem và gõ lại nếu sai.",
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text after cleaning and what was done to it, in order."""

    text: str
    changes: tuple[Kind, ...] = ()


@lru_cache(maxsize=20_000)
def clean(text: str) -> Cleaned:
    """Compose letters, read legacy fonts where certain, mend Ƣ, drop odd and doubled spaces.

    Doubled and trailing ordinary spaces go without a word.

    >>> clean("Chƣơng\u00a0trình")
    Cleaned(text='Chương trình', changes=(<Kind.WRONG_LETTER: 'wrong_letter'>, <Kind.ODD_SPACE: 'odd_space'>))
    """
    if text.isascii():
        return Cleaned(_SPACES.sub(" ", text).strip())
    changes = []
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        changes.append(Kind.DECOMPOSED_TEXT)
    font = legacy_font(composed)
    if font:
        composed = decoded(composed, font)
        changes.append(Kind.TCVN3_TEXT if font is Font.TCVN3 else Kind.VNI_TEXT)
    elif may_be_legacy(composed):
        changes.append(Kind.MAYBE_LEGACY_FONT)
    mended = composed.translate(_MISTAKEN)
    if mended != composed:
        changes.append(Kind.WRONG_LETTER)
    spaced = _ODD.sub(" ", _INVISIBLE.sub("", mended))
    if spaced != mended:
        changes.append(Kind.ODD_SPACE)
    return Cleaned(_SPACES.sub(" ", spaced).strip(), tuple(changes))


def change_words(change: Kind, before: str) -> str:
    """The sentence for a change, with what stood there."""
    return f"{_WORDS[change]} Trong tệp: “{before[:80]}”."


def is_broken(text: str) -> bool:
    """Whether a formula left its error instead of a value.

    >>> is_broken("#REF!"), is_broken("Trà #1")
    (True, False)
    """
    return _BROKEN.search(text) is not None
