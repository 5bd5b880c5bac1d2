"""The form in which two names of producers or products are the same."""

import re
from functools import lru_cache

from ocop.kernel.text import comparable

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


@lru_cache(maxsize=50_000)
def producer_key(name: str) -> str:
    """Abbreviations spelt out, and the place behind the name left away.

    >>> producer_key("HTX Tân Qui, xã An Phú Tân") == producer_key("Hợp tác xã Tân Qui")
    True
    """
    key = comparable(_TRAILING_PLACE.sub("", name))
    for pattern, spelt in _EXPANSIONS:
        key = pattern.sub(spelt, key)
    return key


@lru_cache(maxsize=50_000)
def product_key(name: str) -> str:
    """One spelling of tone marks, no case, no signs."""
    return comparable(name)
