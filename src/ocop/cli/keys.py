"""`ocop keys`: the keys that sign what a QR carries."""

import argparse
import sys

from ocop.cli.startup import start_django


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `keys new`, `keys list`, `keys retire`."""
    group = subparsers.add_parser("keys", help="khóa niêm mã QR")
    actions = group.add_subparsers(dest="action", required=True, metavar="VIỆC")
    actions.add_parser("new", help="làm khóa mới và dùng từ nay").set_defaults(run=_new)
    actions.add_parser("list", help="liệt kê các khóa").set_defaults(run=_list)
    retire = actions.add_parser("retire", help="thôi dùng một khóa, xóa phần riêng của nó")
    retire.add_argument("key", metavar="KHÓA", help="tám chữ số trong ocop keys list")
    retire.add_argument(
        "--withdrawn", action="store_true", help="khóa đã lộ: mọi dấu niêm của nó hết giá trị"
    )
    retire.set_defaults(run=_retire)


def _new(args: argparse.Namespace) -> int:
    start_django()
    from ocop.register.seals.keystore import new_key

    print(f"Đã làm khóa {new_key().id}. Sao lưu thư mục khóa vào nơi an toàn.")
    return 0


def _list(args: argparse.Namespace) -> int:
    start_django()
    from ocop.register.seals.keystore import own_keys, signing_key

    signing, _ = signing_key()
    for key in own_keys().values():
        if key.id == signing:
            state = "đang ký"
        elif key.withdrawn:
            state = f"đã hủy ngày {key.until:%d/%m/%Y}"
        elif key.until:
            state = f"thôi dùng ngày {key.until:%d/%m/%Y}"
        else:
            state = "còn dùng được"
        print(f"{key.id}  từ {key.since:%d/%m/%Y}  {state}")
    return 0


def _retire(args: argparse.Namespace) -> int:
    start_django()
    from ocop.kernel.errors import RefusedError
    from ocop.register.seals.keystore import retire_key

    try:
        key = retire_key(args.key, withdrawn=args.withdrawn)
    except RefusedError as refused:
        print(refused.message, file=sys.stderr)
        return 1
    worth = "không còn giá trị" if key.withdrawn else "vẫn có giá trị"
    print(f"Khóa {key.id} thôi ký. Dấu niêm đã làm bằng khóa này {worth}.")
    return 0
