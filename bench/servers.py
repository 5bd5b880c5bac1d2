"""Starting the servers to be measured, on loopback, and reading pages from them."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A running server."""

    port: int
    process: int

    def seconds(self) -> float:
        """Processor time of the server and its worker until now, in user and system mode."""
        main = psutil.Process(self.process)
        times = [each.cpu_times() for each in (main, *main.children(recursive=True))]
        return float(sum(each.user + each.system for each in times))


@contextlib.contextmanager
def server(interface: str, application: str, **environment: str) -> Iterator[int]:
    """Granian with one worker around `application`; yields its port, stops it at the end."""
    with served(interface, application, **environment) as running:
        yield running.port


@contextlib.contextmanager
def served(interface: str, application: str, **environment: str) -> Iterator[Served]:
    """The same, and what the server has cost so far."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", interface, "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--log-level", "error", application]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        _wait_for(port, process)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=15)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("máy chủ không khởi động được")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.1)
    raise RuntimeError("máy chủ không trả lời sau 30 giây")


class Reader:
    """One kept-alive connection that reads pages one after the other."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def read(self, path: str) -> str:
        """The page's text. Raises AssertionError for any answer but 200."""
        self._connection.request("GET", path)
        response = self._connection.getresponse()
        body = response.read().decode()
        assert response.status == 200, (path, response.status)
        return body
