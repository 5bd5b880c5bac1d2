"""A fresh clone, `make run`, the first page: how long, and how much memory server and worker take."""

import contextlib
import os
import re
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 600.0


@dataclass(frozen=True)
class FirstPage:
    """Seconds of the first and of a second `make run` to a page, and megabytes of memory."""

    first: float
    second: float
    megabytes: float


def run() -> FirstPage:
    """Clone the committed state, run it twice, stop it each time."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "ocop"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        first, megabytes = _until_first_page(clone)
        second, _ = _until_first_page(clone)
    return FirstPage(first, second, megabytes)


def _until_first_page(clone: Path) -> tuple[float, float]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("OCOP_")}
    begun = time.monotonic()
    process = subprocess.Popen(
        ["make", "-s", "run"],
        cwd=clone,
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers():
            if process.poll() is not None or time.monotonic() - begun > PATIENCE:
                raise RuntimeError("make run không phục vụ được trang nào")
            time.sleep(0.1)
        return time.monotonic() - begun, _resident(process.pid)
    finally:
        family = psutil.Process(process.pid).children(recursive=True)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        # The next run must not be answered by this one's server.
        psutil.wait_procs(family, timeout=30)
        process.wait(timeout=30)


def _answers() -> bool:
    try:
        with urllib.request.urlopen("http://127.0.0.1:8000/", timeout=5) as page:
            return bool(re.search("Sổ OCOP", page.read().decode()))
    except (urllib.error.URLError, OSError):
        return False


def _resident(pid: int) -> float:
    """Megabytes of all processes together, shared pages counted once (PSS)."""
    family = psutil.Process(pid).children(recursive=True)
    return sum(process.memory_full_info().pss for process in family) / 1e6
