"""`ocop import register FILE`: what a list of earlier years holds, and writing it into the register."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ocop.kernel.errors import RefusedError

# The packages are imported where they are used: every other command starts without them.

UNREADABLE, REFUSED = 2, 3


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import register` to the parser."""
    group = subparsers.add_parser("import", help="nhập danh sách các năm trước")
    commands = group.add_subparsers(dest="import_command", required=True, metavar="LỆNH")
    register = commands.add_parser(
        "register",
        help="danh sách sản phẩm đã công nhận: XLSX, XLS, ODS, CSV",
        description="Mã thoát: 0 xong (kể cả khi có lỗi ở từng dòng); 2 không đọc được tệp, trang "
        "tính hoặc tỉnh; 3 không ghi được, sổ giữ nguyên.",
    )
    register.add_argument("file", metavar="TỆP", type=Path)
    register.add_argument("--sheet", default="", metavar="TÊN", help="trang tính cần đọc")
    register.add_argument(
        "--province", default="", metavar="TỈNH", help="chỉ nhận dòng của tỉnh này (mã hoặc tên)"
    )
    register.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")
    register.add_argument("--json", action="store_true", help="in ra JSON")
    register.set_defaults(run=_import)


def _import(args: argparse.Namespace) -> int:
    try:
        province = _province(args.province)
        report = _examined(args, province)
        status = 0
        if not args.dry_run:
            report["written"] = _written(args, province)
    except RefusedError as refused:
        if args.json:
            print(
                json.dumps({"error": refused.message, "field": refused.field}, ensure_ascii=False)
            )
        else:
            print(refused.message, file=sys.stderr)
        return UNREADABLE if refused.field in {"file", "sheet", "province"} else REFUSED
    if args.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        _print(report)
    return status


def _province(text: str) -> str:
    """The code of a province of today, by its code or by a name of any time; "" for none."""
    if not text:
        return ""
    from ocop.places import gazetteer
    from ocop.places.resolve import resolve

    units = gazetteer.load()
    named = units.latest(text) if text.isdigit() else None
    found = [named] if named else [each.place for each in resolve(text)]
    provinces = [place for place in found if place and place.level == "province"]
    if not provinces:
        raise RefusedError(f"Không có tỉnh, thành phố nào là “{text}”.", field="province")
    return units.today(provinces[0]).places[0].code


def _examined(args: argparse.Namespace, province: str) -> dict[str, Any]:
    """Counts and findings; no database is needed."""
    from ocop.files.tables import table_suffix
    from ocop.imports.reading import open_sheet
    from ocop.imports.rules.meaning import Reader, Terms
    from ocop.imports.rules.report import counts_of, finding_rows
    from ocop.kernel import clock

    with _open(args.file) as file:
        sheet = open_sheet(file, args.file.stem + table_suffix(file), args.sheet)
        reader = Reader(sheet.layout, Terms(clock.today(), only_province=province))
        counts = counts_of(reader.records(sheet.rows))
    return {
        **counts,
        "sheet": sheet.name,
        "columns": {column.name: column.field or "" for column in sheet.layout.columns},
        "findings": finding_rows(reader.findings, sheet.layout),
    }


def _written(args: argparse.Namespace, province: str) -> dict[str, int]:
    """Write what can be written; what a person must decide is refused, and the register untouched."""
    from ocop.cli.startup import start_django

    start_django()
    from ocop.imports.services.from_command import import_file

    with _open(args.file) as file:
        return import_file(_Upload(args.file.name, file), sheet=args.sheet, province=province)


class _Upload:
    """A file of this machine in the shape of an upload."""

    def __init__(self, name: str, file: Any) -> None:
        self.name: str | None = name
        self.file = file


def _open(path: Path) -> Any:
    try:
        return path.open("rb")
    except OSError:
        raise RefusedError(f"Không mở được tệp {path}.", field="file") from None


def _print(report: dict[str, Any]) -> None:
    stars = ", ".join(f"{count} sản phẩm {star} sao" for star, count in report["stars"].items())
    print(
        f"{report['rows']} dòng: {stars or 'không dòng nào ghi sao'}, "
        f"{report['not_recognised']} chưa được công nhận."
    )
    words = {"error": "LỖI", "warning": "xem", "note": "ghi"}
    for found in report["findings"]:
        where = f"dòng {found['row']}" + (f", cột {found['column']}" if found["column"] else "")
        print(f"{words[found['severity']]:>4}  {where}: {found['message']}")
        for candidate in found.get("candidates", ()):
            print(f"        có thể là: {candidate}")
    if "written" in report:
        print(
            "Đã ghi: " + ", ".join(f"{count} {name}" for name, count in report["written"].items())
        )
