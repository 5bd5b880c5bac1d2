"""Processor time of one request as the register grows a hundredfold, and the plans behind it.

Times are user and system time of the server and its worker, so that other programs on the machine
count little; the servers of the three sizes take turns.
"""

import random
import statistics
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus

from bench import postgresql, registers
from bench.measure import Row
from bench.public_page import PRODUCT, answer_paths, product_paths
from bench.rows import rows_of
from bench.servers import Reader, Served, served

REQUESTS, TURNS, MOST = 40, 5, 0.5


@dataclass(frozen=True)
class Register:
    """One register of some size, on one database ("" is SQLite in `home`)."""

    products: int
    home: Path
    database: str


def search_paths(home: Path, count: int, database: str = "") -> list[str]:
    """Addresses of searches with words that people type: goods and a commune."""
    names = rows_of(
        "SELECT p.name, u.name FROM products_product p JOIN places_unit u ON u.id = p.commune_id"
        " WHERE p.id <= 1000 ORDER BY p.id",
        home,
        database,
    )
    chosen = random.Random(7).sample(names, count)
    return [
        f"/san-pham/?tim={quote_plus(f'{goods.split()[0]} {place}')}" for goods, place in chosen
    ]


def api_paths(home: Path, count: int, database: str = "") -> list[str]:
    """Addresses of lists of products of one star."""
    return [f"/api/v1/products?star={3 + number % 3}" for number in range(count)]


PAGES: dict[str, Callable[[Path, int, str], list[str]]] = {
    "trang xác minh": answer_paths,
    "trang sản phẩm": product_paths,
    "trang tìm kiếm": search_paths,
    "danh sách API": api_paths,
}


def run(found: Sequence[Register]) -> list[Row]:
    """For each page the smallest and the largest register's seconds for a request."""
    with ExitStack() as stack:
        running = [
            stack.enter_context(
                served(
                    "wsgi",
                    PRODUCT,
                    OCOP_HOME=str(one.home),
                    OCOP_DATABASE=one.database,
                    OCOP_API_READS_A_MINUTE="10000000",
                )
            )
            for one in found
        ]
        where = "PostgreSQL" if found[0].database else "SQLite"
        return [_row(f"{name}, {where}", paths, found, running) for name, paths in PAGES.items()]


def _row(
    name: str,
    paths_of: Callable[[Path, int, str], list[str]],
    found: Sequence[Register],
    running: Sequence[Served],
) -> Row:
    paths = [paths_of(one.home, REQUESTS, one.database) for one in found]
    spent: list[list[float]] = [[] for _ in found]
    readers = [Reader(one.port) for one in running]
    for turn in range(TURNS + 1):
        for place, (server, reader) in enumerate(zip(running, readers, strict=True)):
            before = server.seconds()
            for path in paths[place]:
                reader.read(path)
            if turn:
                spent[place].append((server.seconds() - before) / REQUESTS)
    each = [statistics.median(times) for times in spent]
    sizes = "/".join(f"{one.products // 1000}k" for one in found)
    base = each[1]
    far = max(each, key=lambda seconds: abs(seconds / base - 1))
    ratio = far / base
    met = all(1 - MOST <= seconds / base <= 1 + MOST for seconds in each)
    return Row(f"CPU {name}, {sizes}", far, base, ratio, "0,5 – 1,5", met)


def registers_on_sqlite() -> list[Register]:
    """The three sizes on SQLite."""
    return [Register(size, registers.prepare(size), "") for size in registers.SIZES]


def registers_on_postgresql(addresses: dict[int, str]) -> list[Register]:
    """The sizes that the cluster holds."""
    return [Register(size, postgresql.home(size), at) for size, at in addresses.items()]
