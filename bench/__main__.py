"""`make bench`: every measurement, one table. Exit status 1 where a target is missed."""

import os
import sys

from bench import registers

HOME = registers.KEPT
os.environ["OCOP_HOME"] = str(HOME)
os.environ["OCOP_DATABASE"] = ""
os.environ["OCOP_DEMO"] = "0"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.config.settings")


def main() -> int:
    """Run everything and print it; the table grows as the rows come."""
    from bench import (
        api,
        certificate,
        first_page,
        importing,
        measure,
        offline,
        plans,
        postgresql,
        public_page,
        scaling,
        scoring,
        search,
        totals,
        writers,
    )

    rows: list[measure.Row] = []

    def tell(fresh: list[measure.Row]) -> None:
        print(measure.table(fresh, with_heading=not rows), flush=True)
        rows.extend(fresh)

    on_sqlite = scaling.registers_on_sqlite()
    with postgresql.cluster() as addresses:
        kept = {size: postgresql.register(addresses, size) for size in registers.SIZES}
        print(f"tải của máy lúc bắt đầu: {os.getloadavg()[0]:.1f}", flush=True)
        tell(public_page.run(HOME, kept[registers.PRODUCTS]))
        tell(scaling.run(on_sqlite))
        tell(scaling.run(scaling.registers_on_postgresql(kept)))
        tell(plans.run(HOME, ""))
        tell(plans.run(postgresql.home(registers.PRODUCTS), kept[registers.PRODUCTS]))
    tell(certificate.run())
    tell(scoring.run())
    tell(offline.run())
    tell(search.run())
    tell(totals.run())
    tell(api.run())
    imported = importing.run(HOME)
    tell(imported.rows)
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
        f"máy chủ và bộ xử lý việc nền dùng {page.megabytes:.0f} MB; "
        f"tải của máy lúc kết thúc: {os.getloadavg()[0]:.1f}"
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
