"""Stamps printed against what a producer says it makes in a year."""

import re

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
# Only things that carry one stamp each can be compared; a weight does not say how many packs.
_PIECES = frozenset(
    [
        "hộp",
        "chai",
        "lọ",
        "gói",
        "túi",
        "hũ",
        "cái",
        "chiếc",
        "bộ",
        "thùng",
        "bịch",
        "lon",
        "ly",
        "bánh",
        "quả",
        "trái",
        "con",
        "vỉ",
    ]
) | {"sản phẩm"}
_THOUSANDS = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000}


def pieces_a_year(said: str) -> int | None:
    """Pieces that a written output means: "12.000 hộp" is 12000; None for a weight or no number.

    >>> pieces_a_year("khoảng 12.000 hộp"), pieces_a_year("5 tấn"), pieces_a_year("2 nghìn chai")
    (12000, None, 2000)
    """
    found = list(_NUMBER.finditer(said.lower()))
    if len(found) != 1:
        return None
    number = int(found[0].group().replace(".", ""))
    words = re.findall(r"\w+", said.lower()[found[0].end() :])
    if words and words[0] in _THOUSANDS:
        number *= _THOUSANDS[words.pop(0)]
    if not words or not (words[0] in _PIECES or " ".join(words[:2]) in _PIECES):
        return None
    return number


def is_over(stamps: int, yearly_output: str, years: int) -> bool:
    """Whether more stamps were printed than pieces made in so many (begun) years."""
    pieces = pieces_a_year(yearly_output)
    return pieces is not None and stamps > pieces * max(years, 1)
