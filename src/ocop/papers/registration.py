"""Mẫu số 01: phiếu đăng ký đánh giá, phân hạng sản phẩm OCOP (Phụ lục III, QĐ 26/2026)."""

import datetime as dt
from typing import Literal, NotRequired, TypedDict

from ocop.papers.typesetting import render_pdf


class Receipt(TypedDict):
    """What an office writes when it takes the dossier in."""

    number: str  # "001-2026/PĐK-82-29929-2026"
    date: dt.date
    receiver: str


class Registrant(TypedDict):
    name: str
    representative: str
    position: str
    address: str
    phone: str
    email: str


class RegistrationData(TypedDict):
    """Mẫu 01; "" and None leave dots to fill in."""

    province: str  # "tỉnh Đồng Tháp"
    year: int
    producer: Registrant
    product: str
    classification: str  # sector, group, subgroup
    registration: Literal["first", "upgrade", "reevaluation"]
    samples: str  # "05 sản phẩm"
    place: str
    date: dt.date | None
    filed: str | None  # when it was filed in the software and its hash, a full sentence
    commune_receipt: Receipt | None
    province_receipt: Receipt | None
    sample: NotRequired[bool]
    draft: NotRequired[bool]  # "BẢN NHÁP" across every page: not handed in


def render_registration(data: RegistrationData, *, dated: dt.date) -> bytes:
    """Mẫu 01 as PDF/A-2b. Raises PaperError."""
    return render_pdf("mau01", data, dated=dated)
