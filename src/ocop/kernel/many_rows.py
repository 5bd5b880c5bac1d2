"""Writing thousands of rows of one table at once.

`bulk_create` builds one long statement for every batch, and that costs more than the writing
itself. Here the database prepares one statement and takes the rows one after another. Nothing else
happens: no `save`, no signals.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

from ocop.kernel import clock

Row = TypeVar("Row", bound=models.Model)
AnyField = Any
Column = tuple[str, type | None, Callable[[Any], Any]]
"""The attribute, the type that goes in as it is, and what makes all others ready."""

_PLAIN = ((models.CharField, str), (models.TextField, str), (models.IntegerField, int))


def insert(rows: Sequence[Row]) -> Sequence[Row]:
    """Insert unsaved rows of one model and give each its id; call it inside a transaction."""
    if rows:
        model = type(rows[0])
        for row, pk in zip(rows, _free_ids(model, len(rows)), strict=True):
            row.pk = pk
            row._state.adding = False
        fields = model._meta.concrete_fields
        _stamp(fields, rows)
        columns = _columns(fields)
        _write(model, fields, [_values(columns, row) for row in rows])
    return rows


def insert_with_history(rows: Sequence[Row]) -> Sequence[Row]:
    """Insert rows of a model with `HistoricalRecords`, each with the first entry of its history."""
    insert(rows)
    if rows:
        history: Any = type(rows[0]).history.model  # type: ignore[attr-defined]
        user = history.get_default_history_user(rows[0])
        same = {
            "history_date": clock.now(),
            "history_change_reason": None,
            "history_type": "+",
            "history_user": user and user.pk,
        }
        more = [history._meta.get_field(name) for name in same]
        end = tuple(
            field.get_db_prep_save(value, connection)
            for field, value in zip(more, same.values(), strict=True)
        )
        columns = _columns(history.tracked_fields)
        fields = [*history.tracked_fields, *more]
        _write(history, fields, [_values(columns, row) + end for row in rows])
    return rows


def insert_values(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows that nobody looks at again, as values in the order of `names` (`batch_id`)."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = _columns(fields)
    _write(
        model,
        fields,
        [
            tuple(
                value if value is None or type(value) is plain else ready(value)
                for value, (_, plain, ready) in zip(row, columns, strict=True)
            )
            for row in rows
        ],
    )


def _free_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """Ids that nobody else gets: of the sequence, or behind the last under SQLite's write lock."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [f'"{table}"', model._meta.pk.column, count],
            )
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = next(iter(cursor.fetchone() or ()), 0)
    return range(last + 1, last + count + 1)


def _stamp(fields: Sequence[AnyField], rows: Sequence[models.Model]) -> None:
    """The moment of writing, where a column keeps it."""
    now = clock.now()
    for field in fields:
        if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
            for row in rows:
                setattr(row, field.attname, now)


def _columns(fields: Iterable[AnyField]) -> list[Column]:
    return [(field.attname, _plain_type(field), _ready(field)) for field in fields]


def _plain_type(field: AnyField) -> type | None:
    kind = getattr(field, "target_field", field)
    return next((plain for known, plain in _PLAIN if isinstance(kind, known)), None)


def _ready(field: AnyField) -> Callable[[Any], Any]:
    def ready(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    # Days, levels and kinds come again and again; what JSON holds may not be hashable.
    return ready if isinstance(field, models.JSONField) else lru_cache(maxsize=5_000)(ready)


def _values(columns: Sequence[Column], row: models.Model) -> tuple[Any, ...]:
    held = row.__dict__
    return tuple(
        value if (value := held[name]) is None or type(value) is plain else ready(value)
        for name, plain, ready in columns
    )


def _write(
    model: type[models.Model], fields: Sequence[AnyField], rows: Sequence[tuple[Any, ...]]
) -> None:
    quote = connection.ops.quote_name
    table, names = model._meta.db_table, ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        # Only names of our own tables and columns stand in the text.
        cursor.executemany(
            f"INSERT INTO {quote(table)} ({names}) VALUES ({places})",  # noqa: S608
            rows,
        )
