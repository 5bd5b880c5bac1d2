"""The answers' shapes for OpenAPI, made from the columns of the datasets."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field, create_model

from ocop.opendata.columns import Column, Dataset, Kind, Row

_TYPES: dict[Kind, Any] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.DATE: dt.date,
    Kind.BOOLEAN: bool,
}


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[dict[str, str]] | None = None


PROBLEMS = {404: Problem, 422: Problem, 429: Problem}


def line_of(dataset: Dataset) -> Any:
    """The shape of one row."""
    fields: dict[str, Any] = {column.name: _field(column) for column in dataset.columns}
    name = dataset.name.title().replace("_", "") + "Line"
    return create_model(name, __base__=Schema, **fields)


def list_of(line: Any) -> Any:
    """The shape of one page of rows."""
    fields: dict[str, Any] = {
        "on": (dt.date, Field(description="The day these rows speak of")),
        "items": (list[line], ...),
        "next": (str | None, Field(description="Address of the next page, or null")),
    }
    return create_model(line.__name__.removesuffix("Line") + "Page", __base__=Schema, **fields)


def _field(column: Column) -> Any:
    return (_TYPES[column.kind] | None, Field(description=column.meaning.en))


def written(body: object) -> HttpResponse:
    """A body as JSON; days in ISO 8601."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def page(
    request: HttpRequest, dataset: Dataset, rows: Sequence[Row], on: dt.date, cursor: str | None
) -> HttpResponse:
    """One page with the address of the next, in the body and as a Link header."""
    following = None
    if cursor is not None:
        query = request.GET.copy()
        query["after"] = cursor
        query["on"] = on.isoformat()
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    heads = dataset.heads
    items = [dict(zip(heads, row, strict=True)) for row in rows]
    response = written({"on": on, "items": items, "next": following})
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response
