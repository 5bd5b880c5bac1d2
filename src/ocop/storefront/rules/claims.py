"""What a text says that a moderator should look at: stars it does not have, and more."""

import re
from collections.abc import Iterable, Iterator

from ocop.kernel.findings import Finding, Weight
from ocop.kernel.text import folded

_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_COUNTED = re.compile(
    rf"\b(\d+|{'|'.join(_NUMBERS)})[\s\-]*(?:ngoi\s+)?(?:sao|stars?)\b", re.IGNORECASE
)
_DRAWN = re.compile(r"[★⭐🌟☆]\ufe0f?(?:\s?[★⭐🌟☆]\ufe0f?)*")
_NATIONAL = re.compile(r"\bocop (?:cap )?quoc gia\b|\bnational ocop\b")
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!][^>]*>|&(?:lt|#0*60);", re.IGNORECASE)
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[\s.\-]?\d){8,10}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


def claimed_stars(text: str) -> list[int]:
    """Every number of stars the text speaks of, in words, figures or drawn, in order.

    >>> claimed_stars("Đạt OCOP 5 sao, năm sao, ★★★★")
    [5, 5, 4]
    """
    plain = folded(text)
    counted = [match[1] for match in _COUNTED.finditer(plain)]
    drawn = [sum(mark in "★⭐🌟☆" for mark in match[0]) for match in _DRAWN.finditer(text)]
    return [int(word) if word.isdigit() else _NUMBERS[word] for word in counted] + [
        number for number in drawn if number > 1
    ]


def star_claims(texts: Iterable[tuple[str, str]], star: int | None) -> list[Finding]:
    """Claims that the register does not bear out; `star` is the one valid today, or None.

    `texts` are (place, text). Nothing is refused by these: a person decides.
    """
    return list(_star_claims(texts, star))


def _star_claims(texts: Iterable[tuple[str, str]], star: int | None) -> Iterator[Finding]:
    for place, text in texts:
        for claimed in sorted({number for number in claimed_stars(text) if number != star}):
            truth = f"đang có {star} sao" if star else "hiện không có sao còn hiệu lực"
            yield Finding(
                f"Có chữ “{claimed} sao” nhưng sản phẩm {truth}.", place, weight=Weight.WARNING
            )
        if star != 5 and _NATIONAL.search(folded(text)):
            yield Finding(
                "Có chữ “OCOP quốc gia” nhưng sản phẩm không có 5 sao.",
                place,
                weight=Weight.WARNING,
            )


def text_findings(texts: Iterable[tuple[str, str]]) -> list[Finding]:
    """Markup is a blocker (the page is plain text); links and contacts inside a text are shown."""
    return list(_text_findings(texts))


def _text_findings(texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    for place, text in texts:
        if _MARKUP.search(text):
            yield Finding("Chỉ ghi chữ, không ghi mã trang web (dấu < >).", place)
        if _LINK.search(text):
            yield Finding(
                "Có đường dẫn trong bài. Đường dẫn nên để ở mục nơi bán.",
                place,
                weight=Weight.WARNING,
            )
        if _PHONE.search(text) or _MAIL.search(text):
            yield Finding(
                "Có số điện thoại hoặc thư điện tử trong bài. Liên hệ chỉ công khai ở mục liên hệ.",
                place,
                weight=Weight.WARNING,
            )
