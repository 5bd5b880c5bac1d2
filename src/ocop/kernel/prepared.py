"""A cursor for SQL that is written out and sent again and again."""

from typing import Any

from django.db import connection


def prepared_cursor() -> Any:
    """Django's cursor; on PostgreSQL one whose texts are planned once a connection, then reused.

    Planning a join of ten tables takes PostgreSQL longer than running it. Use it as a context
    manager, for constant texts with parameters.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    import psycopg

    connection.ensure_connection()
    raw = connection.connection
    raw.prepare_threshold = 2
    cursor: Any = psycopg.Cursor(raw)
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrap(cursor)
