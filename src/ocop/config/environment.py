"""Typed reading of the environment: every variable the product knows starts with `OCOP_`."""

import os
import secrets
from pathlib import Path

from ocop.kernel.errors import RefusedError
from ocop.law.readings import LawSettings, chosen_settings


class MisconfiguredError(ValueError):
    """A variable holds what the product does not understand; the words say which and what to write."""


def text(name: str, default: str = "") -> str:
    """The variable's text, or `default` where it is unset or blank."""
    return os.environ.get(f"OCOP_{name}", "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """`1`, `true`, `yes`, `on` are true; `0`, `false`, `no`, `off` are false.

    Raises MisconfiguredError for anything else: a mistyped safety switch must not pass silently.
    """
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise MisconfiguredError(f"OCOP_{name}={value!r}: cần 1/0, true/false, yes/no hoặc on/off")


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def by_place(written: list[str]) -> list[tuple[str, str]]:
    """E-mail addresses, each for one province (`82=hop-thu@…`) or for all (`hop-thu@…`).

    Raises MisconfiguredError for a word that is no address.
    """
    found = []
    for word in written:
        place, equals, address = (part.strip() for part in word.rpartition("="))
        if "@" not in address or (equals and not place.isdigit()):
            raise MisconfiguredError(f"“{word}” phải là địa chỉ thư, hoặc mã_tỉnh=địa chỉ thư.")
        found.append((place, address))
    return found


def pairs(name: str) -> dict[str, str]:
    """`key=value,key=value`. Raises MisconfiguredError for a word that is no pair."""
    found = {}
    for word in words(name):
        key, equals, value = (part.strip() for part in word.partition("="))
        if not (key and equals and value):
            raise MisconfiguredError(f"OCOP_{name}: “{word}” phải viết dạng tên=giá_trị.")
        found[key] = value
    return found


def readings(name: str) -> LawSettings:
    """How this installation reads the law where it is silent: `reading=value,reading=value`.

    What is not named has its default. Raises MisconfiguredError for a reading or a value that does
    not exist: a star decided under a mistyped reading would be wrong without anybody noticing.
    """
    chosen: dict[str, str] = {}
    for word in words(name):
        reading_id, equals, value = (part.strip() for part in word.partition("="))
        if not equals or not value:
            raise MisconfiguredError(f"OCOP_{name}: “{word}” phải viết dạng cách_hiểu=giá_trị.")
        if reading_id in chosen:
            raise MisconfiguredError(f"OCOP_{name}: “{reading_id}” được ghi hai lần.")
        chosen[reading_id] = value
    try:
        return chosen_settings(chosen)
    except RefusedError as refused:
        raise MisconfiguredError(f"OCOP_{name}, {refused.field}: {refused.message}") from None


def data_folder() -> Path:
    """Where the installation keeps its database, uploads and secret: `OCOP_HOME` or ./var."""
    folder = Path(text("HOME", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def demo_mark(folder: Path) -> Path:
    """The file that says: this data folder holds demo data, on every page, whatever is set later."""
    return folder / "demo"


def secret_key(folder: Path) -> str:
    """The signing key: from `OCOP_SECRET_KEY`, else one made once and kept readable by its owner only."""
    given = text("SECRET_KEY")
    if given:
        return given
    path = folder / "secret-key"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    key = secrets.token_urlsafe(64)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def database(folder: Path) -> dict[str, object]:
    """Django's settings of the one database.

    `OCOP_DATABASE` is empty for SQLite in the data folder, a path to a SQLite file, or a libpq
    address `postgresql://user@host/name` (host may be a socket folder: `?host=/run/...`).
    """
    address = text("DATABASE")
    if address.startswith(("postgresql://", "postgres://")):
        return _postgresql(address)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": Path(address) if address else folder / "ocop.sqlite3",
        # Opening a connection and setting its pragmas costs more than most pages' queries.
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            # A transaction that reads first and writes later would fail at once under Django's
            # default mode when another process writes; IMMEDIATE queues it instead.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(address: str) -> dict[str, object]:
    from urllib.parse import parse_qs, unquote, urlsplit

    parts = urlsplit(address)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
