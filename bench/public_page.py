"""The page behind every QR and the page of a product, on 20,000 products, on both databases.

On SQLite against Starlette + sqlite3 + Jinja2 with the same words; on PostgreSQL against the
product itself on SQLite, in the same turns.
"""

import random
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from bench import postgresql
from bench.measure import Row, all_take_turns, at_least
from bench.rows import rows_of
from bench.servers import Reader, server

PAGES_IN_A_TURN = 60
TURNS = 15
PRODUCT = "ocop.config.wsgi:application"


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def words_of(page: str) -> list[str]:
    """Every word, in order, those of the block for search engines as well."""
    parser = _Words()
    parser.feed(page)
    return parser.words


def answer_paths(home: Path, count: int, database: str = "") -> list[str]:
    """Addresses of `count` certificates."""
    rows = rows_of("SELECT short_code FROM register_certificate ORDER BY id", home, database)
    return [f"/c/{code}" for (code,) in random.Random(7).sample(rows, count)]


def product_paths(home: Path, count: int, database: str = "") -> list[str]:
    """Addresses of `count` products."""
    rows = rows_of("SELECT product_id FROM catalogue_listedproduct ORDER BY 1", home, database)
    return [f"/san-pham/{pk}/" for (pk,) in random.Random(7).sample(rows, count)]


def run(home: Path, on_postgresql: str) -> list[Row]:
    """Seconds for a page of each server, one worker each."""
    sqlite, other = str(home / "ocop.sqlite3"), postgresql.home(20_000)
    with (
        server("wsgi", PRODUCT, OCOP_HOME=str(home), OCOP_DATABASE="") as ours_port,
        server("wsgi", PRODUCT, OCOP_HOME=str(other), OCOP_DATABASE=on_postgresql) as pg_port,
        server(
            "asgi", "bench.comparators.public_page:app", OCOP_BENCH_DATABASE=sqlite
        ) as answer_port,
        server(
            "asgi",
            "bench.comparators.product_page:app",
            OCOP_BENCH_DATABASE=sqlite,
        ) as product_port,
    ):
        ours, on_pg = Reader(ours_port), Reader(pg_port)
        rows = []
        for name, paths_of, port in (
            ("trang xác minh /c/", answer_paths, answer_port),
            ("trang sản phẩm /san-pham/", product_paths, product_port),
        ):
            theirs, paths = Reader(port), paths_of(home, PAGES_IN_A_TURN)
            for path in paths:
                assert words_of(ours.read(path)) == words_of(theirs.read(path)), path
            pg_paths = paths_of(home, PAGES_IN_A_TURN, on_postgresql)
            rows += _compared(name, (ours, paths), (on_pg, pg_paths), (theirs, paths))
        return rows


def _compared(
    name: str,
    ours: tuple[Reader, Sequence[str]],
    on_pg: tuple[Reader, Sequence[str]],
    theirs: tuple[Reader, Sequence[str]],
) -> list[Row]:
    def reading(reader: Reader, paths: Sequence[str]) -> object:
        return [reader.read(path) for path in paths]

    medians = all_take_turns(
        [lambda each=each: reading(*each) for each in (ours, on_pg, theirs)], TURNS
    )
    sqlite, pg, plain = (median / PAGES_IN_A_TURN for median in medians)
    return [
        at_least(f"{name}, SQLite", sqlite, plain, 0.25),
        at_least(f"{name}, PostgreSQL so với SQLite", pg, sqlite, 0.35),
    ]
