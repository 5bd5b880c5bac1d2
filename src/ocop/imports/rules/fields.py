"""What a column of a list can hold, and the words by which its header is known."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ocop.kernel.text import folded


class Field(StrEnum):
    """The meaning of a column. `second_…` belongs to an upgrade or a re-evaluation."""

    SERIAL = "serial"
    PRODUCT = "product"
    GROUP = "group"
    LEGAL_FORM = "legal_form"
    PRODUCER = "producer"
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    ADDRESS = "address"
    REPRESENTATIVE = "representative"
    PHONE = "phone"
    STAR = "star"
    PROPOSED_STAR = "proposed_star"
    EXPIRY = "expiry"
    FIRST_STAR = "first_star"
    FIRST_DATE = "first_date"
    FIRST_YEAR = "first_year"
    FIRST_DECISION = "first_decision"
    FIRST_AUTHORITY = "first_authority"
    SECOND_STAR = "second_star"
    SECOND_DATE = "second_date"
    SECOND_YEAR = "second_year"
    SECOND_DECISION = "second_decision"
    SECOND_AUTHORITY = "second_authority"
    EVALUATION_KIND = "evaluation_kind"
    CERTIFICATE = "certificate"
    PRODUCT_CODE = "product_code"
    PART_A = "part_a"
    PART_B = "part_b"
    PART_C = "part_c"
    TOTAL = "total"
    NOTE = "note"


LABELS = {
    Field.SERIAL: "Số thứ tự",
    Field.PRODUCT: "Tên sản phẩm",
    Field.GROUP: "Nhóm, bộ sản phẩm",
    Field.LEGAL_FORM: "Loại hình của chủ thể",
    Field.PRODUCER: "Tên chủ thể",
    Field.COMMUNE: "Xã, phường, thị trấn",
    Field.DISTRICT: "Huyện (đến 30/6/2025)",
    Field.PROVINCE: "Tỉnh, thành phố",
    Field.ADDRESS: "Địa chỉ",
    Field.REPRESENTATIVE: "Người đại diện",
    Field.PHONE: "Điện thoại",
    Field.STAR: "Hạng sao hiện tại",
    Field.PROPOSED_STAR: "Hạng sao mới đề nghị",
    Field.EXPIRY: "Ngày hết hạn",
    Field.FIRST_STAR: "Hạng sao lần đầu",
    Field.FIRST_DATE: "Ngày quyết định lần đầu",
    Field.FIRST_YEAR: "Năm công nhận lần đầu",
    Field.FIRST_DECISION: "Số quyết định lần đầu",
    Field.FIRST_AUTHORITY: "Nơi quyết định lần đầu",
    Field.SECOND_STAR: "Hạng sao lần sau",
    Field.SECOND_DATE: "Ngày quyết định lần sau",
    Field.SECOND_YEAR: "Năm công nhận lần sau",
    Field.SECOND_DECISION: "Số quyết định lần sau",
    Field.SECOND_AUTHORITY: "Nơi quyết định lần sau",
    Field.EVALUATION_KIND: "Loại đánh giá",
    Field.CERTIFICATE: "Số giấy chứng nhận",
    Field.PRODUCT_CODE: "Mã sản phẩm",
    Field.PART_A: "Điểm phần A",
    Field.PART_B: "Điểm phần B",
    Field.PART_C: "Điểm phần C",
    Field.TOTAL: "Tổng điểm",
    Field.NOTE: "Ghi chú",
}

PERSONAL = frozenset({Field.REPRESENTATIVE, Field.PHONE, Field.ADDRESS})
"""Taken only where the office states what for (Luật Bảo vệ dữ liệu cá nhân: stated purpose)."""

CONTINUED = (
    Field.LEGAL_FORM,
    Field.COMMUNE,
    Field.DISTRICT,
    Field.PROVINCE,
    Field.ADDRESS,
    Field.REPRESENTATIVE,
    Field.PHONE,
)
"""A blank producer is the one above, with these of its details; a new producer inherits none."""

PUBLISHED_LAYOUT = (
    *(Field.SERIAL, Field.PRODUCT, Field.GROUP, Field.LEGAL_FORM, Field.PRODUCER, Field.COMMUNE),
    *(Field.ADDRESS, Field.REPRESENTATIVE, Field.PHONE, Field.STAR, Field.EXPIRY),
    *(Field.FIRST_STAR, Field.FIRST_DATE, Field.FIRST_YEAR, Field.FIRST_DECISION),
    *(Field.FIRST_AUTHORITY, Field.SECOND_STAR, Field.SECOND_DATE, Field.SECOND_YEAR),
    *(Field.SECOND_DECISION, Field.SECOND_AUTHORITY, Field.NOTE),
)
"""Columns A to V of the provincial workbook whose sheet is named "Loc"; its rows begin at row 5."""
LAYOUT_SHEET, LAYOUT_FIRST_ROW = "Loc", 5


@dataclass(frozen=True, slots=True)
class _Words:
    field: Field
    pattern: re.Pattern[str]


def _known(field: Field, *patterns: str) -> _Words:
    return _Words(field, re.compile("|".join(f"(?:{pattern})" for pattern in patterns)))


# On folded text, the first that is found counts; narrow words stand before wide ones.
_HEADERS = (
    _known(Field.SERIAL, r"^(stt|tt|so tt|so thu tu|no|id)$"),
    _known(Field.PRODUCT_CODE, r"\bma (so )?(san pham|sp|ocop)\b", r"product code"),
    _known(Field.CERTIFICATE, r"\b(so|ma) (hieu )?(giay chung nhan|gcn)\b", r"certificate"),
    _known(
        Field.EVALUATION_KIND,
        r"(loai|hinh thuc|ket qua) danh gia$",
        r"^(cong nhan )?moi.*(lai|nang)",
        r"evaluation type",
    ),
    _known(Field.PROPOSED_STAR, r"(de nghi|de xuat|tiem nang).*(sao|hang)", r"star proposed"),
    _known(Field.PART_A, r"\b(diem )?phan (a|i)\b", r"part a\b", r"^diem a$"),
    _known(Field.PART_B, r"\b(diem )?phan (b|ii)\b", r"part b\b", r"^diem b$"),
    _known(Field.PART_C, r"\b(diem )?phan (c|iii)\b", r"part c\b", r"^diem c$"),
    _known(Field.TOTAL, r"tong (so )?diem", r"^diem( danh gia| trung binh)?$", r"score total"),
    _known(Field.EXPIRY, r"het (han|hieu luc)", r"(ngay|thoi) han", r"hieu luc den", r"expir"),
    _known(Field.REPRESENTATIVE, r"dai dien", r"chu ho\b", r"lien he", r"representative"),
    _known(Field.PHONE, r"dien thoai", r"\bs[dđ]t\b", r"\bso dt\b", r"phone"),
    _known(Field.LEGAL_FORM, r"loai hinh", r"hinh thuc to chuc", r"business type"),
    _known(Field.ADDRESS, r"dia chi", r"noi san xuat", r"address"),
    _known(Field.PRODUCER, r"chu the"),
    _known(
        Field.GROUP, r"(bo|nhom|nganh|phan nhom|loai) (san pham|hang|sp)", r"product (set|group)"
    ),
    _known(Field.PRODUCT, r"(ten )?san pham", r"ten sp\b", r"product name", r"^product$"),
    _known(Field.PRODUCER, r"(ten )?(co so|don vi)( san xuat| sx)?$", r"doanh nghiep", r"producer"),
    _known(Field.COMMUNE, r"\b(xa|phuong|thi tran)\b", r"commune"),
    _known(Field.DISTRICT, r"\b(huyen|(?<!co )quan|thi xa)\b", r"district"),
    _known(Field.PROVINCE, r"\b(tinh|thanh pho|tp)\b", r"province"),
    _known(Field.NOTE, r"ghi chu", r"note", r"related documents"),
)
_GIVEN = (
    ("date", r"^ngay\b", r"\bngay (ky|quyet dinh|qd|cong nhan|ban hanh)", r"decision date"),
    ("year", r"^nam\b", r"\bnam (quyet dinh|qd|cong nhan|danh gia)"),
    ("decision", r"(so )?(quyet dinh|qd)\b(?!.*ngay)(?!.*nam)", r"decision no", r"\bso van ban"),
    ("date", r"\bngay\b", r"thoi (gian|diem)"),
    ("year", r"\bnam\b", r"year"),
    (
        "authority",
        r"co quan|tham quyen|noi (ban hanh|cap)|cap (cong nhan|quyet dinh)",
        r"authority",
    ),
    ("star", r"\bsao\b", r"\b(hang|phan hang|xep hang)\b", r"\bstar\b"),
)
_SECOND = re.compile(
    r"lan (thu )?(2|hai|sau)|nang (hang|sao)|danh gia lai|cong nhan lai|tai (cong nhan|danh gia)|second|\bupgrade"
)
_FIRST = re.compile(r"lan (thu )?(1|mot|dau)|cong nhan lan dau|\bfirst\b")
_CURRENT = re.compile(r"hien (tai|nay|co)|current")


def field_of(header: str) -> Field | None:
    """The field a header names, None where its words say nothing known.

    A star, date, year, decision or authority belongs to the second time where the header says so.
    """
    words = re.sub(r"[^\w]+|_", " ", folded(header)).strip()
    if not words:
        return None
    is_second, is_first = bool(_SECOND.search(words)), bool(_FIRST.search(words))
    for known in _HEADERS:
        if known.pattern.search(words) and not (
            (is_first or is_second) and known.field in {Field.PROVINCE, Field.EVALUATION_KIND}
        ):
            return known.field
    for name, *patterns in _GIVEN:
        if any(re.search(pattern, words) for pattern in patterns):
            if name == "star" and not is_second and (_CURRENT.search(words) or not is_first):
                return Field.STAR
            return Field(f"second_{name}" if is_second else f"first_{name}")
    return None
