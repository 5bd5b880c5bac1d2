"""`ocop setup`, `ocop up`, `ocop doctor`: one machine, one command."""

import argparse
import errno
import ipaddress
import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from ocop.cli.installation import prepare, problems
from ocop.cli.startup import start_django


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `setup`, `up` and `doctor`."""
    setup = subparsers.add_parser("setup", help="chuẩn bị cơ sở dữ liệu, luật, đơn vị hành chính")
    setup.set_defaults(run=run_setup)
    up = subparsers.add_parser("up", help="chuẩn bị rồi chạy máy chủ và bộ xử lý việc nền")
    up.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
    up.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    up.add_argument("--workers", type=int, default=2, help="số tiến trình phục vụ (mặc định 2)")
    up.set_defaults(run=run_server)
    doctor = subparsers.add_parser("doctor", help="nói rõ thiếu gì và sửa thế nào")
    doctor.set_defaults(run=run_doctor)


def run_setup(args: argparse.Namespace) -> int:
    """Everything before serving; a second run finds nothing to do."""
    start_django()
    prepare(say=print)
    return 0


def run_doctor(args: argparse.Namespace) -> int:
    """Print what is missing and how to mend it; exit 1 where something is."""
    start_django()
    found = problems()
    for problem in found:
        print(f"✗ {problem.what}\n  → {problem.mend}")
    if not found:
        print("✓ Mọi thứ sẵn sàng.")
    return 1 if found else 0


def run_server(args: argparse.Namespace) -> int:
    """Prepare, then serve until stopped. Refuses to show demo accounts beyond this machine."""
    if is_taken(args.host, args.port):
        print(
            f"Cổng {args.port} ở {args.host} đang có chương trình khác dùng. "
            f"Dừng chương trình đó, hoặc thêm --port {args.port + 1}.",
            file=sys.stderr,
        )
        return 2
    start_django()
    from django.conf import settings

    from ocop.accounts.models import User

    prepare(say=print)
    if not is_loopback(args.host) and (
        settings.OCOP_DEMO or User.objects.filter(is_sample=True).exists()
    ):
        print(
            f"Không phục vụ tài khoản mẫu ở {args.host}: mật khẩu mẫu ai cũng biết.\n"
            "Chạy ở 127.0.0.1, hoặc dùng một thư mục dữ liệu mới (OCOP_HOME) không có dữ liệu mẫu.",
            file=sys.stderr,
        )
        return 2
    if settings.OCOP_DEMO:
        from ocop.demo.accounts import logins_table

        print(logins_table())
    print(f"\nSổ OCOP đang chạy ở http://{args.host}:{args.port}  (Ctrl+C để dừng)", flush=True)
    return serve(args.host, args.port, args.workers)


def is_loopback(host: str) -> bool:
    """Whether an address is reachable from this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def is_taken(host: str, port: int) -> bool:
    """Whether someone listens there already. The web server itself would share the port silently."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


def serve(host: str, port: int, workers: int) -> int:
    """Run the web server and the worker side by side; when one ends, the other is stopped."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host]
    web += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "4"]
    web += ["--log-level", "warning", *_visits_noted(), "ocop.config.wsgi:application"]
    worker = [sys.executable, "-m", "django", "qcluster"]
    # Fixed commands of our own; nothing of a request reaches them.
    children = [subprocess.Popen(command) for command in (web, worker)]  # noqa: S603

    def stop(signum: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        return 1
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        _stop(children)


def _visits_noted() -> list[str]:
    """Have granian note which answer pages are opened, without who opened them."""
    from django.conf import settings

    from ocop.visits.access_log import FORMAT, logging_of

    config = settings.DATA / "web-log.json"
    config.write_text(json.dumps(logging_of(Path(settings.OCOP_VISITS_LOG))), "utf-8")
    return ["--log-config", str(config), "--access-log", "--access-log-fmt", FORMAT]


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
