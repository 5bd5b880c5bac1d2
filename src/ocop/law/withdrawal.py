"""Withdrawal of a certificate (Điều 8 QĐ 26/2026/QĐ-TTg): grounds, what a case comes from, authority."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ocop.kernel.findings import Finding, Weight
from ocop.law.authority import UNKNOWN, Authority
from ocop.law.loading import load_document

LAW_FROM = dt.date(2026, 5, 22)
_BY_STAR = {
    3: Authority("province", "Chủ tịch UBND cấp tỉnh", "Điều 8.2.a QĐ 26/2026/QĐ-TTg"),
    4: Authority("province", "Chủ tịch UBND cấp tỉnh", "Điều 8.2.a QĐ 26/2026/QĐ-TTg"),
    5: Authority(
        "ministry", "Bộ trưởng Bộ Nông nghiệp và Môi trường", "Điều 8.2.b QĐ 26/2026/QĐ-TTg"
    ),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """A point of Điều 8.1: its letter, the decree's words, the ids of the sources that may carry it."""

    point: str
    words: str
    sources: tuple[str, ...]

    @property
    def article(self) -> str:
        """ "Điều 8.1.b QĐ 26/2026/QĐ-TTg"."""
        return f"Điều 8.1.{self.point} QĐ 26/2026/QĐ-TTg"


@dataclass(frozen=True, slots=True)
class Source:
    """What a case comes from; `clock_words` says from which day the 15 days are counted."""

    id: str
    name: str
    clock_words: str
    article: str
    warning: str = ""


@cache
def grounds() -> Mapping[str, Ground]:
    """The six grounds by their letter, in the decree's order."""
    return {
        row["point"]: Ground(row["point"], row["words"], tuple(row["sources"]))
        for row in load_document("withdrawal.yaml")["grounds"]
    }


@cache
def sources() -> Mapping[str, Source]:
    """What a case may come from, by id."""
    return {row["id"]: Source(**row) for row in load_document("withdrawal.yaml")["sources"]}


def authority(star: int, on: dt.date) -> Authority:
    """Who withdraws a certificate of 3, 4 or 5 stars on a day, whoever issued it (Điều 8.2).

    "unknown" before 22/5/2026: the text of the earlier decisions was not found.
    """
    if on < LAW_FROM:
        return Authority(UNKNOWN, "không rõ thẩm quyền", "Không tìm thấy quy định cho ngày này")
    return _BY_STAR[star]


def findings(ground: str, source: str) -> list[Finding]:
    """Whether a case under `ground` may come from `source`; places are "ground" and "source"."""
    if ground not in grounds():
        return [Finding("Chọn một căn cứ thu hồi của Điều 8.1.", "ground")]
    if source not in sources():
        return [Finding("Chọn vụ việc này từ đâu mà có.", "source")]
    chosen, origin = grounds()[ground], sources()[source]
    if source not in chosen.sources:
        fitting = " hoặc ".join(f"“{sources()[each].name}”" for each in chosen.sources)
        return [Finding(f"Điểm {ground} cần có: {fitting}.", "source", chosen.article)]
    if origin.warning:
        return [Finding(origin.warning, "source", origin.article, Weight.WARNING)]
    return []
