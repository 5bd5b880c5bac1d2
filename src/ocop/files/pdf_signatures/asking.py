"""Having a PDF from outside read by a process of its own, which is stopped at its limits."""

import datetime as dt
import json
import os
import subprocess
import sys
from typing import BinaryIO

from ocop.files.pdf_signatures.child import BAD_ROOTS
from ocop.files.pdf_signatures.facts import MARK, Outcome, Reading, reading_of

SECONDS = 15
# A PDF of 50 MB is held some times over while it is compared with its signed state.
MEMORY = 1024 * 1024 * 1024
_BLOCK = 1024 * 1024


class TrustRootsError(Exception):
    """`OCOP_TRUST_ROOTS` names a folder that is missing or holds something else than certificates."""


def has_mark(file: BinaryIO) -> bool:
    """Whether the bytes hold anything like a signature; reads the file from its beginning."""
    file.seek(0)
    kept = b""
    while block := file.read(_BLOCK):
        if MARK in kept + block:
            return True
        kept = block[-len(MARK) :]
    return False


def ask(file: BinaryIO, *, roots_folder: str, now: dt.datetime, seconds: int = SECONDS) -> Reading:
    """Read the signatures of an open PDF in a child process, at most `seconds` long.

    Raises TrustRootsError where the folder of roots cannot be read.
    """
    if not has_mark(file):
        return Reading(Outcome.NONE)
    file.seek(0)
    command = [sys.executable, "-I", "-m", "ocop.files.pdf_signatures.child"]
    try:
        # The child gets no variable of ours: passwords of the installation stand in the environment.
        child = subprocess.run(  # noqa: S603 - our own interpreter and module
            [*command, roots_folder, str(seconds), str(MEMORY), now.isoformat()],
            input=file.read(),
            capture_output=True,
            timeout=seconds,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Reading(Outcome.TOO_HEAVY)
    if child.returncode == 0:
        return reading_of(json.loads(child.stdout))
    if child.returncode == BAD_ROOTS:
        raise TrustRootsError(f"Không đọc được chứng thư gốc trong “{roots_folder}”.")
    # Killed by the kernel at a limit, or out of memory while parsing.
    if child.returncode < 0 or b"MemoryError" in child.stderr:
        return Reading(Outcome.TOO_HEAVY)
    return Reading(Outcome.UNREADABLE)
