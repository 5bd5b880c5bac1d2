"""A throw-away PostgreSQL with the registers in it, restored from files kept under build/."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.registers import KEPT, ROOT, edition, fill

SCRIPT = ROOT / "tests/with_postgresql.sh"
_FOLDER = KEPT / "postgresql"


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A running cluster, as `postgresql://ocop@/{}?host=…`: put a database's name at `{}`."""
    command = ["bash", str(SCRIPT), "sh", "-c", 'echo "$OCOP_DATABASE"; cat >/dev/null']
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin and process.stdout
    address = process.stdout.readline().strip()
    if not address:
        raise RuntimeError("không khởi động được PostgreSQL (xem tests/with_postgresql.sh)")
    try:
        yield address.replace("/ocop?", "/{}?")
    finally:
        process.stdin.close()
        process.wait(timeout=60)


def register(addresses: str, products: int) -> str:
    """The address of a database with the register of that size; made once, then restored."""
    name = f"register{products}"
    host = addresses.partition("host=")[2]
    connect = ["-h", host, "-U", "ocop"]
    subprocess.run([_tool("createdb"), *connect, name], check=True)
    address, kept = addresses.format(name), _FOLDER / f"{products}.dump"
    mark = kept.with_suffix(".ready")
    if kept.is_file() and mark.is_file() and mark.read_text() == edition():
        subprocess.run([_tool("pg_restore"), *connect, "-d", name, str(kept)], check=True)
    else:
        fill(products, home(products), address)
        dump = [_tool("pg_dump"), *connect, "-Fc", "-Z1", "-f", str(kept), name]
        subprocess.run(dump, check=True)
        mark.write_text(edition())
    subprocess.run([_tool("psql"), *connect, "-q", "-d", name, "-c", "ANALYZE"], check=True)
    return address


def home(products: int) -> Path:
    """The data folder that belongs to that database."""
    return _FOLDER / f"home-{products}"


def _tool(name: str) -> str:
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=os.fspath)
    return str(places[-1]) if places else name
