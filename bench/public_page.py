"""The page behind every QR, on 20,000 products, against Starlette + sqlite3 + Jinja2."""

import random
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

from bench.measure import Row, at_least, take_turns
from bench.servers import Reader, server

PAGES_IN_A_TURN = 60
TURNS = 25


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def words_of(page: str) -> list[str]:
    """Every visible word, in order."""
    parser = _Words()
    parser.feed(page)
    return parser.words


def short_codes(home: Path, count: int) -> list[str]:
    """`count` codes of the register, the same ones each time."""
    with sqlite3.connect(home / "ocop.sqlite3") as database:
        rows = database.execute(
            "SELECT short_code FROM register_certificate ORDER BY id"
        ).fetchall()
    return [code for (code,) in random.Random(7).sample(rows, count)]


def run(home: Path) -> list[Row]:
    """Pages a second of the two servers, one worker each."""
    codes = short_codes(home, PAGES_IN_A_TURN)
    database = str(home / "ocop.sqlite3")
    product = server("wsgi", "ocop.config.wsgi:application", OCOP_HOME=str(home), OCOP_DATABASE="")
    plain = server("asgi", "bench.comparators.public_page:app", OCOP_BENCH_DATABASE=database)
    with product as product_port, plain as plain_port:
        ours, theirs = Reader(product_port), Reader(plain_port)
        for code in codes:
            path = f"/c/{code}"
            assert words_of(ours.read(path)) == words_of(theirs.read(path)), path
        medians = take_turns(
            lambda: [ours.read(f"/c/{code}") for code in codes],
            lambda: [theirs.read(f"/c/{code}") for code in codes],
            TURNS,
        )
    each = [median / len(codes) for median in medians]
    return [at_least("trang công khai của một giấy chứng nhận", *each, 0.25)]
