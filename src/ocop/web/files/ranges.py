"""Parts of a file (RFC 9110, 14): players of film and sound ask for them to jump."""

import re
from collections.abc import Iterator
from typing import BinaryIO

_SINGLE = re.compile(r"bytes=(\d*)-(\d*)")
BLOCK = 256 * 1024


class UnsatisfiableRangeError(Exception):
    """The part asked for lies behind the end."""


def asked_part(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for, or None where the whole file is the answer.

    Several parts at once and malformed headers are ignored, as the standard allows.
    Raises UnsatisfiableRangeError for a part beyond the end.
    """
    match = _SINGLE.fullmatch(header.strip())
    if not match or match[1] == match[2] == "":
        return None
    if not match[1]:
        length = int(match[2])
        if not length:
            raise UnsatisfiableRangeError
        return max(size - length, 0), size - 1
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    if first >= size:
        raise UnsatisfiableRangeError
    return (first, last) if first <= last else None


def part(file: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`, both included, in blocks; closes the file."""
    with file:
        file.seek(first)
        left = last - first + 1
        while left and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
