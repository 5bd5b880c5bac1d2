"""A workbook of 20,000 rows brought into the register, against the bare reading of its cells.

Each measurement runs in a process of its own, so that its peak of memory is its own.
"""

import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from bench.measure import Row, at_most

ROWS, TURNS, TIMES, MOST_MEGABYTES = 20_000, 3, 60, 400
PROVINCE = "82"


def make_workbook(path: Path) -> None:
    """The described layout: sheet "Loc", columns A to V, rows from row 5, the same each time."""
    from ocop.places import gazetteer

    units, chance = gazetteer.load(), random.Random(5)
    communes = [
        place.full_name
        for place in units.places
        if place.parent_code == PROVINCE and place.valid_to is None
    ]
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Loc")
    sheet.write_string(0, 0, "DANH SÁCH SẢN PHẨM OCOP (mẫu)")
    decisions = [
        (f"{number}/QĐ-UBND", f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{year}", year)
        for year in range(2020, 2026)
        for number in range(1, 61)
    ]
    producer = commune = ""
    for number in range(1, ROWS + 1):
        is_new = not producer or chance.random() < 0.4
        if is_new:
            producer, commune = f"Hợp tác xã Mẫu số {number}", chance.choice(communes)
        (decision, day, year), star = chance.choice(decisions), chance.choice((3, 3, 4))
        second = chance.random() < 0.2
        cells = [
            number,
            f"Sản phẩm mẫu số {number}",
            "Thực phẩm",
            "Hợp tác xã" if is_new else None,
            producer if is_new else None,
            commune if is_new else None,
            None,
            None,
            None,
            4 if second else star,
            None,
            star,
            day,
            year,
            decision,
            "UBND tỉnh Đồng Tháp",
            4 if second else None,
            f"15/06/{year + 1}" if second else None,
            year + 1 if second else None,
            f"{chance.randint(61, 70)}/QĐ-UBND" if second else None,
            "UBND tỉnh Đồng Tháp" if second else None,
            None,
        ]
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.write(number + 3, column, cell)
    book.close()


@dataclass(frozen=True)
class Imported:
    """The rows of the table, and the most memory of a whole import."""

    rows: list[Row]
    megabytes: float

    @property
    def met(self) -> bool:
        """Whether the whole import stays within its memory."""
        return self.megabytes < MOST_MEGABYTES

    def __str__(self) -> str:
        verdict = "đạt" if self.met else "KHÔNG ĐẠT"
        return (
            f"nhập cả 20.000 dòng, gồm lịch sử, nhật ký và danh sách tra cứu: dùng nhiều nhất "
            f"{self.megabytes:.0f} MB, mục tiêu dưới {MOST_MEGABYTES} MB: {verdict}"
        )


def run(home: Path) -> Imported:
    """Three rows, each with what is before it: checking; the register; the search list.

    The register is complete and answers QR codes after the second; in the application the search
    list follows as work of its own.
    """
    path = home / "danh-sach-20000.xlsx"
    if not path.is_file():
        make_workbook(path)
    taken: dict[str, list[float]] = {"bare": [], "dry": [], "register": [], "whole": []}
    megabytes = 0.0
    for _ in range(TURNS):
        for mode in ("bare", "dry", "whole"):
            *seconds, most = _measured(mode, path, home)
            names = ("register", "whole") if mode == "whole" else (mode,)
            for name, took in zip(names, seconds, strict=True):
                taken[name].append(took)
            megabytes = max(megabytes, most)
    bare, dry, register, whole = (statistics.median(times) for times in taken.values())
    rows = [
        at_most("kiểm tra 20.000 dòng (--dry-run)", dry, bare, TIMES),
        at_most("kiểm tra, ghi 20.000 dòng vào sổ", register, bare, TIMES),
        at_most("như trên, thêm danh sách tra cứu", whole, bare, TIMES),
    ]
    return Imported(rows, megabytes)


def _measured(mode: str, path: Path, home: Path) -> list[float]:
    """Seconds of the mode, one or two, and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        if mode == "whole":
            shutil.copy(home / "ocop.sqlite3", Path(folder) / "ocop.sqlite3")
        environment = {**os.environ, "OCOP_HOME": folder, "OCOP_DATABASE": "", "OCOP_DEMO": "0"}
        command = [sys.executable, "-m", "bench.importing", mode, str(path)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    return [float(each) for each in json.loads(done.stdout.splitlines()[-1])]


def _bare(path: Path) -> float:
    import python_calamine

    begun = time.perf_counter()
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("Loc")
    rows = len(sheet.to_python())
    took = time.perf_counter() - begun
    assert rows >= ROWS
    return took


def _dry(path: Path) -> float:
    from ocop.cli.main import main

    begun = time.perf_counter()
    command = ["import", "register", str(path), "--province", PROVINCE, "--dry-run"]
    assert main(command) == 0
    return time.perf_counter() - begun


def _whole(path: Path) -> tuple[float, float]:
    """Until the register is complete, and until the search list is."""
    from ocop.cli.startup import start_django

    start_django()
    from django.core.management import call_command

    from ocop.catalogue.models import ListedProduct
    from ocop.imports.services.from_command import write_file
    from ocop.imports.services.listing import list_all
    from ocop.register.models import Recognition

    # The register may have been made by an earlier version; that is no part of an import.
    call_command("migrate", verbosity=0)

    class Upload:
        name = path.name
        file = path.open("rb")

    before, listed = Recognition.objects.count(), ListedProduct.objects.count()
    begun = time.perf_counter()
    batch = write_file(Upload(), province=PROVINCE)
    register = time.perf_counter() - begun
    assert Recognition.objects.count() > before + ROWS
    list_all(batch)
    whole = time.perf_counter() - begun
    assert ListedProduct.objects.count() == listed + batch.result["to_list"]
    return register, whole


if __name__ == "__main__":
    taken = {"bare": _bare, "dry": _dry, "whole": _whole}[sys.argv[1]](Path(sys.argv[2]))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([*(taken if isinstance(taken, tuple) else (taken,)), most]))
