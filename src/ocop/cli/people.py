"""`ocop administrator`: the first account of an installation, made on its own machine."""

import argparse
import getpass
import sys

from ocop.cli.startup import start_django


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `administrator`."""
    administrator = subparsers.add_parser("administrator", help="mở tài khoản quản trị đầu tiên")
    administrator.add_argument("contact", metavar="LIÊN_HỆ", help="số điện thoại hoặc thư điện tử")
    administrator.add_argument("full_name", metavar="HỌ_TÊN")
    administrator.set_defaults(run=open_administrator)


def open_administrator(args: argparse.Namespace) -> int:
    """Ask for the password and open the account; 1 where there is an administrator already."""
    start_django()
    from ocop.accounts.services.people import establish_administrator
    from ocop.cli.installation import prepare_records
    from ocop.kernel.errors import RefusedError

    prepare_records(say=print)
    try:
        establish_administrator(
            full_name=args.full_name, contact=args.contact, password=_typed_password()
        )
    except RefusedError as refused:
        print(refused.message, file=sys.stderr)
        return 1
    print("Đã mở tài khoản quản trị. Đăng nhập rồi mời cán bộ ở mục “Người dùng”.")
    return 0


def _typed_password() -> str:
    """Typed twice without showing; one line where a program feeds it."""
    from ocop.kernel.errors import RefusedError

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Mật khẩu: ")
    if getpass.getpass("Gõ lại mật khẩu: ") != password:
        raise RefusedError("Hai lần gõ không giống nhau.")
    return password
