"""`ocop demo`: sample data, never beside real data."""

import argparse
import sys

from ocop.cli.startup import start_django


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo`."""
    demo = subparsers.add_parser("demo", help="tạo dữ liệu mẫu trong một thư mục dữ liệu trống")
    demo.add_argument(
        "--national",
        action="store_true",
        help="sổ cả nước: 20.000 sản phẩm, 60.000 lần đánh giá, 3.321 xã",
    )
    demo.set_defaults(run=make_demo)


def make_demo(args: argparse.Namespace) -> int:
    """Fill an empty installation; refuses where products exist."""
    start_django()
    from ocop.cli.installation import mark_as_demo, prepare_records
    from ocop.products.models import Product

    prepare_records(say=print)
    if Product.objects.exists():
        print("Đã có sản phẩm trong thư mục dữ liệu này. Dùng OCOP_HOME khác.", file=sys.stderr)
        return 1
    mark_as_demo()
    if args.national:
        from ocop.demo.national import generate

        generate(say=print)
    else:
        from ocop.demo.province import load_demo

        load_demo(say=print)
    return 0
