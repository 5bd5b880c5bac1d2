"""Which characters the papers' faces can print, and what stands for the others."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MISSING = "□"
_UNSEEN = {"Cc", "Cf", "Cs"}  # control, formatting (which could turn a name around), surrogates
_MARKS = {"Mn", "Me"}


def _format_4(table: bytes) -> set[int]:
    """Code points of a cmap subtable of format 4: four parallel arrays of 16-bit numbers."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    return {c for start, end in zip(starts, ends, strict=True) for c in range(start, end + 1)}


def _format_12(table: bytes) -> set[int]:
    """Code points of a cmap subtable of format 12: groups of (first, last, glyph)."""
    (groups,) = struct.unpack_from(">L", table, 12)
    ranges = (struct.unpack_from(">LL", table, 16 + 12 * g) for g in range(groups))
    return {c for first, last in ranges for c in range(first, last + 1)}


def _code_points(font: bytes) -> set[int]:
    """The code points that a TrueType font maps (cmap formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * t) for t in range(tables))
    cmap = next(font[offset:][:length] for tag, _, offset, length in entries if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", cmap, 2)
    found: set[int] = set()
    for s in range(subtables):
        (offset,) = struct.unpack_from(">L", cmap, 8 + 8 * s)
        table = cmap[offset:]
        read = {4: _format_4, 12: _format_12}.get(struct.unpack_from(">H", table)[0])
        found |= read(table) if read else set()
    return found


@cache
def printable_characters() -> frozenset[str]:
    """Every character that a face of the papers draws (a paper falls back among them)."""
    faces = (_code_points(path.read_bytes()) for path in FONTS.glob("*/*.ttf"))
    mapped = map(chr, set().union(*faces) - {0xFFFF})
    return frozenset(c for c in mapped if unicodedata.category(c) not in _UNSEEN) | {"\n"}


def _dropped(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN | _MARKS


def unprintable(text: str) -> list[str]:
    """The characters of `text` that a paper can only show as □ (emoji, other scripts), in order.

    A form that takes a name for a certificate refuses them with this.
    """
    known = printable_characters()
    return [c for c in dict.fromkeys(text) if c not in known and not _dropped(c)]


def printable(text: str) -> str:
    """`text` in composed letters; a character without a glyph becomes □, unseen ones are dropped.

    PDF/A allows no missing glyph, and a paper must not fail for one ornament in a name.
    """
    known = printable_characters()
    if known.issuperset(text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(c if c in known else "" if _dropped(c) else MISSING for c in text)
