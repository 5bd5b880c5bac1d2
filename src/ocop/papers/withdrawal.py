"""Quyết định thu hồi and its letters to the producer (Điều 8, QĐ 26/2026)."""

import datetime as dt
from typing import TypedDict

from ocop.papers.certificate import RecognisedBy
from ocop.papers.shapes import Letterhead
from ocop.papers.typesetting import render_pdf


class WithdrawnCertificate(TypedDict):
    product: str
    producer: str
    place: str
    star: int
    certificate: str  # its number
    issued_on: dt.date
    ground: str  # "Điểm b khoản 1 Điều 8: Sản phẩm OCOP không còn …"
    conclusion: str  # "Kết luận số 15/KL ngày 01/11/2026 của …"


class WithdrawalDecisionData(Letterhead):
    """The draft of the decision; one or many certificates of one authority."""

    sign: str  # "QĐ-UBND", "QĐ-BNNMT"
    about: str
    authority: str  # "Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp"
    grounds: list[str]
    proposer: str
    office: str
    executors: str
    rows: list[WithdrawnCertificate]


class WithdrawalNoticeData(Letterhead):
    """To the producer: asked to answer, or (with `decision`) told of the withdrawal."""

    sign: str  # "TB"
    row: WithdrawnCertificate
    note: str
    reply_due_on: dt.date | None
    due_on: dt.date
    decision: RecognisedBy | None
    contact: str


def render_withdrawal_decision(data: WithdrawalDecisionData, *, dated: dt.date) -> bytes:
    """The decision as PDF/A-2b. Raises PaperError."""
    return render_pdf("withdrawal-decision", data, dated=dated)


def render_withdrawal_notice(data: WithdrawalNoticeData, *, dated: dt.date) -> bytes:
    """The letter to the producer as PDF/A-2b. Raises PaperError."""
    return render_pdf("withdrawal-notice", data, dated=dated)
