"""Records as JSON, the way they wait in the database between two steps."""

import datetime as dt
from decimal import Decimal
from typing import Any

from ocop.imports.rules.records import Record, Result
from ocop.places import gazetteer
from ocop.places.gazetteer import Place, Version

_PLAIN = ("product", "producer", "legal_form", "leaf", "star", "certificate", "product_code")
_LATE = ("address", "representative", "phone", "note", "repeats", "is_proposed")


def record_json(record: Record) -> dict[str, Any]:
    """Everything the record says; what it does not say is left out."""
    row: dict[str, Any] = {
        name: value for name in (*_PLAIN, *_LATE) if (value := getattr(record, name))
    }
    if record.place:
        row["place"] = [record.place.code, record.place.valid_from.isoformat()]
    if record.expires_on:
        row["expires_on"] = record.expires_on.isoformat()
    if record.points:
        row["points"] = {part: str(points) for part, points in record.points.items()}
    row["results"] = [
        [
            r.star,
            r.kind,
            r.signed_on and r.signed_on.isoformat(),
            r.year,
            r.decision,
            r.level,
            r.authority,
        ]
        for r in record.results
    ]
    return row


def record_of(number: int, row: dict[str, Any]) -> Record:
    """The record that was written."""
    record = Record(row=number, place=place_of(row.get("place")))
    for name in (*_PLAIN, *_LATE):
        if name in row:
            setattr(record, name, row[name])
    if "expires_on" in row:
        record.expires_on = dt.date.fromisoformat(row["expires_on"])
    record.points = {part: Decimal(points) for part, points in row.get("points", {}).items()}
    record.results = [
        Result(star, kind, signed_on and dt.date.fromisoformat(signed_on), *rest)
        for star, kind, signed_on, *rest in row["results"]
    ]
    return record


def place_of(version: list[str] | None) -> Place | None:
    """The unit of the gazetteer with this code and first day."""
    if version is None:
        return None
    wanted = Version(version[0], dt.date.fromisoformat(version[1]))
    return next((p for p in gazetteer.load().versions(wanted.code) if p.version == wanted), None)
