"""`make bench`: every measurement, one table. Exit status 1 where a target is missed."""

import os
import subprocess
import sys
from pathlib import Path

HOME = Path("build/bench").resolve()
os.environ["OCOP_HOME"] = str(HOME)
os.environ["OCOP_DATABASE"] = ""
os.environ["OCOP_DEMO"] = "0"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.config.settings")


def prepare_register() -> None:
    """The register of 20,000 products, made once and kept under build/."""
    ready = HOME / ".ready"
    if ready.is_file():
        # Tables and the search of a register made by an earlier version.
        ocop = str(Path(sys.executable).with_name("ocop"))
        subprocess.run([ocop, "setup"], check=True, stdout=subprocess.DEVNULL)
        return
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "ocop.sqlite3").unlink(missing_ok=True)
    print("Tạo sổ 20.000 sản phẩm (chỉ lần đầu, khoảng một phút)…", flush=True)
    ocop = str(Path(sys.executable).with_name("ocop"))
    subprocess.run([ocop, "demo", "--national"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([ocop, "setup"], check=True, stdout=subprocess.DEVNULL)
    ready.touch()


def main() -> int:
    """Run everything and print it."""
    prepare_register()
    from bench import (
        api,
        certificate,
        first_page,
        importing,
        measure,
        offline,
        public_page,
        scoring,
        search,
        totals,
        writers,
    )

    rows = [
        *public_page.run(HOME),
        *certificate.run(),
        *scoring.run(),
        *offline.run(),
        *search.run(),
        *totals.run(),
        *api.run(),
    ]
    imported = importing.run(HOME)
    rows.append(imported.row)
    print(measure.table(rows), flush=True)
    print(f"\n{imported}", flush=True)
    written = writers.run()
    print(
        f"\n{written.acts} việc ghi từ {writers.PROCESSES} tiến trình trên SQLite: "
        f"{written.errors} lỗi, chuỗi nhật ký {'khớp' if written.chain_agrees else 'KHÔNG KHỚP'}, "
        f"{written.seconds:.1f} s",
        flush=True,
    )
    page = first_page.run()
    print(
        f"make run trên bản sao mới: trang đầu sau {page.first:.0f} s, lần hai {page.second:.1f} s; "
        f"máy chủ và bộ xử lý việc nền dùng {page.megabytes:.0f} MB"
    )
    met = (
        all(row.met for row in rows)
        and imported.met
        and written.errors == 0
        and written.chain_agrees
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
