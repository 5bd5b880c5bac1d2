"""What can be found in a list: each kind with its weight and its short name on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps the row out; a warning goes in as it stands and is marked; a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Kind(StrEnum):
    """The kinds of findings. Their names are part of the command's JSON and only ever grow."""

    MISSING_PRODUCT = "missing_product"
    MISSING_PRODUCER = "missing_producer"
    MISSING_COMMUNE = "missing_commune"
    UNKNOWN_COMMUNE = "unknown_commune"
    AMBIGUOUS_COMMUNE = "ambiguous_commune"
    OTHER_PROVINCE = "other_province"
    BAD_STAR = "bad_star"
    MISSING_COLUMN = "missing_column"
    TOO_LONG = "too_long"
    BROKEN_FORMULA = "broken_formula"
    BAD_DATE = "bad_date"
    BAD_YEAR = "bad_year"
    BAD_SCORE = "bad_score"
    BAD_PRODUCT_CODE = "bad_product_code"
    CONFLICTING_STAR = "conflicting_star"
    CONFLICTING_DATE = "conflicting_date"
    CONFLICTING_YEAR = "conflicting_year"
    CONFLICTING_COMMUNE = "conflicting_commune"
    CONFLICTING_KIND = "conflicting_kind"
    EXPIRY_MISMATCH = "expiry_mismatch"
    AUTHORITY_MISMATCH = "authority_mismatch"
    SCORE_MISMATCH = "score_mismatch"
    DUPLICATE_ROW = "duplicate_row"
    INCOMPLETE_DECISION = "incomplete_decision"
    MAYBE_LEGACY_FONT = "maybe_legacy_font"
    COMMUNE_SPELLING = "commune_spelling"
    DIVIDED_COMMUNE = "divided_commune"
    TOTAL_ROW = "total_row"
    CONTINUED_PRODUCER = "continued_producer"
    NOT_RECOGNISED = "not_recognised"
    PROPOSED_STAR = "proposed_star"
    SECOND_STAR = "second_star"
    COMMUNE_READ_ELSEWHERE = "commune_read_elsewhere"
    OLD_PRODUCT_CODE = "old_product_code"
    TCVN3_TEXT = "tcvn3_text"
    VNI_TEXT = "vni_text"
    WRONG_LETTER = "wrong_letter"
    DECOMPOSED_TEXT = "decomposed_text"
    ODD_SPACE = "odd_space"
    PERSONAL_NOT_TAKEN = "personal_not_taken"


_ERRORS = frozenset(list(Kind)[: list(Kind).index(Kind.BROKEN_FORMULA)])
_NOTES = frozenset(list(Kind)[list(Kind).index(Kind.TOTAL_ROW) :])

LABELS = {
    Kind.MISSING_PRODUCT: "Thiếu tên sản phẩm",
    Kind.MISSING_PRODUCER: "Thiếu tên chủ thể",
    Kind.MISSING_COMMUNE: "Thiếu xã",
    Kind.UNKNOWN_COMMUNE: "Không có xã nào tên này",
    Kind.AMBIGUOUS_COMMUNE: "Nhiều xã cùng tên",
    Kind.OTHER_PROVINCE: "Thuộc tỉnh khác",
    Kind.BAD_STAR: "Hạng sao không đọc được",
    Kind.MISSING_COLUMN: "Thiếu cột bắt buộc",
    Kind.TOO_LONG: "Chữ quá dài",
    Kind.BROKEN_FORMULA: "Công thức hỏng",
    Kind.BAD_DATE: "Ngày không đọc được",
    Kind.BAD_YEAR: "Năm không đọc được",
    Kind.BAD_SCORE: "Điểm không đọc được",
    Kind.BAD_PRODUCT_CODE: "Mã sản phẩm không đọc được",
    Kind.CONFLICTING_STAR: "Hạng sao không khớp",
    Kind.CONFLICTING_DATE: "Ngày không khớp",
    Kind.CONFLICTING_YEAR: "Năm không khớp ngày",
    Kind.CONFLICTING_COMMUNE: "Xã không khớp mã sản phẩm",
    Kind.CONFLICTING_KIND: "Loại đánh giá không khớp",
    Kind.EXPIRY_MISMATCH: "Hạn khác 36 tháng",
    Kind.AUTHORITY_MISMATCH: "Không đúng thẩm quyền",
    Kind.SCORE_MISMATCH: "Điểm không khớp",
    Kind.DUPLICATE_ROW: "Dòng lặp",
    Kind.INCOMPLETE_DECISION: "Quyết định thiếu số hoặc ngày",
    Kind.MAYBE_LEGACY_FONT: "Có thể sai phông chữ",
    Kind.COMMUNE_SPELLING: "Tên xã ghi hơi khác",
    Kind.DIVIDED_COMMUNE: "Xã đã chia hoặc chưa rõ nay là xã nào",
    Kind.TOTAL_ROW: "Dòng cộng, bỏ qua",
    Kind.CONTINUED_PRODUCER: "Chủ thể của dòng trên",
    Kind.NOT_RECOGNISED: "Chưa được công nhận",
    Kind.PROPOSED_STAR: "Hạng sao mới đề nghị",
    Kind.SECOND_STAR: "Có lần công nhận sau",
    Kind.COMMUNE_READ_ELSEWHERE: "Xã đọc từ ô khác",
    Kind.OLD_PRODUCT_CODE: "Mã sản phẩm cũ",
    Kind.TCVN3_TEXT: "Đã đổi từ phông TCVN3",
    Kind.VNI_TEXT: "Đã đổi từ phông VNI",
    Kind.WRONG_LETTER: "Đã sửa chữ Ƣ thành Ư",
    Kind.DECOMPOSED_TEXT: "Đã ghép dấu rời",
    Kind.ODD_SPACE: "Đã bỏ dấu cách lạ",
    Kind.PERSONAL_NOT_TAKEN: "Không lấy dữ liệu cá nhân",
}


def severity_of(kind: Kind) -> Severity:
    """How grave a kind is, wherever it is found."""
    if kind in _ERRORS:
        return Severity.ERROR
    return Severity.NOTE if kind in _NOTES else Severity.WARNING


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one cell, or in a whole row (`column` -1). `row` is the file's own number.

    `candidates` are texts that could stand in the cell instead; nothing is put there by itself.
    """

    row: int
    column: int
    kind: Kind
    message: str
    candidates: Sequence[str] = field(default=())
    severity: Severity = Severity.WARNING

    @classmethod
    def of(
        cls, row: int, column: int, kind: Kind, message: str, candidates: Sequence[str] = ()
    ) -> "Finding":
        """A finding with the usual weight of its kind."""
        return cls(row, column, kind, message, candidates, severity_of(kind))
