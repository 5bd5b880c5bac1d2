"""A list on A4 sheets: a title, a few lines about it, a table that may run over pages."""

import datetime as dt
from typing import TypedDict

from ocop.papers.typesetting import render_pdf


class PlainListData(TypedDict):
    """`widths` weigh the columns; `right` are the columns of figures, counted from 0."""

    agency: list[str]
    title: str
    lines: list[str]
    head: list[str]
    widths: list[int]
    right: list[int]
    rows: list[list[str]]
    end: str  # below the table; "" for none
    sample: bool


def plain_list_pdf(data: PlainListData, *, dated: dt.date) -> bytes:
    """The list as PDF/A-2b. Raises PaperError."""
    return render_pdf("plain-list", data, dated=dated)
