"""Biên bản kiểm tra (Điều 9, QĐ 26/2026) as PDF and as DOCX with the same words."""

import datetime as dt
from typing import NotRequired, TypedDict

from ocop.papers.typesetting import render_pdf


class TeamLine(TypedDict):
    name: str
    role: str  # "Trưởng đoàn"
    body: str  # where the person works


class AnswerLine(TypedDict):
    code: str
    text: str
    result: str  # "Đạt", "Chưa đạt", "Không áp dụng"
    note: str


class TopicPart(TypedDict):
    title: str  # "1. Quản lý, điều hành"
    rows: list[AnswerLine]


class FindingLine(TypedDict):
    text: str
    remedy: str  # with the day; "" where none was named on the spot


class SignatureBox(TypedDict):
    title: str
    name: str
    note: str  # "Từ chối ký: …"
    image: list[int] | None  # the bytes of a small PNG


class InspectionMinutesData(TypedDict):
    """The minutes; "" leaves a sentence out."""

    parent: list[str]
    agency: list[str]
    place: str
    date: dt.date
    about: str
    grounds: list[str]
    opened: str
    closed: str
    venue: str
    team: list[TeamLine]
    producer: str
    producer_side: str
    product: str
    certificate: str
    topics: list[TopicPart]
    samples: list[str]
    findings: list[FindingLine]
    team_opinion: str
    producer_opinion: str
    reply: str
    signatures: list[SignatureBox]
    sample: NotRequired[bool]


def render_inspection_minutes(data: InspectionMinutesData) -> bytes:
    """The minutes as PDF/A-2b. Raises PaperError."""
    return render_pdf("inspection-minutes", data, dated=data["date"])
