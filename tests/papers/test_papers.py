"""The forms and documents: their sentences, empty fields, and PDF/A marks."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ocop.law.evidence import evidence_kinds
from ocop.papers.decision import render_decision
from ocop.papers.evidence_kinds import EVIDENCE_KINDS
from ocop.papers.mau03 import render_mau03
from ocop.papers.minutes import render_minutes
from ocop.papers.registration import render_registration
from ocop.papers.result_notice import render_result_notice
from ocop.papers.self_assessment import render_self_assessment

from . import samples
from .pdf import packed, pdfa_faults, text_of

PAPERS: dict[str, tuple[Callable[..., bytes], Callable[..., Mapping[str, Any]]]] = {
    "mau01": (render_registration, samples.registration),
    "mau02": (render_self_assessment, samples.self_assessment),
    "mau03": (render_mau03, samples.mau03),
    "minutes": (render_minutes, samples.minutes),
    "decision": (render_decision, samples.decision),
    "result-notice": (render_result_notice, samples.result_notice),
}


def drawn(name: str, **changes: Any) -> bytes:
    render, sample = PAPERS[name]
    return render(sample(**changes), dated=samples.DAY)


def absent(text: str, *parts: str) -> list[str]:
    return [part for part in parts if packed(part) not in packed(text)]


@pytest.mark.parametrize("name", PAPERS)
def test_marks_of_pdfa_and_same_bytes_again(name: str) -> None:
    pdf = drawn(name)
    assert pdfa_faults(pdf) == []
    assert drawn(name) == pdf


@pytest.mark.parametrize("name", ["mau03", "minutes", "decision", "result-notice"])
def test_a_draft_leaves_room_for_number_and_date(name: str) -> None:
    text = text_of(drawn(name, number=None, date=None))
    assert "………/" in text
    assert "ngày …… tháng …… năm ………" in text


def test_mau01_has_the_sentences_of_the_form() -> None:
    text = text_of(drawn("mau01"))
    assert (
        absent(
            text,
            "PHIẾU ĐĂNG KÝ Tham gia đánh giá, phân hạng sản phẩm OCOP của tỉnh Đồng Tháp năm 2026",
            "- Tên đơn vị: Cơ sở sản xuất khô (mẫu)",
            "- Họ tên người đại diện pháp lý: Người đại diện (mẫu)",
            "- Chức vụ: Chủ cơ sở",
            "- Điện thoại: 0277 000 0000",
            "2. Tên sản phẩm: Khô cá lóc (mẫu)",
            "Lần đầu: √",
            "- Sản phẩm mẫu (số lượng): 05 sản phẩm",
            "Cam đoan những thông tin trong Phiếu đăng ký là đúng sự thật",
            "Phiếu số: 003-2026/PĐK-82-29929-2026 Ngày nhận: 05/8/2026",
            "Phiếu số: ……-……/PĐK-(Mã tỉnh)-(Mã xã)-(Năm)",
            "DÀNH CHO CƠ QUAN QUẢN LÝ OCOP CẤP TỈNH",
        )
        == []
    )


def test_mau02_has_four_parts_scores_and_evidence() -> None:
    text = text_of(drawn("mau02"))
    assert (
        absent(
            text,
            "1. Tên chủ thể: Cơ sở sản xuất khô (mẫu)",
            "- Giới tính: Nữ Dân tộc: Kinh",
            "a) Giấy đăng ký kinh doanh √",
            "+ Giấy chứng nhận đăng ký nhãn hiệu √",
            "Năm 1998 bán ở chợ xã. Năm 2012 đăng ký hộ kinh doanh.",
            "Phần II KẾT QUẢ THỰC HIỆN PHƯƠNG ÁN SẢN XUẤT KINH DOANH",
            "Tổng điểm tự đánh giá: 100/100 điểm (Phần A: 40/40; Phần B: 25/25; Phần C: 35/35)",
            "Mua của 15 hộ theo hợp đồng. - Hợp đồng mua cá 2026",
            "- Phiếu kiểm nghiệm 3/2026 - Phiếu kiểm nghiệm 9/2025",
            "Phần IV KẾ HOẠCH SẢN XUẤT, KINH DOANH",
            *(kind.name for kind in EVIDENCE_KINDS),
        )
        == []
    )
    assert "Những thay đổi" not in text


@pytest.mark.parametrize("number", [11, 26])
def test_mau02_shows_sub_criteria_and_cases(number: int) -> None:
    text = text_of(drawn("mau02", **samples.self_assessment(number)))
    expected = {11: ["6.1. Ngoại hình", "6.2.3. Vị nước"], 26: ["Trường hợp 1 (Dịch vụ du lịch do"]}
    assert absent(text, *expected[number]) == []


def test_mau02_of_an_upgrade_tells_the_changes() -> None:
    text = text_of(drawn("mau02", changes="Thêm dây chuyền đóng gói."))
    assert absent(text, "sau khi được công nhận OCOP Thêm dây chuyền đóng gói.") == []


def test_the_kinds_of_evidence_are_those_of_the_law() -> None:
    assert [kind.code for kind in EVIDENCE_KINDS] == [kind.code for kind in evidence_kinds()]


def test_mau02_refuses_an_unknown_kind_of_evidence() -> None:
    with pytest.raises(KeyError, match="giay_la"):
        drawn("mau02", attached={"giay_la": ["x"]})


def test_mau03_assesses_four_contents_and_proposes() -> None:
    text = text_of(drawn("mau03"))
    assert (
        absent(
            text,
            "Số: 57/BC-UBND",
            "1. Về sử dụng nguyên liệu địa phương",
            "2. Về sử dụng lao động địa phương",
            "3. Nguồn gốc ý tưởng sản phẩm",
            "4. Bản sắc, trí tuệ địa phương",
            "Trong xã 12 30,7 79,95",
            "- Đánh giá của Ủy ban nhân dân xã Tân Hộ Cơ: danh sách lao động khớp",
            "Ủy ban nhân dân xã Tân Hộ Cơ đề nghị Ủy ban nhân dân tỉnh Đồng Tháp đánh giá, phân hạng "
            "sản phẩm OCOP cho sản phẩm Khô cá lóc (mẫu) của Cơ sở sản xuất khô (mẫu)./.",
        )
        == []
    )


def test_minutes_round_half_up_and_name_the_absent() -> None:
    text = text_of(drawn("minutes"))
    assert absent(text, "77,33", "75,00 – 79,50", "4,50", "Vắng, có lý do", "V. KẾT LUẬN") == []


def test_decision_counts_and_rounds_by_itself() -> None:
    text = text_of(drawn("decision"))
    assert (
        absent(
            text,
            "cho 02 sản phẩm OCOP của tỉnh Đồng Tháp đợt 1 năm 2026, gồm 01 sản phẩm hạng 4 sao và 01 sản phẩm hạng 3 sao",
            "77,35",  # 77,345 half-up
            "có giá trị 36 tháng kể từ ngày 05/8/2026",
            "Tổng số: 02 sản phẩm của 01 chủ thể.",
            "* Mắm cá linh (mẫu): Đủ điểm 3 sao.",
        )
        == []
    )


def test_approval_goes_to_the_ministry_and_certifies_nothing() -> None:
    """Điều 7.3e: from 90 points the chairman approves the result and the dossier goes on."""
    group = {**samples.decision()["groups"][0], "rank": 5}
    text = text_of(drawn("decision", purpose="approval", groups=[group]))
    assert absent(text, "Phê duyệt kết quả đánh giá đối với 01 sản phẩm", "Trình Bộ") == []
    assert "Giấy chứng nhận" not in text


def test_notice_below_three_stars_tells_what_is_missing() -> None:
    """Điều 4.1a: no decision and no certificate; Điều 7.3g: told in writing."""
    text = text_of(drawn("result-notice"))
    assert (
        absent(
            text,
            "Sản phẩm chưa đạt 3 sao.",
            "không có quyết định công nhận và không cấp giấy chứng nhận",
            "còn thiếu 2,20 điểm (3 sao cần từ 50 điểm)",
            "2.3. Bao bì sản phẩm Chưa đạt mức nào Mức 1 điểm: Có bao bì đơn giản ***",
        )
        == []
    )


def test_notice_of_recognition_and_of_referral() -> None:
    recognised = {
        "outcome": "recognised",
        "star": 4,
        "decision": {"number": "1234/QĐ-UBND", "date": samples.DAY, "by": "Chủ tịch UBND tỉnh"},
        "valid_until": dt.date(2029, 8, 5),
        "check_address": "https://ocop.example/c/7KQ2M",
        "missing": [],
        "points_short": None,
    }
    text = text_of(drawn("result-notice", **recognised))
    assert (
        absent(
            text, "hạng 4 sao theo Quyết định số 1234/QĐ-UBND", "05/8/2029", "ocop.example/c/7KQ2M"
        )
        == []
    )
    assert "Còn thiếu" not in text
    referred = text_of(drawn("result-notice", outcome="referred", missing=[], points_short=None))
    assert absent(referred, "trình Bộ Nông nghiệp và Môi trường để đánh giá, phân hạng 5 sao") == []


@pytest.mark.parametrize("name", PAPERS)
def test_typed_text_is_never_read_as_source(name: str) -> None:
    hostile = '#panic("x") [a] \\ $x$ *b* @c <d> // e "'
    sample = PAPERS[name][1]()

    def spoilt(value: Any, key: str = "") -> Any:
        if isinstance(value, Mapping) and key != "sheet":
            return {k: spoilt(v, k) for k, v in value.items()}
        if isinstance(value, list) and key not in {"held", "rights", "widths"}:
            return [spoilt(v, key) for v in value]
        fixed = {"registration", "purpose", "outcome", "sample"}
        return hostile if isinstance(value, str) and key not in fixed else value

    attached = {"attached": {"local_labour": [hostile]}} if "attached" in sample else {}
    text = text_of(drawn(name, **{**spoilt(sample), **attached}))
    assert packed(text).count(packed(hostile)) >= 5
