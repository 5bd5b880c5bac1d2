"""Mẫu số 03 (Phụ lục III QĐ 26/2026/QĐ-TTg): the facts it freezes, and the data its paper prints."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ocop.dossiers.models import CommuneAssessment, Dossier, Receipt, Submission
from ocop.dossiers.queries import submission_content
from ocop.dossiers.rules.assessment import CONTENTS, Content, criteria_of
from ocop.law.loading import load_rubric
from ocop.law.rubric import Rubric

REGISTRATIONS = {
    "first": "đăng ký đánh giá lần đầu",
    "upgrade": "đăng ký đánh giá nâng hạng",
    "reevaluation": "đăng ký đánh giá, phân hạng lại",
}


def stated(content: Content, rubric: Rubric, submitted: Mapping[str, Any]) -> str:
    """What the producer itself wrote of one content, from the criteria that ask for it."""
    names = {leaf.code: leaf.name for leaf in rubric.leaves}
    answers = submitted.get("answers", {})
    return " ".join(
        f"{words.rstrip('.')}."
        for code in criteria_of(content, names)
        if (words := (answers.get(code) or {}).get("description", "").strip())
    )


def report_content(
    *,
    dossier: Dossier,
    submission: Submission,
    receipt: Receipt,
    assessment: CommuneAssessment,
) -> dict[str, object]:
    """Everything Mẫu số 03 says, as frozen with the proposal; also the draft's preview."""
    submitted: Mapping[str, Any] = submission_content(submission)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    return {
        "dossier": dossier.pk,
        "kind": dossier.kind,
        "instrument": dossier.instrument,
        "set": dossier.set_number,
        "submission_sha256": submission.snapshot.sha256,
        "receipt_number": receipt.number,
        "received_on": receipt.received_on,
        "samples": receipt.samples,
        "producer": submitted["producer"],
        "product": submitted["product"],
        "commune": {"code": dossier.commune.code, "name": dossier.commune.name_in_sentence},
        "province": {"code": dossier.province.code, "name": dossier.province.name_in_sentence},
        "contents": {
            content.field: {
                "stated": stated(content, rubric, submitted),
                "found": getattr(assessment, content.field),
            }
            for content in CONTENTS
        },
        "is_complete": assessment.is_complete,
        "meeting_held_on": assessment.meeting_held_on,
        "report_number": assessment.report_number,
        "letter_number": assessment.letter_number,
        "reported_on": assessment.reported_on,
        "signer_title": assessment.signer_title,
        "signer_name": assessment.signer_name,
        "is_sample": submitted["producer"]["is_sample"],
    }


def paper_data(content: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the paper `mau03` from a content read back from JSON; empty text prints dots."""
    producer, product = content["producer"], content["product"]
    commune = content["commune"]["name"]
    contents, reported_on = content["contents"], content["reported_on"]
    return {
        "agency": ["Ủy ban nhân dân", commune],
        "number": content["report_number"] or None,
        "date": dt.date.fromisoformat(reported_on) if reported_on else None,
        "place": content["commune"]["name"].split(" ", 1)[1],
        "producer": {
            "name": producer["name"],
            "kind": producer["legal_form_name"],
            "address": producer["address"],
            "representative": {
                "name": producer["representative_name"],
                "sex": producer["representative_sex"],
                "ethnicity": producer["representative_ethnicity"],
                "residence": producer["representative_address"],
            },
        },
        "product": {
            "name": product["name"],
            "registration": REGISTRATIONS[content["kind"]],
            "code": "",
        },
        "commune": f"Ủy ban nhân dân {commune}",
        "province": f"Ủy ban nhân dân {content['province']['name']}",
        "materials": contents["local_materials"],
        "labour": contents["local_labour"],
        "idea": contents["idea_origin"],
        "identity": contents["local_identity"],
        "recipients": [f"Ủy ban nhân dân {content['province']['name']}", "Lưu: VT"],
        "signer": {
            "title": ["TM. Ủy ban nhân dân", *_lines(content["signer_title"])],
            "name": content["signer_name"],
        },
        "sample": content["is_sample"],
    }


def _lines(title: str) -> list[str]:
    """ "KT. Chủ tịch, Phó Chủ tịch" takes a line for each capacity."""
    return [part.strip() for part in title.split(",") if part.strip()]
