"""One complete set of data for each paper; every name is marked as a sample."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ocop.law.loading import load_rubric
from ocop.law.rubric import Rubric
from ocop.law.scoring import SheetScore
from ocop.law.scoring import score_sheet as law_score
from ocop.papers.certificate import CertificateData, issuing_office
from ocop.papers.decision import DecisionData
from ocop.papers.mau03 import Mau03Data
from ocop.papers.minutes import MinutesData
from ocop.papers.registration import RegistrationData
from ocop.papers.result_notice import ResultNoticeData
from ocop.papers.score_sheet import ScoreSheetData, filled_sheet
from ocop.papers.self_assessment import SelfAssessmentData

DAY = dt.date(2026, 8, 5)
SOURCE = "Phụ lục II, Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ"
COMMUNE = "Ủy ban nhân dân xã Tân Hộ Cơ"
PROVINCE = "Ủy ban nhân dân tỉnh Đồng Tháp"
OFFICE = "Sở Nông nghiệp và Môi trường tỉnh Đồng Tháp"
REPRESENTATIVE = {
    "name": "Người đại diện (mẫu)",
    "sex": "Nữ",
    "ethnicity": "Kinh",
    "residence": "Ấp Mẫu, xã Tân Hộ Cơ, tỉnh Đồng Tháp",
}


def answered(rubric: Rubric, pick: str = "best") -> SheetScore:
    """The whole sheet scored with the best option everywhere, or with none."""
    cases = {leaf.code: leaf.cases[0].number for leaf in rubric.leaves if leaf.cases}
    answers = {}
    for leaf in rubric.leaves:
        best = max(leaf.option_lists[0][1], key=lambda option: option.points)
        answers[leaf.code] = best.number if pick == "best" else 0
    return law_score(rubric, answers, cases)


def certificate(rank: int = 4, **changes: Any) -> CertificateData:
    chair, minister = (
        "Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp",
        "Bộ trưởng Bộ Nông nghiệp và Môi trường",
    )
    data: dict[str, Any] = {
        "rank": rank,
        "issuer": issuing_office(rank, "tỉnh Đồng Tháp"),
        "product": "Khô cá lóc (mẫu)",
        "producer": "Cơ sở sản xuất khô (mẫu)",
        "place": "Ấp Mẫu, xã Tân Hộ Cơ, tỉnh Đồng Tháp",
        "product_code": "82-29929-003-2026",
        "decision": {"number": "1234/QĐ-UBND", "date": DAY, "by": minister if rank == 5 else chair},
        "months": 36,
        "issued": DAY,
        "expires": dt.date(2029, 8, 5),
        "place_of_issue": "Hà Nội" if rank == 5 else "Đồng Tháp",
        "signer": {"title": ["KT. Chủ tịch", "Phó Chủ tịch"]},
        "short_code": "7KQ2M",
        "check_address": "https://ocop.example/c/7KQ2M",
        "sample": True,
    }
    return {**data, **changes}  # type: ignore[return-value]


def score_sheet(number: int = 8, pick: str = "best", **changes: Any) -> ScoreSheetData:
    rubric = load_rubric("qd26-2026", number)
    data: dict[str, Any] = {
        "sheet": filled_sheet(answered(rubric, pick)),
        "legal_source": SOURCE,
        "number": "04/11",
        "council": "Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Đồng Tháp",
        "member": "Ủy viên Hội đồng, đại diện Sở Công Thương",
        "product": "Khô cá lóc (mẫu)",
        "code": "82-29929-003-2026",
        "producer": {
            "name": "Cơ sở sản xuất khô (mẫu)",
            "phone": "0277 000 0000",
            "address": "Ấp Mẫu, xã Tân Hộ Cơ, tỉnh Đồng Tháp",
        },
        "band": "5 sao (từ 90 đến 100 điểm)",
        "minimum": "Đạt mọi mức tối thiểu đến hạng 5 sao.",
        "opinion": "Sản phẩm ngon, bao bì sạch, nhãn đủ.",
        "place": "Đồng Tháp",
        "date": DAY,
        "sample": True,
    }
    return {**data, **changes}  # type: ignore[return-value]


def mau03(**changes: Any) -> Mau03Data:
    data: dict[str, Any] = {
        "agency": ["Ủy ban nhân dân", "xã Tân Hộ Cơ"],
        "number": "57/BC-UBND",
        "date": DAY,
        "place": "Tân Hộ Cơ",
        "recipients": ["UBND tỉnh Đồng Tháp;", "Cơ sở sản xuất khô (mẫu);", "Lưu: VT, KT."],
        "signer": {"title": ["TM. Ủy ban nhân dân", "Chủ tịch"]},
        "commune": COMMUNE,
        "province": PROVINCE,
        "producer": {
            "name": "Cơ sở sản xuất khô (mẫu)",
            "kind": "Hộ gia đình có đăng ký kinh doanh",
            "address": "Ấp Mẫu, xã Tân Hộ Cơ, tỉnh Đồng Tháp",
            "representative": REPRESENTATIVE,
        },
        "product": {
            "name": "Khô cá lóc (mẫu)",
            "code": "82-29929-003-2026",
            "registration": "đăng ký lần đầu",
        },
        "materials": {
            "stated": "cá lóc mua của 12 hộ nuôi trong xã và 03 hộ của xã lân cận theo hợp đồng.",
            "found": "100% nguyên liệu có nguồn gốc trong tỉnh, trong đó 79,95% trong xã.",
            "table": {
                "head": ["Nguồn nguyên liệu", "Số hộ", "Sản lượng (tấn)", "Tỷ lệ (%)"],
                "widths": [3, 1, 1.5, 1.2],
                "rows": [["Trong xã", "12", "30,7", "79,95"], ["Xã khác", "03", "7,7", "20,05"]],
            },
        },
        "labour": {
            "stated": "14 lao động thường xuyên, 11 người thường trú trong xã.",
            "found": "danh sách lao động khớp với dữ liệu cư trú; tỷ lệ 78,57% (11/14 người).",
        },
        "idea": {
            "stated": "nghề làm khô cá lóc của gia đình từ mùa nước nổi năm 1998.",
            "found": "là sản phẩm truyền thống của địa phương.",
        },
        "identity": {
            "stated": "cá nuôi ao theo nước lũ, ướp muối hột và ớt hiểm, phơi hai nắng.",
            "found": "cách chọn cá, tỷ lệ ướp và thời gian phơi là kinh nghiệm của cộng đồng.",
        },
        "sample": True,
    }
    return {**data, **changes}  # type: ignore[return-value]


def registration(**changes: Any) -> RegistrationData:
    data: dict[str, Any] = {
        "province": "tỉnh Đồng Tháp",
        "year": 2026,
        "producer": {
            "name": "Cơ sở sản xuất khô (mẫu)",
            "representative": "Người đại diện (mẫu)",
            "position": "Chủ cơ sở",
            "address": "Ấp Mẫu, xã Tân Hộ Cơ, tỉnh Đồng Tháp",
            "phone": "0277 000 0000",
            "email": "",
        },
        "product": "Khô cá lóc (mẫu)",
        "classification": "Thực phẩm; Thực phẩm chế biến; Chế biến từ thịt, trứng, sữa, thủy sản, các sản phẩm từ mật ong, mật khác và nông sản thực phẩm khác",
        "registration": "first",
        "samples": "05 sản phẩm",
        "place": "Tân Hộ Cơ",
        "date": DAY,
        "filed": "Nộp trên phần mềm lúc 09 giờ 12 ngày 05/8/2026; mã nội dung 3f2a9c41.",
        "commune_receipt": {
            "number": "003-2026/PĐK-82-29929-2026",
            "date": DAY,
            "receiver": "Cán bộ xã (mẫu)",
        },
        "province_receipt": None,
        "sample": True,
    }
    return {**data, **changes}  # type: ignore[return-value]


def self_assessment(number: int = 8, **changes: Any) -> SelfAssessmentData:
    rubric = load_rubric("qd26-2026", number)
    first = rubric.leaves[0].code
    data: dict[str, Any] = {
        "producer": {
            "name": "Cơ sở sản xuất khô (mẫu)",
            "kind": "Hộ gia đình có đăng ký kinh doanh",
            "address": "Ấp Mẫu, xã Tân Hộ Cơ, tỉnh Đồng Tháp",
            "phone": "0277 000 0000",
            "email": "mau@ocop.example",
            "representative": REPRESENTATIVE,
            "founded": dt.date(2012, 2, 9),
            "registration_number": "51A8000000",
        },
        "product": {
            "name": "Khô cá lóc (mẫu)",
            "description": "Túi hút chân không 500 g.\nTiêu chuẩn cơ sở TCCS 01:2025.",
        },
        "held": ["business_registration", "food_safety"],
        "rights": ["trademark"],
        "other_right": "",
        "history": "Năm 1998 bán ở chợ xã.\nNăm 2012 đăng ký hộ kinh doanh.",
        "organisation": "Chủ cơ sở, 02 tổ sản xuất.",
        "results": {
            "production": "Liên kết 15 hộ nuôi, nhà sấy năng lượng mặt trời.",
            "quality": "Đổi bao bì hút chân không.",
            "market": "Hai hệ thống siêu thị và chợ trong tỉnh.",
            "business": "Doanh thu năm 2025: 4.200.000.000 đồng.",
        },
        "sheet": filled_sheet(answered(rubric)),
        "legal_source": SOURCE,
        "remarks": {
            first: {"text": "Mua của 15 hộ theo hợp đồng.", "evidence": ["Hợp đồng mua cá 2026"]}
        },
        "attached": {
            "business_registration": ["Giấy chứng nhận đăng ký hộ kinh doanh"],
            "test_reports": ["Phiếu kiểm nghiệm 3/2026", "Phiếu kiểm nghiệm 9/2025"],
        },
        "changes": None,
        "plan": "Mở thêm 01 nhà sấy.\nĐăng ký mã vùng nuôi.",
        "place": "Tân Hộ Cơ",
        "date": DAY,
        "filed": None,
        "sample": True,
    }
    return {**data, **changes}  # type: ignore[return-value]


def minutes(**changes: Any) -> MinutesData:
    bodies = ["Sở Công Thương", "Sở Y tế", "Sở Khoa học và Công nghệ"]
    members = [
        {
            "body": PROVINCE,
            "role": "Chủ tịch Hội đồng",
            "present": True,
            "reason": "",
            "short": "Chủ tịch Hội đồng",
        },
        *(
            {"body": b, "role": "Ủy viên", "present": True, "reason": "", "short": b}
            for b in bodies
        ),
        {
            "body": "Đơn vị trồng trọt",
            "role": "Ủy viên",
            "present": False,
            "reason": "có lý do",
            "short": "Đơn vị trồng trọt",
        },
    ]
    data: dict[str, Any] = {
        "parent": ["Ủy ban nhân dân", "tỉnh Đồng Tháp"],
        "agency": ["Hội đồng đánh giá,", "phân hạng sản phẩm OCOP"],
        "number": "02/BB-HĐ",
        "date": DAY,
        "about": "Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Đồng Tháp đợt 1 năm 2026",
        "opened": "08 giờ 00",
        "closed": "16 giờ 30 cùng ngày",
        "venue": "Phòng họp số 2",
        "chair": "Chủ tịch Hội đồng",
        "secretary": "Thư ký Hội đồng",
        "quorum": "Hội đồng có 05 thành viên; dự họp 04/05 (80%), đủ điều kiện họp theo Quy chế (ít nhất 75%).",
        "members": members,
        "guests": "",
        "conflicts": "không có.",
        "steps": ["Thư ký thông báo thành phần.", "Thành viên chấm điểm độc lập."],
        "scoring_rule": "Điểm sản phẩm là trung bình cộng của các phiếu.",
        "results": [
            {
                "product": "Khô cá lóc (mẫu)",
                "producer": "Cơ sở sản xuất khô (mẫu)",
                "code": "82-29929-003-2026",
                "sheets": 3,
                "average": Fraction(232, 3),
                "low": Decimal("75"),
                "high": Decimal("79.5"),
                "spread": Decimal("4.5"),
                "band_star": 4,
                "proposal": "3 sao",
                "reason": "02/03 phiếu chọn mức 1 điểm ở tiêu chí 1.5, hạng 4 sao cần mức 2 điểm.",
            }
        ],
        "opinions": [{"by": "Sở Y tế", "text": "phiếu kiểm nghiệm còn hạn."}],
        "conclusions": ["Đề nghị công nhận 01 sản phẩm hạng 3 sao."],
        "vote": "04/04 thành viên dự họp tán thành.",
        "recipients": ["Thành viên Hội đồng;", "Lưu: VT, Hồ sơ."],
        "sample": True,
    }
    return {**data, **changes}  # type: ignore[return-value]


def decision(**changes: Any) -> DecisionData:
    row = {
        "product": "Khô cá lóc (mẫu)",
        "code": "82-29929-003-2026",
        "producer": "Cơ sở sản xuất khô (mẫu)",
        "place": "Xã Tân Hộ Cơ",
        "points": Decimal("77.345"),
    }
    low = {
        **row,
        "product": "Mắm cá linh (mẫu)",
        "points": Decimal("61.5"),
        "note": "Đủ điểm 3 sao.",
    }
    data: dict[str, Any] = {
        "agency": ["Ủy ban nhân dân", "tỉnh Đồng Tháp"],
        "number": "1234/QĐ-UBND",
        "date": DAY,
        "place": "Đồng Tháp",
        "recipients": ["Như Điều 3;", "Lưu: VT."],
        "signer": {"title": ["KT. Chủ tịch", "Phó Chủ tịch"]},
        "purpose": "recognition",
        "sign": "QĐ-UBND",
        "about": "Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP tỉnh Đồng Tháp đợt 1 năm 2026",
        "authority": "Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp",
        "grounds": [
            "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
            "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ",
        ],
        "proposer": "Giám đốc Sở Nông nghiệp và Môi trường",
        "proposal": {"number": "321/TTr-SNNMT", "date": dt.date(2026, 7, 28)},
        "scope": "của tỉnh Đồng Tháp đợt 1 năm 2026",
        "round": "đợt 1 năm 2026",
        "months": 36,
        "office": "Sở Nông nghiệp và Môi trường",
        "executors": "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở có liên quan",
        "groups": [{"rank": 4, "rows": [row]}, {"rank": 3, "rows": [low]}],
        "sample": True,
    }
    return {**data, **changes}  # type: ignore[return-value]


def result_notice(**changes: Any) -> ResultNoticeData:
    data: dict[str, Any] = {
        "parent": ["Ủy ban nhân dân", "tỉnh Đồng Tháp"],
        "agency": ["Sở Nông nghiệp và Môi trường"],
        "number": None,
        "date": None,
        "place": "Đồng Tháp",
        "recipients": ["Như trên;", "Lưu: VT."],
        "signer": {"title": ["KT. Giám đốc", "Phó Giám đốc"]},
        "sign": "TB-SNNMT",
        "addressees": ["Cơ sở sản xuất khô (mẫu)", COMMUNE],
        "council": "Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Đồng Tháp",
        "held_on": dt.date(2026, 6, 24),
        "product": "Rượu mơ ngâm (mẫu)",
        "code": "82-28306-002-2026",
        "producer": "Cơ sở sản xuất khô (mẫu)",
        "production_place": "Xã Tân Hộ Cơ, tỉnh Đồng Tháp",
        "parts": [
            {"code": "A", "max": 40, "points": Decimal("20.5")},
            {"code": "B", "max": 25, "points": Decimal("10")},
            {"code": "C", "max": 35, "points": Decimal("17.3")},
        ],
        "total": Decimal("47.8"),
        "band_star": 2,
        "finding": "Sản phẩm còn thiếu hai mức tối thiểu của hạng 3 sao.",
        "outcome": "not_recognised",
        "star": None,
        "decision": None,
        "valid_until": None,
        "check_address": "",
        "target_star": 3,
        "points_needed": 50,
        "points_short": Decimal("2.2"),
        "missing": [
            {
                "criterion": "2.3",
                "name": "Bao bì sản phẩm",
                "given": "Chưa đạt mức nào",
                "needed": "Mức 1 điểm: Có bao bì đơn giản",
                "star": 3,
            },
            {
                "criterion": "8",
                "name": "Công bố chất lượng sản phẩm",
                "given": "Mức 1 điểm",
                "needed": "Mức 2 điểm: Có bản công bố",
                "star": 3,
            },
        ],
        "advice": ["bổ sung bản công bố chất lượng."],
        "contact": "Cần hướng dẫn thêm, chủ thể liên hệ Ủy ban nhân dân xã hoặc Sở Nông nghiệp và Môi trường",
        "sample": True,
    }
    return {**data, **changes}  # type: ignore[return-value]
