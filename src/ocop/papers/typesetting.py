"""Data in, PDF/A-2b bytes out: the one place that speaks to typst."""

import datetime as dt
import json
import threading
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import typst

from ocop.law.points import printed
from ocop.papers.glyphs import FONTS, printable

TEMPLATES = Path(__file__).parent / "templates"
_one_at_a_time = threading.Lock()  # a typst compiler serves one caller at a time


class PaperError(Exception):
    """A paper could not be made: unknown template, or data that the template cannot read."""


@cache
def _compiler() -> typst.Compiler:
    """One compiler for every template: faces and parsed files stay in memory."""
    return typst.Compiler(root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _on_paper(value: Any) -> Any:
    """`value` as JSON that a template reads: dates ISO, points as "77,35", text printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _on_paper(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_on_paper(item) for item in value]
    if isinstance(value, Decimal | Fraction):
        return printed(Fraction(value))
    if isinstance(value, dt.date):
        return f"{value:%Y-%m-%d}"
    return value


def render_pdf(template: str, data: Mapping[str, Any], *, dated: dt.date) -> bytes:
    """The PDF/A-2b of `data` set in `templates/<template>.typ`.

    `dated` goes into the file's own record, so the same data and day give the same bytes.
    Text reaches the template as data, never as typst source. Raises PaperError.
    """
    source = TEMPLATES / f"{template}.typ"
    if not source.is_file():
        raise PaperError(f"Không có mẫu giấy tờ “{template}”.")
    stamp = dt.datetime(dated.year, dated.month, dated.day, tzinfo=dt.UTC)
    content = json.dumps(_on_paper(data), ensure_ascii=False)
    try:
        with _one_at_a_time:
            pdf = _compiler().compile(
                input=str(source),
                format="pdf",
                sys_inputs={"data": content},
                pdf_standards=["a-2b"],
                timestamp=int(stamp.timestamp()),
            )
    except typst.TypstError as error:
        raise PaperError(f"Không dựng được giấy tờ “{template}”: {error}") from error
    assert isinstance(pdf, bytes)  # lists are for pages of pictures
    return pdf
