"""The repository speaks of itself alone: no path of a machine, no registry address, no secret."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".woff2", ".ttf", ".png", ".jpg", ".mo", ".pdf", ".gz", ".xlsx"}


def tracked_texts() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in BINARY]


@pytest.mark.parametrize(
    "pattern",
    [
        r"/(work|root|home/\w+)/",
        r"\b(pypi|pythonhosted|npmjs)\.(org|com)\b",
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
        r"--(extra-)?index-url",
    ],
)
def test_no_text_names(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked_texts()
        if path != Path(__file__)
        for match in re.finditer(pattern, path.read_text("utf-8", errors="replace"))
    ]
    assert found == []
