"""The notice of a result (Điều 7.3.g): what it says, and how it is read back from the record."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings

from ocop.councils.models import CouncilResult
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState
from ocop.kernel.models import Snapshot
from ocop.law.loading import load_rubric
from ocop.papers.certificate import RecognisedBy
from ocop.papers.result_notice import ResultNoticeData
from ocop.recognition.missing import Missing, missing_for
from ocop.recognition.papers import decision_author
from ocop.register.models import Certificate

OFFICE = "Sở Nông nghiệp và Môi trường"
ADVICE_LINES = 12
_REFERRED = frozenset({DossierState.FORWARDED, DossierState.IN_CENTRAL_COUNCIL})


@dataclass(frozen=True)
class NoticeHead:
    """What the office's registry and signature add; a draft has no number and no date yet."""

    number: str | None = None
    issued_on: dt.date | None = None
    agency: str = OFFICE
    signer_title: str = "Giám đốc"
    signer_name: str = ""


def notice_data(dossier: Dossier, result: CouncilResult, head: NoticeHead) -> ResultNoticeData:
    """Everything the notice says, for the draft's preview and for the record."""
    facts = json.loads(result.snapshot.content)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    province, commune = dossier.province, dossier.commune.name_in_sentence
    certificate, kept = _certificate(dossier, result), _kept(dossier)
    running = kept or certificate
    missing = _missing(dossier, result, facts)
    points = {"A": result.part_a, "B": result.part_b, "C": result.part_c}
    return {
        "parent": ["Ủy ban nhân dân", province.name_in_sentence],
        "agency": [head.agency],
        "number": head.number,
        "date": head.issued_on,
        "place": province.name,
        "recipients": ["Như trên;", "Lưu: VT."],
        "signer": {
            "title": [line.strip() for line in head.signer_title.split(",") if line.strip()],
            "name": head.signer_name,
        },
        "sign": "TB",
        "addressees": [dossier.product.producer.name, f"Ủy ban nhân dân {commune}"],
        "council": result.item.session.council.name,
        "held_on": result.item.session.held_on,
        "product": dossier.product.name,
        "code": certificate.product_code if certificate else "",
        "producer": dossier.product.producer.name,
        "production_place": f"{dossier.commune.full_name}, {province.name_in_sentence}",
        "parts": [
            {"code": part.code, "max": part.max, "points": points[part.code]}
            for part in rubric.parts
        ],
        "total": result.total,
        "band_star": result.band_star,
        "finding": finding(facts),
        "outcome": _outcome(dossier),
        "star": running.recognition.star if running else None,
        "decision": _decision(certificate) if certificate else None,
        "valid_until": running.expires_on if running else None,
        "check_address": _check_address(certificate) if certificate else "",
        "target_star": missing.star if missing else None,
        "points_needed": missing.points_needed if missing else None,
        "points_short": _short(missing.points_short) if missing else None,
        "missing": [
            {
                "criterion": mark.criterion,
                "name": mark.name,
                "given": mark.given,
                "needed": mark.needed,
                "star": mark.star,
            }
            for mark in (missing.marks if missing else ())
        ],
        "advice": [
            f"Tiêu chí {row['criterion']}: {row['text']}"
            for row in facts["comments"][:ADVICE_LINES]
        ],
        "contact": f"Cần hướng dẫn thêm, chủ thể liên hệ Ủy ban nhân dân {commune} "
        f"hoặc {head.agency}",
        "sample": dossier.product.is_sample,
    }


def frozen_notice(snapshot: Snapshot) -> ResultNoticeData:
    """The data of a notice as it was issued."""
    data: dict[str, Any] = json.loads(snapshot.content)
    for key in ("date", "held_on", "valid_until"):
        data[key] = _day(data[key])
    for key in ("total", "points_short"):
        data[key] = None if data[key] is None else Decimal(data[key])
    for part in data["parts"]:
        part["points"] = Decimal(part["points"])
    if data["decision"]:
        data["decision"]["date"] = _day(data["decision"]["date"])
    return data  # type: ignore[return-value]


def finding(facts: Mapping[str, Any]) -> str:
    """One sentence on what stands in the way, from a frozen result; "" where nothing does."""
    if facts["gates"]:
        return (
            "Dừng đánh giá: " + "; ".join(gate["text"].rstrip(".") for gate in facts["gates"]) + "."
        )
    if facts["blocked"]:
        codes = ", ".join(dict.fromkeys(row["criterion"] for row in facts["blocked"]))
        return f"Chưa được {facts['star'] + 1} sao vì mức tối thiểu chưa đạt ở tiêu chí {codes}."
    return ""


def _outcome(dossier: Dossier) -> Any:
    if dossier.state == DossierState.RECOGNISED:
        return "recognised"
    if dossier.state == DossierState.NOT_UPGRADED:
        return "kept"
    return "referred" if dossier.state in _REFERRED else "not_recognised"


def _kept(dossier: Dossier) -> Certificate | None:
    """The certificate that goes on where an upgrade did not rise."""
    if dossier.state != DossierState.NOT_UPGRADED or dossier.builds_on is None:
        return None
    return getattr(dossier.builds_on, "certificate", None)


def _missing(dossier: Dossier, result: CouncilResult, facts: Mapping[str, Any]) -> Missing | None:
    """Below three stars what three take; otherwise what the next star takes."""
    outcome = _outcome(dossier)
    if facts["gates"] or outcome == "referred" or result.star == 5:
        return None
    star = 3 if outcome == "not_recognised" else (result.star or 2) + 1
    if outcome == "kept" and dossier.builds_on is not None:
        star = dossier.builds_on.star + 1
    return missing_for(star, load_rubric(dossier.instrument, dossier.set_number), facts)


def _certificate(dossier: Dossier, result: CouncilResult) -> Certificate | None:
    """The certificate given on this result."""
    if dossier.state != DossierState.RECOGNISED:
        return None
    return (
        Certificate.objects.filter(
            recognition__product=dossier.product_id,
            recognition__kind=dossier.kind,
            recognition__total=result.total,
            issued_on__gte=result.concluded_on,
        )
        .select_related("recognition__decision__unit")
        .order_by("pk")
        .first()
    )


def _decision(certificate: Certificate) -> RecognisedBy:
    decision = certificate.recognition.decision
    assert decision is not None
    province = decision.unit.full_name if decision.unit else ""
    return {
        "number": decision.number,
        "date": decision.signed_on,
        "by": decision_author({"issuer_level": decision.level, "issuer_province": province}),
    }


def _check_address(certificate: Certificate) -> str:
    return f"{settings.OCOP_PUBLIC_ADDRESS}/c/{certificate.short_code}"


def _short(points: Fraction) -> Decimal | None:
    """Points missing, to two places and never rounded down to nothing."""
    hundredths = -(-points * 100 // 1)
    return Decimal(int(hundredths)) / 100 if points else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
