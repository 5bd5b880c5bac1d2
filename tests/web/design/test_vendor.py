"""What others made is listed with its licence and has not changed by a byte."""

import hashlib
import tomllib
from pathlib import Path

import pytest

from ocop.web import design

STATIC = Path(design.__file__).parent / "static" / "design"
MANIFEST = tomllib.loads((STATIC / "vendor" / "vendor.toml").read_text("utf-8"))
ROWS = [
    (STATIC / name, digest)
    for row in MANIFEST["vendored"]
    for name, digest in row["sha256"].items()
]


@pytest.mark.parametrize(("path", "digest"), ROWS, ids=lambda value: getattr(value, "name", "sha"))
def test_file_is_the_one_listed(path: Path, digest: str) -> None:
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_nothing_foreign_is_unlisted() -> None:
    listed = {path for path, _ in ROWS}
    foreign = {path for folder in ("fonts", "vendor") for path in (STATIC / folder).iterdir()}
    assert foreign - listed == {STATIC / "vendor" / "vendor.toml"}


def test_each_names_version_and_licence() -> None:
    for row in MANIFEST["vendored"]:
        assert all(row[key] for key in ("name", "version", "licence", "source", "sha256"))
