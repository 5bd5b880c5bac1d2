"""The form in which two names of producers or products are the same."""

import re

from ocop.kernel.text import comparable, folded
from ocop.places.gazetteer import Place

# What lists shorten, spelt out; the longest first.
_SHORT = (
    (("htxnn", "htx nn"), "hợp tác xã nông nghiệp"),
    (("htx",), "hợp tác xã"),
    (("tht",), "tổ hợp tác"),
    (("cty", "công ti"), "công ty"),
    (("trách nhiệm hữu hạn",), "tnhh"),
    (("cổ phần",), "cp"),
    (("doanh nghiệp tư nhân",), "dntn"),
    (("hkd",), "hộ kinh doanh"),
    (("một thành viên",), "mtv"),
)


def _expansions() -> list[tuple[re.Pattern[str], str]]:
    pairs = []
    for short, long in _SHORT:
        pattern = "|".join(rf"(?<!\S){re.escape(comparable(each))}(?!\S)" for each in short)
        pairs.append((re.compile(pattern), comparable(long)))
    return pairs


_EXPANSIONS = _expansions()
_TRAILING_PLACE = re.compile(r"(?i)[,;(]\s*(xã|phường|thị trấn|huyện|tp|tt)\b[^,]*\)?$")


def producer_key(name: str, place: Place | None = None) -> str:
    """Abbreviations spelt out, and the commune behind the name left away.

    >>> producer_key("HTX Tân Qui, xã An Phú Tân") == producer_key("Hợp tác xã Tân Qui")
    True
    """
    if place is not None and folded(name).endswith(folded(place.name)):
        name = _TRAILING_PLACE.sub("", name)
    elif place is None:
        name = _TRAILING_PLACE.sub("", name)
    key = comparable(name)
    for pattern, spelt in _EXPANSIONS:
        key = pattern.sub(spelt, key)
    return key


def product_key(name: str) -> str:
    """One spelling of tone marks, no case, no signs."""
    return comparable(name)
