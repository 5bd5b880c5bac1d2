"""Vietnamese telephone numbers: one number, one form."""

import re

_PUNCTUATION = re.compile(r"[\s.\-()]")
_NUMBER = re.compile(r"(?:\+?84|0)(\d{9,10})")


def normal_phone(typed: str) -> str:
    """`0912 345 678`, `84912345678` and `+84 912.345.678` are all `+84912345678`.

    Raises ValueError for anything that is not a Vietnamese number.
    """
    match = _NUMBER.fullmatch(_PUNCTUATION.sub("", typed))
    if not match:
        raise ValueError("Số điện thoại gồm 10 chữ số, bắt đầu bằng 0. Ví dụ 0912 345 678.")
    return f"+84{match[1]}"


def local_phone(stored: str) -> str:
    """The number as people read it: `0912 345 678`."""
    digits = "0" + stored.removeprefix("+84")
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
