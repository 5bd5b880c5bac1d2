"""Published keys: a JSON Web Key Set (RFC 7517, RFC 8037) with the days of each key."""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class KeyringError(ValueError):
    """A file of keys that cannot be read."""


@dataclass(frozen=True)
class PublishedKey:
    """One public key. It signed from `since` until `until` (None: still signing).

    `withdrawn` says that the private half got into strange hands: nothing it signed counts.
    """

    x: str
    since: dt.date
    until: dt.date | None = None
    withdrawn: bool = False

    @cached_property
    def id(self) -> str:
        """Eight hexadecimal digits: the first four bytes of the key's thumbprint (RFC 7638)."""
        members = f'{{"crv":"Ed25519","kty":"OKP","x":"{self.x}"}}'
        return hashlib.sha256(members.encode()).hexdigest()[:8]

    @cached_property
    def verifier(self) -> Ed25519PublicKey:
        """What checks its signatures."""
        return Ed25519PublicKey.from_public_bytes(_raw(self.x))

    def as_json(self) -> dict[str, object]:
        """The entry of the published set."""
        return {
            "kty": "OKP",
            "crv": "Ed25519",
            "use": "sig",
            "alg": "EdDSA",
            "kid": self.id,
            "x": self.x,
            "from": self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "withdrawn": self.withdrawn,
        }


Keyring = Mapping[str, PublishedKey]
"""Published keys by their id."""


def keyring(keys: Iterable[PublishedKey]) -> Keyring:
    """The keys by id."""
    return {key.id: key for key in keys}


def published(keys: Iterable[PublishedKey]) -> str:
    """The text of `/.well-known/ocop-keys.json`, newest key first."""
    newest_first = sorted(keys, key=lambda key: (key.until is None, key.since, key.id))[::-1]
    return json.dumps({"keys": [key.as_json() for key in newest_first]}, indent=1) + "\n"


def read_keys(text: str) -> Keyring:
    """The keys of such a text. Raises KeyringError with a Vietnamese sentence."""
    try:
        return keyring(
            PublishedKey(
                x=encoded(_raw(entry["x"])),
                since=dt.date.fromisoformat(entry["from"]),
                until=dt.date.fromisoformat(entry["until"]) if entry.get("until") else None,
                withdrawn=entry.get("withdrawn", False) is True,
            )
            for entry in json.loads(text)["keys"]
            if entry.get("crv") == "Ed25519"
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise KeyringError("Tệp khóa không đúng dạng của /.well-known/ocop-keys.json.") from None


def encoded(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(x: str) -> bytes:
    raw = base64.urlsafe_b64decode(x + "=" * (-len(x) % 4))
    if len(raw) != 32:
        raise ValueError(f"Khóa Ed25519 dài 32 byte, không phải {len(raw)}")
    return raw
