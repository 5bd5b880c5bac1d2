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
    size = "chỉ dùng với --national; mặc định %(default)s"
    demo.add_argument("--products", type=_count, default=20_000, metavar="N", help=size)
    demo.add_argument(
        "--evaluations",
        type=_count,
        metavar="N",
        help="mặc định gấp ba số sản phẩm; tối đa gấp năm",
    )
    demo.set_defaults(run=make_demo)


def _count(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or int(typed) < 1:
        raise argparse.ArgumentTypeError("hãy cho một số nguyên từ 1 trở lên")
    return int(typed)


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

        generate(
            say=print, products=args.products, evaluations=args.evaluations or 3 * args.products
        )
    else:
        from ocop.demo.province import load_demo

        load_demo(say=print)
    return 0
