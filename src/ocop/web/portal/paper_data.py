"""From the content of a dossier to the data of Mẫu số 01 and 02."""

import datetime as dt
from collections.abc import Mapping

from ocop.config.law import law_settings
from ocop.dossiers.models import Receipt, Submission
from ocop.dossiers.rules.content import SubmissionContent
from ocop.law.classification import product_class
from ocop.law.instruments import instrument
from ocop.law.loading import load_rubric
from ocop.law.scoring import score_sheet
from ocop.papers.registration import Receipt as ReceiptData
from ocop.papers.registration import RegistrationData
from ocop.papers.score_sheet import filled_sheet
from ocop.papers.self_assessment import SelfAssessmentData
from ocop.web.design.figures import date, moment


def registration_data(
    content: SubmissionContent,
    submission: Submission | None,
    receipts: Mapping[str, Receipt],
) -> RegistrationData:
    """Mẫu số 01; a draft has no date and is marked as one."""
    producer, product = content["producer"], content["product"]
    samples = content["samples"]
    return {
        "province": _small(product["province"]),
        "year": dt.date.fromisoformat(content["submitted_on"]).year,
        "producer": {
            "name": producer["name"],
            "representative": producer["representative_name"],
            "position": producer["representative_title"],
            "address": producer["address"],
            "phone": producer["phone"],
            "email": producer["email"],
        },
        "product": product["name"],
        "classification": product_class(product["leaf"]).path,
        "registration": content["kind"],  # type: ignore[typeddict-item]
        "samples": f"{samples:02d} sản phẩm" if samples else "",
        "place": product["commune"],
        "date": _day(content["submitted_on"]) if submission else None,
        "filed": _filed(submission),
        "commune_receipt": _receipt(receipts.get(Receipt.Desk.COMMUNE)),
        "province_receipt": _receipt(receipts.get(Receipt.Desk.PROVINCE)),
        "sample": producer["is_sample"],
        "draft": submission is None,
    }


def self_assessment_data(
    content: SubmissionContent, submission: Submission | None
) -> SelfAssessmentData:
    """Mẫu số 02, its four parts with the sheet and the table of evidence."""
    producer, texts = content["producer"], content["texts"]
    rubric = load_rubric(content["instrument"], content["set"])
    source = instrument(content["instrument"])
    kinds = {row["paper"]["kind"] for row in content["evidence"]}
    cases = {c: a["case"] for c, a in content["answers"].items() if a["case"] is not None}
    options = {c: a["option"] for c, a in content["answers"].items()}
    score = score_sheet(rubric, options, cases, settings=law_settings())
    return {
        "producer": {
            "name": producer["name"],
            "kind": producer["legal_form_name"],
            "address": producer["address"],
            "phone": producer["phone"],
            "email": producer["email"],
            "representative": {
                "name": producer["representative_name"],
                "sex": producer["representative_sex"],
                "ethnicity": producer["representative_ethnicity"],
                "residence": producer["representative_address"],
            },
            "founded": _day(producer["founded_on"] or producer["registered_on"]),
            "registration_number": producer["registration_number"],
        },
        "product": {
            "name": content["product"]["name"],
            "description": content["product"]["description"],
        },
        "held": [
            key
            for kind, key in (
                ("business_registration", "business_registration"),
                ("quality_declaration", "quality_declaration"),
                ("production_certificate", "production_conditions"),
            )
            if kind in kinds
        ],
        "rights": [],
        "other_right": _rights(content),
        "history": producer["description"],
        "organisation": producer["organisation"],
        "results": {
            "production": texts["results_production"],
            "quality": texts["results_quality"],
            "market": texts["results_market"],
            "business": texts["results_business"],
        },
        "sheet": filled_sheet(score),
        "legal_source": f"Phụ lục II, Quyết định số {source.number} ngày {date(source.signed_on)}",
        "remarks": {
            code: {"text": answer["description"], "evidence": _titles(content, criterion=code)}
            for code, answer in content["answers"].items()
        },
        "attached": {kind: _titles(content, kind=kind) for kind in sorted(kinds)},
        "changes": texts["changes"] if content["kind"] != "first" else None,
        "plan": texts["plan"],
        "place": content["product"]["commune"],
        "date": _day(content["submitted_on"]) if submission else None,
        "filed": _filed(submission),
        "sample": producer["is_sample"],
        "draft": submission is None,
    }


def _titles(
    content: SubmissionContent, *, criterion: str | None = None, kind: str | None = None
) -> list[str]:
    """Names of the papers at one criterion or of one kind, each once."""
    names = [
        f"{row['paper']['title']} số {row['paper']['number']}"
        if row["paper"]["number"]
        else row["paper"]["title"]
        for row in content["evidence"]
        if criterion in (None, row["criterion"]) and kind in (None, row["paper"]["kind"])
    ]
    return list(dict.fromkeys(names))


def _rights(content: SubmissionContent) -> str:
    """The vault does not tell the kinds of rights apart: their papers are named."""
    return "; ".join(_titles(content, kind="intellectual_property"))


def _filed(submission: Submission | None) -> str | None:
    if submission is None:
        return None
    return (
        f"Nộp trên Sổ OCOP lúc {moment(submission.submitted_at)}, lần {submission.number}. "
        f"Mã kiểm tra SHA-256: {submission.snapshot.sha256}."
    )


def _receipt(receipt: Receipt | None) -> ReceiptData | None:
    if receipt is None:
        return None
    by = receipt.received_by.full_name if receipt.received_by else ""
    return {"number": receipt.number, "date": receipt.received_on, "receiver": by}


def _small(unit: str) -> str:
    """ "Tỉnh Đồng Tháp" inside a sentence: "tỉnh Đồng Tháp"."""
    return unit[:1].lower() + unit[1:]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
