"""Quyết định công nhận, or phê duyệt kết quả for 5 stars (Điều 7.3e, QĐ 26/2026)."""

import datetime as dt
from typing import Literal, NotRequired, TypedDict

from ocop.papers.shapes import Letterhead, Points
from ocop.papers.typesetting import render_pdf


class Proposal(TypedDict):
    """The submission (Tờ trình) that the decision follows."""

    number: str
    date: dt.date


class DecidedProduct(TypedDict):
    product: str
    code: str
    producer: str
    place: str
    points: Points
    note: NotRequired[str]  # printed under the list, marked *


class DecidedRank(TypedDict):
    """The products of one rank; groups come highest rank first, products in printed order."""

    rank: Literal[3, 4, 5]
    rows: list[DecidedProduct]


class DecisionData(Letterhead):
    """Counts, numbering and totals are made from `groups`."""

    purpose: Literal["recognition", "approval"]
    sign: str  # "QĐ-UBND", "QĐ-BNNMT"
    about: str  # trích yếu, "Về việc …"
    authority: str  # "Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp"
    grounds: list[str]  # "Căn cứ …", without the closing semicolon
    proposer: str
    proposal: Proposal | None
    scope: str  # "của tỉnh Đồng Tháp đợt 1 năm 2026"
    round: str  # "đợt 1 năm 2026"
    months: int  # validity of the certificates
    office: str  # the body that issues certificates and notices
    executors: str  # "Chánh Văn phòng …, Giám đốc các sở, …"
    groups: list[DecidedRank]


def render_decision(data: DecisionData, *, dated: dt.date) -> bytes:
    """The decision with its list as PDF/A-2b. Raises PaperError."""
    return render_pdf("decision", data, dated=dated)
