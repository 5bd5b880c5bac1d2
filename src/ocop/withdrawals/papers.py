"""From cases to their papers: the draft decision and the letters, for the office to number and sign."""

from collections.abc import Sequence

from ocop.law import withdrawal as law
from ocop.papers.certificate import RecognisedBy
from ocop.papers.withdrawal import (
    WithdrawalDecisionData,
    WithdrawalNoticeData,
    WithdrawnCertificate,
)
from ocop.recognition.draft_decision import MINISTRY
from ocop.recognition.notice import OFFICE
from ocop.recognition.papers import decision_author
from ocop.register.models import Decision
from ocop.withdrawals import policy
from ocop.withdrawals.models import Withdrawal
from ocop.withdrawals.services.deciding import one_authority
from ocop.withdrawals.services.records import due_on

_LAW = "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ"


def draft_of_decision(cases: Sequence[Withdrawal]) -> WithdrawalDecisionData:
    """The decision of one authority on these cases, without number and date.

    Raises RefusedError where it would take two authorities.
    """
    unit = one_authority(cases)
    agency = ["Ủy ban nhân dân", unit.name_in_sentence] if unit else [MINISTRY]
    head = "Chủ tịch" if unit else "Bộ trưởng"
    office = OFFICE if unit else "cơ quan tham mưu quản lý OCOP"
    rows = [row_of(case) for case in cases]
    return {
        "agency": agency,
        "number": None,
        "date": None,
        "place": unit.name if unit else "Hà Nội",
        "recipients": [
            "Như Điều 4;",
            "Ủy ban nhân dân cấp xã nơi sản xuất;",
            "Cơ quan Quản lý thị trường;",
            "Lưu: VT.",
        ],
        "signer": {"title": [head]},
        "sign": "QĐ-UBND" if unit else "QĐ-BNNMT",
        "about": "Về việc thu hồi giấy chứng nhận sản phẩm OCOP",
        "authority": f"{head} {' '.join(agency)}",
        "grounds": [
            *(["Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15"] if unit else []),
            _LAW,
            *(f"Căn cứ {row['conclusion']}" for row in rows),
        ],
        "proposer": f"Giám đốc {office}" if unit else office,
        "office": office,
        "executors": "Chánh Văn phòng, Thủ trưởng các cơ quan, đơn vị có liên quan",
        "rows": rows,
        "sample": any(case.certificate.recognition.product.is_sample for case in cases),
    }


def letter_to_producer(case: Withdrawal) -> WithdrawalNoticeData:
    """The letter that asks the producer to answer; after the decision, the one that tells it."""
    province = policy.province_of(case.certificate)
    ministrys = policy.is_the_ministrys(case.certificate)
    local = province is not None and not ministrys
    office = OFFICE if local else "Cơ quan tham mưu quản lý OCOP"
    parent = ["Ủy ban nhân dân", province.name_in_sentence] if local and province else [MINISTRY]
    return {
        "parent": parent,
        "agency": [office],
        "number": None,
        "date": None,
        "place": province.name if local and province else "Hà Nội",
        "recipients": ["Như trên;", "Ủy ban nhân dân cấp xã;", "Lưu: VT."],
        "signer": {"title": ["Giám đốc" if local else "Thủ trưởng đơn vị"]},
        "sign": "TB",
        "row": row_of(case),
        "note": case.note,
        "reply_due_on": case.reply_due_on,
        "due_on": due_on(case),
        "decision": _decision(case.decision) if case.decision else None,
        "contact": f"Cần hỏi thêm, chủ thể liên hệ {office}",
        "sample": case.certificate.recognition.product.is_sample,
    }


def row_of(case: Withdrawal) -> WithdrawnCertificate:
    """One certificate with its ground in the decree's words."""
    certificate = case.certificate
    product = certificate.recognition.product
    commune = product.current_commune or product.commune
    return {
        "product": product.name,
        "producer": product.producer.name,
        "place": commune.full_name,
        "star": certificate.recognition.star,
        "certificate": certificate.number,
        "issued_on": certificate.issued_on,
        "ground": f"Điểm {case.ground} khoản 1 Điều 8: {law.grounds()[case.ground].words}",
        "conclusion": f"văn bản số {case.conclusion_number} ngày "
        f"{case.concluded_on:%d/%m/%Y} của {case.conclusion_issuer}",
    }


def _decision(decision: Decision) -> RecognisedBy:
    province = decision.unit.full_name if decision.unit else ""
    return {
        "number": decision.number,
        "date": decision.signed_on,
        "by": decision_author({"issuer_level": decision.level, "issuer_province": province}),
    }
