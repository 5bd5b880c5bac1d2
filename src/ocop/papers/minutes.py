"""Biên bản họp Hội đồng, or of written opinions (Điều 7.3d, 7.6d, QĐ 26/2026).

Its form is left to the operating regulation.
"""

import datetime as dt
from typing import NotRequired, TypedDict

from ocop.papers.shapes import Points
from ocop.papers.typesetting import render_pdf


class SittingMember(TypedDict):
    body: str  # represented, "Sở Công Thương"
    role: str  # in the council
    present: bool
    reason: str  # of absence, "có lý do"; ""
    short: str  # in the box where the member signs


class ProductResult(TypedDict):
    product: str
    producer: str
    code: str
    sheets: int  # counted
    average: Points
    low: Points
    high: Points
    spread: Points
    band_star: int | None  # by points alone; None where the evaluation stopped
    proposal: str  # "4 sao", "Trình Bộ", "Chưa đạt"
    reason: NotRequired[str]  # printed under the table


class Opinion(TypedDict):
    by: str
    text: str


class MinutesData(TypedDict):
    """The minutes; "" leaves a sentence out, None leaves room for number or date."""

    parent: list[str]
    agency: list[str]
    number: str | None  # sign: BB-HĐ
    date: dt.date | None
    about: str
    opened: str  # "08 giờ 00"
    closed: str
    venue: str
    chair: str
    secretary: str
    quorum: str  # sentence with counts and the rule of the regulation
    members: list[SittingMember]
    guests: str
    conflicts: str
    steps: list[str]
    scoring_rule: str
    results: list[ProductResult]
    opinions: list[Opinion]
    conclusions: list[str]
    vote: str
    recipients: list[str]
    sample: NotRequired[bool]
    # A round of written opinions: the words that differ from a meeting's.
    written: NotRequired[bool]


def render_minutes(data: MinutesData, *, dated: dt.date) -> bytes:
    """The minutes as PDF/A-2b. Raises PaperError."""
    return render_pdf("minutes", data, dated=dated)
