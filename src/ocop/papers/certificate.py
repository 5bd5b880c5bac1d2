"""Giấy chứng nhận sản phẩm OCOP (Điều 4 and 7, Quyết định 26/2026/QĐ-TTg)."""

import datetime as dt
from io import BytesIO
from typing import Literal, NotRequired, TypedDict

import segno

from ocop.papers.shapes import Signer
from ocop.papers.typesetting import render_pdf

MINISTRY = "Bộ Nông nghiệp và Môi trường"


class RecognisedBy(TypedDict):
    """The decision a certificate rests on."""

    number: str
    date: dt.date
    by: str


class CertificateData(TypedDict):
    """All that a certificate prints."""

    rank: Literal[3, 4, 5]
    issuer: str  # see `issuing_office`
    product: str
    producer: str
    place: str  # place of production
    product_code: str
    decision: RecognisedBy
    months: int  # of validity
    issued: dt.date
    expires: dt.date
    place_of_issue: str
    signer: Signer
    short_code: str
    check_address: str  # whole address, "https://…/c/3QX8R"
    qr_address: NotRequired[str]  # the same with a seal behind "#"; without it the QR has none
    sample: NotRequired[bool]


def issuing_office(rank: int, province: str) -> str:
    """Who issues: the people's committee of `province` ("tỉnh Đồng Tháp") for 3 and 4 stars,
    the ministry for 5 (Điều 4.1, QĐ 26/2026); none below. Raises ValueError.
    """
    if rank not in (3, 4, 5):
        raise ValueError(f"Hạng {rank} sao không có giấy chứng nhận (Điều 4.1a, QĐ 26/2026).")
    return MINISTRY if rank == 5 else f"Ủy ban nhân dân {province}"


def qr_svg(address: str) -> str:
    """The QR of an address, error level M, as SVG text without quiet zone (the template leaves it)."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, dark="#1e2a32", omitsize=True
    )
    return drawn.getvalue().decode()


def render_certificate(data: CertificateData) -> bytes:
    """The certificate as PDF/A-2b, dated by its issue. Raises PaperError."""
    return render_pdf(
        "certificate",
        {**data, "qr": qr_svg(data.get("qr_address", data["check_address"]))},
        dated=data["issued"],
    )
