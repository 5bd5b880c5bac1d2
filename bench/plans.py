"""Do the pages read whole tables? Every query of each page, explained on the present database.

`python -m bench.plans` prints, as JSON, the lines of plans that read all of a large table.
"""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from bench.measure import Row
from bench.registers import environment

# The tables that grow with the register.
LARGE = (
    "catalogue_listedperiod",
    "catalogue_listedproduct",
    "catalogue_listedword",
    "kernel_auditentry",
    "kernel_snapshot",
    "places_unit",
    "producers_producer",
    "products_historicalproduct",
    "products_product",
    "products_producttrait",
    "register_certificate",
    "register_certificateedition",
    "register_certificatefact",
    "register_decision",
    "register_recognition",
)
# A table of fewer rows may be read whole: for a planner that is the quickest way.
FEW = 2000


def run(home: Path, database: str) -> list[Row]:
    """The number of such lines for each page on that register."""
    command = [sys.executable, "-m", "bench.plans", str(home), database]
    environ = {**environment(home, database), "DJANGO_SETTINGS_MODULE": "ocop.config.settings"}
    done = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE)
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    where = "PostgreSQL" if database else "SQLite"
    for name, lines in found.items():
        for line in lines:
            print(f"  đọc cả bảng, {name}, {where}: {line}", file=sys.stderr)
    return [
        Row(f"lần đọc cả bảng, {name}, {where}", 0, 0, len(lines), "= 0", not lines)
        for name, lines in found.items()
    ]


def _full_reads(path: str) -> list[str]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200, path
    found = []
    for query in asked.captured_queries:
        if query["sql"].upper().lstrip("( ").startswith("SELECT"):
            found += [line for line in _plan(query["sql"]) if _is_full_read(line)]
    return found


def _plan(sql: str) -> list[str]:
    from django.db import connection

    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        # Executed as it stands: a percent sign in it is no placeholder.
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{sql}", None)
        return [str(row[-1]) for row in cursor.fetchall()]


def _is_full_read(line: str) -> bool:
    match = re.search(r"Seq Scan on (\w+)", line) or re.match(r"SCAN (\w+)", line)
    return match is not None and match[1] in _large_here()


@cache
def _large_here() -> frozenset[str]:
    from django.db import connection

    found = set()
    with connection.cursor() as cursor:
        for table in LARGE:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            if cursor.fetchone()[0] >= FEW:
                found.add(table)
    return frozenset(found)


def _main(home: Path, database: str) -> dict[str, list[str]]:
    import django

    django.setup()
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    from bench.scaling import PAGES

    return {
        name: [line for path in paths(home, 3, database) for line in _full_reads(path)]
        for name, paths in PAGES.items()
    }


if __name__ == "__main__":
    print(json.dumps(_main(Path(sys.argv[1]), sys.argv[2])))
