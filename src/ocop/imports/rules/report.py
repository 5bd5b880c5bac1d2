"""A list's findings and counts in the form in which the command prints them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ocop.imports.rules.columns import Layout
from ocop.imports.rules.kinds import Finding
from ocop.imports.rules.records import Record


def counts_of(records: Iterable[Record]) -> dict[str, Any]:
    """Rows of products, how many of each star they claim, and what is not a star.

    `stars` counts rows by their star from 1 to 5; `not_recognised` those with none or 0.
    """
    stars: Counter[int] = Counter()
    rows = recognitions = proposed = 0
    for record in records:
        rows += 1
        stars[record.star or 0] += 1
        recognitions += len(record.results)
        proposed += record.is_proposed
    not_recognised = stars.pop(0, 0)
    return {
        "rows": rows,
        "stars": {str(star): stars[star] for star in sorted(stars)},
        "not_recognised": not_recognised,
        "proposed": proposed,
        "recognitions": recognitions,
    }


def finding_rows(findings: Sequence[Finding], layout: Layout) -> list[dict[str, Any]]:
    """Each finding as JSON; `column` is the header's text, else its letter, "" for the whole row."""
    names = {column.index: column.name for column in layout.columns}
    rows: list[dict[str, Any]] = []
    for finding in sorted(findings, key=lambda each: (each.row, each.column)):
        row: dict[str, Any] = {
            "row": finding.row,
            "column": names.get(finding.column, ""),
            "kind": finding.kind.value,
            "message": finding.message,
            "severity": finding.severity.value,
        }
        if finding.candidates:
            row["candidates"] = list(finding.candidates)
        rows.append(row)
    return rows
