"""Mẫu số 02: báo cáo tự đánh giá về sản phẩm (Phụ lục III, QĐ 26/2026)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict

from ocop.papers.evidence_kinds import EVIDENCE_KINDS
from ocop.papers.shapes import Representative
from ocop.papers.typesetting import render_pdf

Held = Literal[
    "business_registration", "quality_declaration", "food_safety", "production_conditions"
]
Right = Literal["trademark", "collective_mark", "invention", "design", "copyright"]


class ReportingProducer(TypedDict):
    name: str
    kind: str
    address: str
    phone: str
    email: str
    representative: Representative
    founded: dt.date | None
    registration_number: str


class DescribedProduct(TypedDict):
    name: str
    description: str  # make-up and standards


class BusinessResults(TypedDict):
    """Part II, the four contents the form asks for."""

    production: str
    quality: str
    market: str
    business: str


class Remark(TypedDict):
    """Beside one criterion: what the producer describes, and the names of its evidence."""

    text: str
    evidence: list[str]


class SelfAssessmentData(TypedDict):
    """Mẫu 02; "" and None leave dots to fill in. Texts may have several lines."""

    producer: ReportingProducer
    product: DescribedProduct
    held: list[Held]
    rights: list[Right]
    other_right: str
    history: str
    organisation: str
    results: BusinessResults
    sheet: Mapping[str, Any]  # from `score_sheet.filled_sheet`
    legal_source: str
    remarks: Mapping[str, Remark]  # by the criterion's code
    attached: Mapping[str, list[str]]  # names of papers by the code of a kind of evidence
    changes: str | None  # upgrade and re-evaluation (Điều 6.1b, c); None for a first dossier
    plan: str
    place: str
    date: dt.date | None
    filed: str | None
    sample: NotRequired[bool]
    draft: NotRequired[bool]  # "BẢN NHÁP" across every page: not handed in


def render_self_assessment(data: SelfAssessmentData, *, dated: dt.date) -> bytes:
    """Mẫu 02 as PDF/A-2b. Raises PaperError, KeyError for an unknown kind of evidence."""
    unknown = data["attached"].keys() - {kind.code for kind in EVIDENCE_KINDS}
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    evidence = [
        {**kind._asdict(), "attached": data["attached"].get(kind.code, [])}
        for kind in EVIDENCE_KINDS
    ]
    return render_pdf("mau02", {**data, "evidence": evidence}, dated=dated)
