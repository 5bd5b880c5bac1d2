"""Where and why a dossier is sent back to be completed (Điều 7.2, 7.3.a QĐ 26/2026/QĐ-TTg). Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ocop.kernel.findings import Finding

# Parts of a dossier that are no criterion; a criterion is named by its code.
SECTIONS: Mapping[str, str] = {
    "registration": "Phiếu đăng ký (Mẫu số 01)",
    "producer": "Thông tin cơ sở",
    "product": "Thông tin sản phẩm, ảnh",
    "papers": "Giấy tờ minh chứng chung",
    "results": "Kết quả thực hiện kế hoạch (Mẫu số 02, phần II)",
    "plan": "Kế hoạch sản xuất, kinh doanh (Mẫu số 02, phần IV)",
    "changes": "Thay đổi so với lần công nhận trước",
    "samples": "Sản phẩm mẫu",
}


@dataclass(frozen=True)
class ReturnPoint:
    """One thing to mend: `place` is a key of SECTIONS or a criterion code."""

    place: str
    reason: str


def place_name(place: str, criteria: Mapping[str, str]) -> str:
    """The words for a place; `criteria` maps criterion code to name."""
    if place in SECTIONS:
        return SECTIONS[place]
    return f"Tiêu chí {place} {criteria[place]}" if place in criteria else place


def return_findings(
    points: Sequence[ReturnPoint],
    *,
    places: Iterable[str],
    due_on: dt.date | None,
    today: dt.date,
) -> list[Finding]:
    """A return says at least one thing to mend, each at a place that exists, with its reason."""
    known, found = set(places), []
    if not points:
        found.append(Finding("Hãy ghi ít nhất một chỗ cần bổ sung.", "points"))
    for number, point in enumerate(points):
        if point.place not in known:
            found.append(Finding("Hãy chọn chỗ cần bổ sung.", f"points-{number}-place"))
        if not point.reason.strip():
            found.append(Finding("Hãy ghi rõ cần bổ sung gì.", f"points-{number}-reason"))
    if due_on is not None and due_on <= today:
        found.append(Finding("Ngày hẹn bổ sung phải sau hôm nay.", "due_on"))
    return found
