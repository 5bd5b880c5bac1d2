"""The documents agree with the code: links resolve, commands and variables exist and are described."""

import argparse
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocop.cli.main import build_parser

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.vi.md")
INSTALL = ROOT / "docs" / "operate" / "install.md"
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def documents() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def relative_links(document: Path) -> Iterator[tuple[str, Path]]:
    for link in _LINK.findall(document.read_text("utf-8")):
        target = link.partition("#")[0]
        if target and not re.match(r"[a-z]+:", target):
            yield link, (document.parent / target).resolve()


def commands(parser: argparse.ArgumentParser, prefix: str = "ocop") -> set[str]:
    """Every command that can be run, as typed: "ocop law list"."""
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not groups:
        return {prefix}
    return {
        command
        for group in groups
        for name, sub in group.choices.items()
        for command in commands(sub, f"{prefix} {name}")
    }


def named_commands(document: Path) -> set[str]:
    """What the first column of the command table names."""
    text = document.read_text("utf-8")
    return set(re.findall(r"^\| `(ocop(?: [a-z]+)+)(?=[ `])", text, re.MULTILINE))


def named_targets(document: Path) -> set[str]:
    return set(re.findall(r"\bmake ([a-z]+)\b", document.read_text("utf-8")))


def variables_in_code() -> set[str]:
    reads = re.compile(
        r"\b(?:text|flag|words|pairs|readings)\(\s*\"([A-Z_]+)\"|environ[^\n]*\"OCOP_([A-Z_]+)\""
    )
    found: set[str] = set()
    for path in (ROOT / "src" / "ocop").rglob("*.py"):
        for short, long in reads.findall(path.read_text("utf-8")):
            found.add(f"OCOP_{short or long}")
    return found


def requirements(path: Path) -> list[str]:
    """One text for each requirement: the name line with its continuation lines."""
    text = re.sub(r"^\s*#.*\n?", "", path.read_text("utf-8"), flags=re.MULTILINE)
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def test_every_relative_link_resolves() -> None:
    broken = [
        f"{document.relative_to(ROOT)}: {link}"
        for document in documents()
        for link, target in relative_links(document)
        if not target.exists()
    ]
    assert broken == []


def test_every_page_of_the_documents_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / name for name in READMES]
    while waiting:
        document = waiting.pop()
        if document in reached or document.suffix != ".md" or not document.is_file():
            continue
        reached.add(document)
        waiting += [target for _, target in relative_links(document)]
        waiting += [
            page
            for _, folder in relative_links(document)
            if folder.is_dir()
            for page in folder.glob("*.md")
        ]
    pages = {path for path in documents() if (ROOT / "docs") in path.parents}
    assert sorted(str(path.relative_to(ROOT)) for path in pages - reached) == []


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_command_and_no_other(name: str) -> None:
    assert named_commands(ROOT / name) == commands(build_parser())


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_make_targets_that_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert named_targets(ROOT / name) - targets == set()


def test_both_readmes_name_the_same_commands() -> None:
    english, vietnamese = (ROOT / name for name in READMES)
    assert named_commands(english) == named_commands(vietnamese)
    assert named_targets(english) == named_targets(vietnamese)


def test_every_variable_of_the_environment_is_documented_and_read() -> None:
    documented = set(re.findall(r"^\| `(OCOP_[A-Z_]+)`", INSTALL.read_text("utf-8"), re.MULTILINE))
    assert documented == variables_in_code()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_hashed_and_name_no_index(name: str) -> None:
    lines = requirements(ROOT / name)
    assert lines
    assert [line for line in lines if "--hash=sha256:" not in line] == []
    assert [line for line in lines if re.match(r"\s*-", line) or "://" in line] == []
