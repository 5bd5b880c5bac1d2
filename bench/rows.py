"""A few rows of a register, without the product's code."""

import sqlite3
from pathlib import Path
from typing import Any

import psycopg


def rows_of(query: str, home: Path, database: str = "") -> list[tuple[Any, ...]]:
    """What a query gives: from SQLite in `home`, or from the address of a PostgreSQL database."""
    if database:
        with psycopg.connect(database) as connection:
            return connection.execute(query).fetchall()
    with sqlite3.connect(home / "ocop.sqlite3") as connection:
        return connection.execute(query).fetchall()
