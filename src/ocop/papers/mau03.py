"""Mẫu số 03: the commune's report on four contents of a dossier (Điều 7.2b, QĐ 26/2026)."""

import datetime as dt
from typing import NotRequired, TypedDict

from ocop.papers.shapes import Letterhead, Representative
from ocop.papers.typesetting import render_pdf


class ReportTable(TypedDict):
    """A small table under a content: heading, relative widths, rows of text."""

    head: list[str]
    widths: list[float]
    rows: list[list[str]]


class AssessedContent(TypedDict):
    """What the producer states and what the commune found; both end without a full stop or with."""

    stated: str
    found: str
    table: NotRequired[ReportTable]


class ReportProducer(TypedDict):
    name: str
    kind: str  # type of organisation
    address: str
    representative: Representative


class ReportProduct(TypedDict):
    name: str
    code: str  # "" while none is given
    registration: str  # "đăng ký lần đầu", "nâng hạng", "đánh giá lại"


class Mau03Data(Letterhead):
    """The commune's letterhead and the report; sign of the number: BC-UBND."""

    commune: str  # "Ủy ban nhân dân xã Tân Hộ Cơ"
    province: str  # "Ủy ban nhân dân tỉnh Đồng Tháp"
    producer: ReportProducer
    product: ReportProduct
    materials: AssessedContent
    labour: AssessedContent
    idea: AssessedContent
    identity: AssessedContent


def render_mau03(data: Mau03Data, *, dated: dt.date) -> bytes:
    """The report as PDF/A-2b. Raises PaperError."""
    return render_pdf("mau03", data, dated=dated)
