"""The folder of keys: made once, turned over, ended."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_django import Settings

from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.register.seals import keystore


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.OCOP_SEAL_KEYS = tmp_path / "keys"
    return tmp_path / "keys"


def test_the_first_key_is_made_once_and_is_the_owner_s_alone(folder: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = {frozenset(keys) for keys in threads.map(lambda _: keystore.own_keys(), range(8))}
    (only,) = made
    (pem,) = folder.glob("*.pem")
    assert only == {pem.stem}
    assert (pem.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert "PRIVATE" not in (folder / "keys.json").read_text("utf-8")


def test_a_new_key_signs_and_the_old_one_still_counts(folder: Path) -> None:
    (first,) = keystore.own_keys()
    fresh = keystore.new_key()
    assert keystore.signing_key()[0] == fresh.id
    ended = keystore.retire_key(first)
    assert (ended.until, ended.withdrawn) == (clock.today(), False)
    assert {path.stem for path in folder.glob("*.pem")} == {fresh.id}
    assert set(keystore.own_keys()) == {first, fresh.id}


def test_a_key_can_be_withdrawn_even_after_it_ended() -> None:
    (first,) = keystore.own_keys()
    keystore.new_key()
    keystore.retire_key(first)
    keystore.retire_key(first, withdrawn=True)
    assert keystore.own_keys()[first].withdrawn


def test_what_cannot_be_ended_is_refused() -> None:
    (first,) = keystore.own_keys()
    with pytest.raises(RefusedError, match="khóa duy nhất"):
        keystore.retire_key(first)
    with pytest.raises(RefusedError, match="Không có khóa"):
        keystore.retire_key("00000000")
    keystore.new_key()
    keystore.retire_key(first)
    with pytest.raises(RefusedError, match="đã thôi dùng"):
        keystore.retire_key(first)
