"""The seal behind `#` in a QR: star, product and dates, signed with Ed25519 (RFC 8032).

Bytes and their order are in docs/develop/seals.md; the scripts of the checking page read the same.
"""

import base64
import binascii
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ocop.register.seals.keyring import Keyring

VERSION: Final = 1
EPOCH: Final = dt.date(2000, 1, 1)
LONGEST_NAME: Final = 96
"""Bytes of UTF-8; a longer name is cut and ends with "…"."""

CONTEXT: Final = b"ocop-seal\n"
_SAMPLE = 0x08
_HEAD, _SIGNATURE = 11, 64
_LONGEST_TEXT = 4 * (_HEAD + LONGEST_NAME + _SIGNATURE + 2) // 3
_TEXT = re.compile(r"[A-Za-z0-9_-]+")


class SealFault(StrEnum):
    """Why a seal says nothing."""

    MALFORMED = "malformed"
    VERSION = "version"
    UNKNOWN_KEY = "unknown_key"
    WITHDRAWN_KEY = "withdrawn_key"
    SIGNATURE = "signature"


class SealError(ValueError):
    """A seal that cannot be trusted; `fault` says why."""

    def __init__(self, fault: SealFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class SealedFacts:
    """What a seal vouches for. `star` is 3 to 5; `expires_on` is the last valid day as printed."""

    code: str
    star: int
    product: str
    issued_on: dt.date
    expires_on: dt.date
    is_sample: bool = False


def seal(facts: SealedFacts, key_id: str, key: Ed25519PrivateKey) -> str:
    """The seal as base64url text; the same facts and key give the same text every time.

    Raises ValueError where the facts do not fit the format (star, order of days, empty name).
    """
    name = short_name(facts.product).encode()
    if not (3 <= facts.star <= 5 and facts.issued_on <= facts.expires_on and name):
        raise ValueError(f"Không niêm được {facts!r}")
    content = b"".join(
        (
            bytes([VERSION]),
            bytes.fromhex(key_id),
            bytes([facts.star | (_SAMPLE if facts.is_sample else 0)]),
            _day_number(facts.issued_on),
            _day_number(facts.expires_on),
            bytes([len(name)]),
            name,
        )
    )
    signed = content + key.sign(_message(facts.code, content))
    return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()


def open_seal(code: str, text: str, keys: Keyring) -> SealedFacts:
    """What the seal of certificate `code` says. Raises SealError; nothing unsigned is returned."""
    raw = _bytes_of(text)
    if raw[0] != VERSION:
        raise SealError(SealFault.VERSION)
    if len(raw) <= _HEAD + _SIGNATURE:
        raise SealError(SealFault.MALFORMED)
    key = keys.get(raw[1:5].hex())
    if key is None:
        raise SealError(SealFault.UNKNOWN_KEY)
    if key.withdrawn:
        raise SealError(SealFault.WITHDRAWN_KEY)
    content, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
    try:
        key.verifier.verify(signature, _message(code, content))
    except InvalidSignature:
        raise SealError(SealFault.SIGNATURE) from None
    return _facts_in(code, content)


def short_name(name: str) -> str:
    """The name as sealed: NFC, at most LONGEST_NAME bytes, cut between letters with "…".

    >>> short_name("Khô cá lóc"), len(short_name("ễ" * 90).encode())
    ('Khô cá lóc', 96)
    """
    name = unicodedata.normalize("NFC", name).strip()
    if len(name.encode()) <= LONGEST_NAME:
        return name
    room = LONGEST_NAME - len("…".encode())
    return name.encode()[:room].decode(errors="ignore").rstrip() + "…"


def _message(code: str, content: bytes) -> bytes:
    """What is signed: a code is letters and digits, so the line break ends it beyond doubt."""
    return CONTEXT + code.encode("ascii", "replace") + b"\n" + content


def _bytes_of(text: str) -> bytes:
    """The bytes of base64url text in its only spelling: another spelling of them is refused."""
    if not _TEXT.fullmatch(text) or len(text) > _LONGEST_TEXT:
        raise SealError(SealFault.MALFORMED)
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise SealError(SealFault.MALFORMED) from None
    if not raw or base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise SealError(SealFault.MALFORMED)
    return raw


def _facts_in(code: str, content: bytes) -> SealedFacts:
    """Read after the signature held: what does not fit then was made by a faulty program."""
    mark, length, name = content[5], content[10], content[_HEAD:]
    star = mark & 0x07
    try:
        product = name.decode()
    except UnicodeDecodeError:
        raise SealError(SealFault.MALFORMED) from None
    if mark & 0xF0 or not 3 <= star <= 5 or length != len(name):
        raise SealError(SealFault.MALFORMED)
    return SealedFacts(
        code=code,
        star=star,
        product=product,
        issued_on=_day_in(content[6:8]),
        expires_on=_day_in(content[8:10]),
        is_sample=bool(mark & _SAMPLE),
    )


def _day_number(day: dt.date) -> bytes:
    """Days since 1 January 2000 in two bytes: until the year 2179."""
    return (day - EPOCH).days.to_bytes(2, "big")


def _day_in(raw: bytes) -> dt.date:
    return EPOCH + dt.timedelta(days=int.from_bytes(raw, "big"))
