"""One byte form for facts, so that a hash means the content and nothing else."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID


def plain(value: object) -> object:
    """The value as JSON knows it: dates in ISO form, decimals as text, mapping keys as text.

    Raises TypeError for floats (no exact form) and for anything unknown.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal() | UUID():
            return str(value)
        case dt.datetime():
            return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
        case dt.date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case Sequence() if not isinstance(value, (bytes, bytearray)):
            return [plain(item) for item in value]
    raise TypeError(f"Không đóng băng được giá trị kiểu {type(value).__name__}")


def canonical_text(value: object) -> str:
    """Sorted keys, no spaces, UTF-8 letters as they are."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """Hexadecimal SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
