"""Where the server may listen."""

import argparse
import socket

import pytest

from ocop.cli.server import is_loopback, is_taken, run_server


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("ocop.example.vn", False),
    ],
)
def test_only_this_machine_is_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_port_in_use_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as listener:
        # As the web server listens: others could share the port without an error.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert is_taken("127.0.0.1", port)
        status = run_server(argparse.Namespace(host="127.0.0.1", port=port, workers=1))
    assert status == 2
    assert f"thêm --port {port + 1}" in capsys.readouterr().err
    assert not is_taken("127.0.0.1", port)
