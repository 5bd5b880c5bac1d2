"""The bare Ed25519 verify: no code, no dates, no list, only signature, message and key."""

import base64
from collections.abc import Sequence
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Signed(NamedTuple):
    """A signature and the message under it."""

    signature: bytes
    message: bytes

    @classmethod
    def of_label(cls, address: str) -> "Signed":
        """Cut out of a printed address once, before anything is timed."""
        path, _, text = address.partition("#")
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        code = path.rpartition("/")[2].encode()
        return cls(raw[-64:], b"ocop-seal\n" + code + b"\n" + raw[:-64])


def verify_all(key: Ed25519PublicKey, signed: Sequence[Signed]) -> int:
    """Raises InvalidSignature at the first that does not hold; returns how many hold."""
    for signature, message in signed:
        key.verify(signature, message)
    return len(signed)
