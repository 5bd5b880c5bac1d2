"""`ocop export ministry`: the tables of the ministry's databases, filled from the register."""

import argparse
import sys
from pathlib import Path


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `export ministry` to the parser."""
    group = subparsers.add_parser("export", help="xuất dữ liệu")
    commands = group.add_subparsers(dest="export_command", required=True, metavar="LỆNH")
    ministry = commands.add_parser(
        "ministry",
        help="bảng theo QĐ 5277 và QĐ 5333/QĐ-BNNMT",
        description="Mã thoát: 0 mọi ô vừa cột; 1 đã xuất nhưng có ô chưa vừa; 2 gọi sai.",
    )
    ministry.add_argument("--table", required=True, metavar="BẢNG", help="ví dụ PTNT_OCOP")
    ministry.add_argument("--format", choices=["csv", "xlsx"], default="csv")
    ministry.add_argument(
        "--province", default="", metavar="MÃ", help="mã tỉnh nay; trống là tất cả"
    )
    ministry.add_argument(
        "--output", type=Path, metavar="TỆP", help="mặc định: BẢNG.csv, BẢNG.xlsx"
    )
    ministry.set_defaults(run=_ministry)


def _ministry(args: argparse.Namespace) -> int:
    from ocop.cli.startup import start_django

    start_django()
    from ocop.kernel import clock
    from ocop.opendata.ministry import TABLES, TO_CHECK, export, table
    from ocop.opendata.writing import WRITERS
    from ocop.places.queries import provinces_today

    chosen = table(args.table)
    if chosen is None:
        names = ", ".join(one.name for one in TABLES)
        print(f"Không có bảng {args.table}. Các bảng: {names}.", file=sys.stderr)
        return 2
    province = provinces_today().filter(code=args.province).first() if args.province else None
    if args.province and province is None:
        print(f"Không có tỉnh mang mã {args.province}.", file=sys.stderr)
        return 2
    made = export(chosen, clock.today(), province)
    path = args.output or Path(f"{chosen.name}.{args.format}")
    path.write_bytes(WRITERS[args.format](chosen.heads, made.rows))
    print(f"Đã ghi {len(made.rows)} dòng vào {path}.")
    for finding in made.findings[:50]:
        print(f"  dòng {finding.line}, {finding.column}: {finding.message}")
    if len(made.findings) > 50:
        print(f"  … và {len(made.findings) - 50} chỗ khác")
    print(TO_CHECK)
    return 1 if made.findings else 0
