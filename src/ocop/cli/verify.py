"""`ocop verify`: is this star valid? With the local register, or without any network or database."""

import argparse
import json
import sys
import urllib.error
import urllib.request
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ocop.cli.startup import start_django

VALID, NOT_VALID, CANNOT_TELL = 0, 1, 3
KEYS, LIST = Path("ocop-keys.json"), Path("trang-thai.json")
_UNCERTAIN = {"no_seal", "version", "unknown_key", "withdrawn_key", "not_a_code", "extended"}
_MOST_BYTES = 20_000_000


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify`."""
    verify = subparsers.add_parser("verify", help="kiểm tra một mã hay địa chỉ trong QR")
    verify.add_argument("address", metavar="MÃ_HOẶC_ĐỊA_CHỈ")
    verify.add_argument("--offline", action="store_true", help="chỉ dùng dấu niêm, khóa, danh sách")
    verify.add_argument(
        "--fetch", action="store_true", help="tải khóa và danh sách từ trang có địa chỉ này"
    )
    verify.add_argument("--keys", type=Path, metavar="TỆP", help=f"khóa đã tải ({KEYS})")
    verify.add_argument(
        "--status-list", type=Path, metavar="TỆP", help=f"danh sách đã tải ({LIST})"
    )
    verify.add_argument("--json", action="store_true", help="in một đối tượng JSON")
    verify.set_defaults(run=_verify)


def _verify(args: argparse.Namespace) -> int:
    start_django()
    if args.fetch:
        return _fetch(args)
    try:
        said = _offline(args) if args.offline else _registered(args.address)
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return CANNOT_TELL
    if args.json:
        print(json.dumps({**asdict(said), "valid": said.is_valid}, ensure_ascii=False))
    else:
        _print(said)
    if said.is_valid:
        return VALID
    return CANNOT_TELL if said.reason in _UNCERTAIN else NOT_VALID


def _registered(address: str) -> Any:
    from ocop.register.seals.looking_up import look_up

    (said,) = look_up([address])
    return said


def _offline(args: argparse.Namespace) -> Any:
    """Raises ValueError with a sentence where a file is missing or cannot be trusted."""
    from ocop.kernel import clock
    from ocop.register.seals.keyring import read_keys
    from ocop.register.seals.keystore import own_keys
    from ocop.register.seals.offline import check, read_address
    from ocop.register.seals.status_list import read_list
    from ocop.register.seals.words import say_fault, say_offline

    scanned = read_address(args.address)
    if scanned is None:
        return say_fault("not_a_code", args.address)
    keys_text = _text(args.keys, KEYS)
    keys = read_keys(keys_text) if keys_text is not None else own_keys()
    list_text = _text(args.status_list, LIST)
    status_list = read_list(list_text, keys) if list_text is not None else None
    today = clock.today()
    answer = check(scanned, keys, status_list, today)
    address = status_list.address if status_list else ""
    return say_offline(args.address, answer, status_list, address, today)


def _text(named: Path | None, usual: Path) -> str | None:
    """The file named, or the usual one where it is there."""
    path = named or usual
    if named is None and not usual.is_file():
        return None
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"Không đọc được tệp {path}.") from None


def _print(said: Any) -> None:
    print(f"{said.title} {said.detail}".strip())
    if said.product:
        star = f", {said.star} sao" if said.star else ""
        print(f"{said.product}{star} (mã {said.code})")
    for note in said.notes:
        print(note)


def _fetch(args: argparse.Namespace) -> int:
    """Save keys and list of a site; a list that its keys do not vouch for is not kept."""
    from ocop.register.seals.keyring import read_keys
    from ocop.register.seals.status_list import read_list

    site = args.address.rstrip("/")
    if not site.startswith(("https://", "http://")):
        print("Ghi địa chỉ của trang, ví dụ https://ocop.tinh.example.", file=sys.stderr)
        return 2
    try:
        keys = _download(f"{site}/.well-known/ocop-keys.json")
        listed = _download(f"{site}/trang-thai.json")
        count = len(read_list(listed, read_keys(keys)).rows)
    except (ValueError, OSError) as wrong:
        print(f"Không tải được: {wrong}", file=sys.stderr)
        return NOT_VALID
    (args.keys or KEYS).write_text(keys, "utf-8")
    (args.status_list or LIST).write_text(listed, "utf-8")
    print(
        f"Đã lưu {args.keys or KEYS} và {args.status_list or LIST}: {count} giấy trong danh sách."
    )
    return VALID


def _download(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 — scheme checked above
        return answer.read(_MOST_BYTES).decode()
