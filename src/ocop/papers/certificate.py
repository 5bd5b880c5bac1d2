"""Giấy chứng nhận sản phẩm OCOP (Điều 4 and 7, Quyết định 26/2026/QĐ-TTg)."""

import datetime as dt
from base64 import b64encode
from io import BytesIO
from typing import Literal, NotRequired, TypedDict

import segno
from PIL import Image

from ocop.papers.shapes import Signer
from ocop.papers.typesetting import render_pdf

MINISTRY = "Bộ Nông nghiệp và Môi trường"


class RecognisedBy(TypedDict):
    """The decision a certificate rests on."""

    number: str
    date: dt.date
    by: str


class Emblem(TypedDict):
    """A picture the issuing office puts on its papers."""

    media_type: str  # "image/png", "image/jpeg" or "image/webp"
    content: bytes


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
    number: NotRequired[str]  # of the paper; certificates of before print none
    signed: NotRequired[dt.date]  # a later paper's own day; else `issued`
    edition: NotRequired[list[str]]  # "Cấp lại lần 1", "Thay giấy số … cấp ngày …"
    star_line: NotRequired[str]  # else "HẠNG 4 SAO"
    emblem: NotRequired[Emblem]
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


def emblem_svg(emblem: Emblem) -> str:
    """The picture within an SVG, which is text and so travels with the other data."""
    picture = Image.open(BytesIO(emblem["content"]))
    width, height = picture.size
    inside = f"data:{emblem['media_type']};base64,{b64encode(emblem['content']).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="{inside}"/></svg>'
    )


def render_certificate(data: CertificateData) -> bytes:
    """The certificate as PDF/A-2b, dated by its issue. Raises PaperError."""
    drawn: dict[str, object] = {
        **data,
        "qr": qr_svg(data.get("qr_address", data["check_address"])),
    }
    if "emblem" in data:
        drawn["emblem"] = emblem_svg(data["emblem"])
    return render_pdf("certificate", drawn, dated=data.get("signed", data["issued"]))
