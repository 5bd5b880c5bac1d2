"""The draft of a decision for the office to take to the leader: no number, no date (Điều 7.3.đ, e)."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Literal, cast

from ocop.councils.models import CouncilLevel, CouncilResult
from ocop.dossiers.models import Dossier
from ocop.kernel import clock
from ocop.law.instruments import instrument
from ocop.papers.decision import DecidedProduct, DecisionData
from ocop.places.models import Unit
from ocop.recognition.notice import OFFICE
from ocop.recognition.wording import lines_of
from ocop.register.product_codes import ProductCode

Rank = Literal[3, 4, 5]
Line = tuple[Dossier, CouncilResult]
DOTS = "………"  # where the office writes the number by hand
MONTHS = 36  # Điều 4.3
MINISTRY = "Bộ Nông nghiệp và Môi trường"


def draft_decision(
    lines: Sequence[Line],
    *,
    purpose: Literal["recognition", "approval"],
    unit: Unit | None,
    office: str = OFFICE,
    wording: Mapping[str, str] | None = None,
) -> DecisionData:
    """The decision of a province, or of the ministry (`unit` None), on these results.

    `office` proposes it and issues the certificates. Highest rank first, products by name. What the
    issuing body words itself (`recognition.wording`) stands instead of the usual words.
    """
    own = wording or {}
    year = f"năm {clock.today().year}"
    scope = f"của {unit.name_in_sentence} {year}" if unit else year
    usual = ["Ủy ban nhân dân", unit.name_in_sentence] if unit else [MINISTRY]
    agency = lines_of(own, "agency") or usual
    head = "Chủ tịch" if unit else "Bộ trưởng"
    return {
        "agency": agency,
        "number": None,
        "date": None,
        "place": own.get("place") or (unit.name if unit else "Hà Nội"),
        "recipients": lines_of(own, "recipients") or ["Như Điều 4;", "Lưu: VT."],
        "signer": {"title": [head]},
        "purpose": purpose,
        "sign": "QĐ-UBND" if unit else "QĐ-BNNMT",
        "about": f"Về việc {_ABOUT[purpose]} {scope}",
        "authority": f"{head} {' '.join(usual)}",
        "grounds": _grounds(lines, unit),
        "proposer": own.get("proposer")
        or (f"Giám đốc {office}" if unit else "cơ quan tham mưu quản lý OCOP"),
        "proposal": None,
        "scope": scope,
        "round": year,
        "months": min(
            (instrument(dossier.instrument).certificate_months for dossier, _ in lines),
            default=MONTHS,
        ),
        "office": own.get("office") or (office if unit else "cơ quan tham mưu quản lý OCOP"),
        "executors": " ".join(lines_of(own, "executors"))
        or (
            "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở có liên quan, "
            "Chủ tịch Ủy ban nhân dân các xã, phường"
            if unit
            else "Chánh Văn phòng Bộ, Thủ trưởng các đơn vị có liên quan"
        ),
        "groups": [
            {"rank": cast(Rank, rank), "rows": [_row(dossier, result) for dossier, result in rows]}
            for rank, rows in groupby(_in_order(lines, purpose), key=partial(_rank, purpose))
        ],
        "sample": any(dossier.product.is_sample for dossier, _ in lines),
    }


_ABOUT = {
    "recognition": "công nhận kết quả đánh giá, phân hạng sản phẩm OCOP",
    "approval": "phê duyệt kết quả đánh giá sản phẩm OCOP có tiềm năng đạt 5 sao",
}


def _grounds(lines: Sequence[Line], unit: Unit | None) -> list[str]:
    laws = dict.fromkeys(instrument(dossier.instrument) for dossier, _ in lines)
    sessions = dict.fromkeys(result.item.session for _, result in lines)
    return [
        *(["Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15"] if unit else []),
        *(
            f"Căn cứ Quyết định số {law.number} ngày {law.signed_on.day} tháng "
            f"{law.signed_on.month} năm {law.signed_on.year} của Thủ tướng Chính phủ {_small(law.title)}"
            for law in laws
        ),
        *(
            f"Căn cứ Biên bản số {session.minutes_number or DOTS} ngày {session.held_on:%d/%m/%Y} "
            f"của {session.council.name}"
            for session in sessions
        ),
    ]


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _rank(purpose: str, line: Line) -> int:
    return 5 if purpose == "approval" else line[1].star or 0


def _in_order(lines: Sequence[Line], purpose: str) -> list[Line]:
    return sorted(
        lines, key=lambda line: (-_rank(purpose, line), line[0].product.folded_name, line[0].pk)
    )


def _row(dossier: Dossier, result: CouncilResult) -> DecidedProduct:
    row: DecidedProduct = {
        "product": dossier.product.name,
        "code": _code(dossier, result),
        "producer": dossier.product.producer.name,
        "place": dossier.commune.full_name,
        "points": result.total,
    }
    if result.band_star == 5 and result.star != 5 and result.level == CouncilLevel.PROVINCE:
        row["note"] = "đủ 90 điểm, còn mức tối thiểu ***** chưa đạt."
    return row


def _code(dossier: Dossier, result: CouncilResult) -> str:
    serial = dossier.product.serial
    if serial is None:
        return ""
    return str(
        ProductCode(dossier.province.code, dossier.commune.code, serial, result.concluded_on.year)
    )
