"""Commands of the group `places`: look up an administrative unit; no database needed."""

import argparse
import datetime as dt
import json
import sys

from ocop.kernel import clock
from ocop.places import gazetteer
from ocop.places.gazetteer import Gazetteer, Place
from ocop.places.resolve import resolve


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this group's commands to the parser."""
    group = subparsers.add_parser("places", help="tra cứu đơn vị hành chính")
    commands = group.add_subparsers(dest="places_command", required=True, metavar="LỆNH")

    show = commands.add_parser("show", help="một đơn vị theo mã số")
    show.add_argument("code", metavar="MÃ", help="2 số: tỉnh, 3 số: huyện cũ, 5 số: xã")
    show.add_argument("--on", metavar="NGÀY", help="ngày cần xem, 2026-04-30 hoặc 30/4/2026")
    show.add_argument("--json", action="store_true", help="in ra JSON")
    show.set_defaults(run=show_unit)

    find = commands.add_parser("resolve", help="tìm đơn vị theo tên hoặc địa chỉ cũ, mới")
    find.add_argument("text", metavar="ĐỊA CHỈ")
    find.add_argument("--json", action="store_true", help="in ra JSON")
    find.set_defaults(run=resolve_text)


def show_unit(args: argparse.Namespace) -> int:
    """`ocop places show CODE [--on DATE] [--json]`; 1 when the code or the date gives no unit."""
    units = gazetteer.load()
    versions = units.versions(args.code)
    if not versions:
        return _refuse(f"Không có đơn vị hành chính nào mang mã {args.code}.")
    if args.on:
        day = _day(args.on)
        if day is None:
            return _refuse(f"Ngày “{args.on}” không đúng. Ghi như 2026-04-30 hoặc 30/4/2026.")
        place = units.on(args.code, day)
        if place is None:
            known = "; ".join(f"{p.full_name} {_period(p)}" for p in versions)
            return _refuse(
                f"Ngày {day:%d/%m/%Y} không có đơn vị nào mang mã {args.code} ({known})."
            )
    else:
        place = units.on(args.code, clock.today()) or versions[-1]
    if args.json:
        print(json.dumps(_unit_row(units, place), ensure_ascii=False))
    else:
        _print_unit(units, place)
    return 0


def resolve_text(args: argparse.Namespace) -> int:
    """`ocop places resolve TEXT [--json]`; 1 when nothing is found."""
    candidates = resolve(args.text)
    if not candidates:
        return _refuse(
            f"Không tìm thấy đơn vị hành chính nào như “{args.text}”. "
            "Ghi xã, huyện (nếu là địa chỉ cũ) và tỉnh, cách nhau bằng dấu phẩy."
        )
    if args.json:
        print(json.dumps([each.row() for each in candidates], ensure_ascii=False))
        return 0
    units = gazetteer.load()
    for each in candidates:
        print(f"{each.place.code}  {units.display(each.place)}, {_period(each.place)}")
        if each.today != (each.place,):
            print("       nay là: " + "; ".join(f"{p.full_name} ({p.code})" for p in each.today))
        if each.confirm:
            print("       cần người có trách nhiệm xác nhận")
    return 0


def _unit_row(units: Gazetteer, place: Place) -> dict[str, object]:
    followers = units.today(place)
    return {
        "code": place.code,
        "name": place.full_name,
        "kind": place.kind,
        "level": place.level,
        "parents": [_named(each) for each in units.ancestors(place)],
        "valid_from": place.valid_from.isoformat(),
        "valid_to": place.valid_to.isoformat() if place.valid_to else None,
        "legal_basis": place.legal_basis,
        "latitude": place.latitude or None,
        "longitude": place.longitude or None,
        "today": [_named(each) for each in followers.places],
        "confirm": not followers.certain or len(followers.places) != 1,
        "versions": [
            {
                "name": each.full_name,
                "valid_from": each.valid_from.isoformat(),
                "valid_to": each.valid_to.isoformat() if each.valid_to else None,
            }
            for each in units.versions(place.code)
        ],
    }


def _named(place: Place) -> dict[str, str]:
    return {"code": place.code, "name": place.full_name}


def _print_unit(units: Gazetteer, place: Place) -> None:
    print(f"{place.code}  {units.display(place)}")
    print(f"Hiệu lực: {_period(place)}")
    print(f"Căn cứ: {place.legal_basis}")
    followers = units.today(place)
    if followers.places != (place,):
        names = "; ".join(f"{each.full_name} ({each.code})" for each in followers.places)
        note = "" if followers.certain else " (đề xuất, cần xác nhận)"
        print(f"Nay là: {names}{note}")


def _period(place: Place) -> str:
    since = f"từ {place.valid_from:%d/%m/%Y}"
    return f"{since} đến {place.valid_to:%d/%m/%Y}" if place.valid_to else since


def _day(text: str) -> dt.date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 (a calendar day)
        except ValueError:
            continue
    return None


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1
