"""The installation's own keys, in a folder: `keys.json` for everyone, `<id>.pem` for its owner only.

A private key never leaves the folder and is never printed.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.register.seals.keyring import Keyring, PublishedKey, encoded, published, read_keys


def folder() -> Path:
    """Where the keys are: `OCOP_SEAL_KEYS`, or `seal-keys` in the data folder."""
    return Path(settings.OCOP_SEAL_KEYS)


def own_keys() -> Keyring:
    """Every key this installation ever signed with; the first is made where there is none."""
    return _known() or _first_key()


def signing_key() -> tuple[str, Ed25519PrivateKey]:
    """The newest key still in use, with its id."""
    usable = [key for key in own_keys().values() if key.until is None]
    newest = max(usable, key=lambda key: (key.since, _pem(key.id).stat().st_mtime_ns))
    key = load_pem_private_key(_pem(newest.id).read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return newest.id, key


def new_key() -> PublishedKey:
    """Make a key; from now on everything is signed with it. Earlier ones stay usable."""
    with _locked():
        return _made()


def retire_key(key_id: str, *, withdrawn: bool = False) -> PublishedKey:
    """End a key: its private half is destroyed, what it signed stays good unless `withdrawn`.

    Raises RefusedError for an unknown key, one that has ended, or the only one still signing.
    """
    with _locked():
        known = dict(_known())
        key = known.get(key_id)
        if key is None:
            raise RefusedError(f"Không có khóa {key_id}.", field="key")
        if key.until is not None and (key.withdrawn or not withdrawn):
            raise RefusedError(f"Khóa {key_id} đã thôi dùng.", field="key")
        signing = [each for each in known.values() if each.until is None]
        if signing == [key]:
            raise RefusedError("Đây là khóa duy nhất. Chạy ocop keys new trước.", field="key")
        ended = replace(key, until=key.until or clock.today(), withdrawn=withdrawn)
        _write_public({**known, key_id: ended})
        _pem(key_id).unlink(missing_ok=True)
    return ended


def _known() -> Keyring:
    path = folder() / "keys.json"
    return read_keys(path.read_text("utf-8")) if path.is_file() else {}


def _first_key() -> Keyring:
    with _locked():
        if not _known():
            _made()
        return _known()


def _made() -> PublishedKey:
    private = Ed25519PrivateKey.generate()
    key = PublishedKey(encoded(private.public_key().public_bytes_raw()), clock.today())
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(_pem(key.id), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    _write_public({**_known(), key.id: key})
    return key


def _write_public(keys: Keyring) -> None:
    """Whole or not at all: a reader never meets half a file."""
    path = folder() / "keys.json"
    fresh = path.with_suffix(".new")
    fresh.write_text(published(keys.values()), "utf-8")
    fresh.replace(path)


def _pem(key_id: str) -> Path:
    return folder() / f"{key_id}.pem"


@contextmanager
def _locked() -> Iterator[None]:
    """One process at a time makes or ends keys."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
