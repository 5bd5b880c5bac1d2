"""The registers that are measured: made once, kept under build/, made anew when they are of before."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build/bench"
PRODUCTS, SIZES = 20_000, (1_000, 20_000, 100_000)
OCOP = str(Path(sys.executable).with_name("ocop"))


def home_of(products: int) -> Path:
    """The data folder of the register of that size."""
    return KEPT if products == PRODUCTS else KEPT / str(products)


def prepare(products: int = PRODUCTS) -> Path:
    """Have the register on SQLite; about a minute for 20,000 products, five for 100,000."""
    home = home_of(products)
    mark = home / ".ready"
    if not mark.is_file() or mark.read_text() != edition():
        mark.unlink(missing_ok=True)
        for file in home.glob("ocop.sqlite3*"):
            file.unlink()
        fill(products, home, "")
        mark.write_text(edition())
    return home


def fill(products: int, home: Path, database: str) -> None:
    """Make the register in an empty database: "" is SQLite in `home`, else an address."""
    home.mkdir(parents=True, exist_ok=True)
    print(f"Tạo sổ {products:,} sản phẩm (chỉ lần đầu)…".replace(",", "."), flush=True)
    for command in (["demo", "--national", "--products", str(products)], ["setup"]):
        subprocess.run(
            [OCOP, *command],
            check=True,
            stdout=subprocess.DEVNULL,
            env=environment(home, database),
        )


def environment(home: Path, database: str = "") -> dict[str, str]:
    """What a process needs to work on that register."""
    return {**os.environ, "OCOP_HOME": str(home), "OCOP_DATABASE": database, "OCOP_DEMO": "0"}


def edition() -> str:
    """A mark of all that shapes a register: tables, generator, what the search keeps."""
    code = ROOT / "src/ocop"
    shaping = [
        *code.glob("*/migrations/0*.py"),
        *code.glob("demo/national/*.py"),
        *code.glob("catalogue/*.py"),
    ]
    told = hashlib.sha256()
    for file in sorted(shaping):
        told.update(f"{file.relative_to(code)}\n".encode() + file.read_bytes())
    return told.hexdigest()
