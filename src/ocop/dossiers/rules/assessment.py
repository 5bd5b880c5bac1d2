"""The four contents a commune assesses (Điều 7.2.a QĐ 26/2026/QĐ-TTg), as Mẫu số 03 prints them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from ocop.kernel.findings import Finding
from ocop.kernel.text import folded

ARTICLE = "Điều 7.2.a QĐ 26/2026/QĐ-TTg"
# A line such as "Có" says nothing to the province; the limit is the desk's, not the law's.
SHORTEST_CONTENT = 20


@dataclass(frozen=True)
class Content:
    """One of the four: its field, its names, what to look at, and where the producer spoke of it.

    `criteria` are folded beginnings of criterion names in the score sheets.
    """

    field: str
    name: str
    short_name: str
    look_at: tuple[str, ...]
    criteria: tuple[str, ...]


CONTENTS = (
    Content(
        "local_materials",
        "Nguồn gốc sản phẩm, nguyên liệu địa phương",
        "nguyên liệu địa phương",
        (
            "Nguyên liệu chính lấy ở đâu, bao nhiêu phần là của xã, của tỉnh?",
            "Có hợp đồng, sổ mua hoặc vùng trồng, vùng nuôi thật tại xã không?",
            "Lời kê khai có khớp với thực tế xã biết không?",
        ),
        ("nguon nguyen lieu", "nguon goc san pham"),
    ),
    Content(
        "local_labour",
        "Sử dụng lao động địa phương",
        "lao động địa phương",
        (
            "Có bao nhiêu người làm, bao nhiêu người thường trú tại xã?",
            "Danh sách lao động có nơi thường trú và khớp với thực tế không?",
        ),
        ("su dung lao dong dia phuong",),
    ),
    Content(
        "idea_origin",
        "Nguồn gốc ý tưởng sản phẩm",
        "nguồn gốc ý tưởng",
        (
            "Đây là sản phẩm truyền thống của xã hay sản phẩm mới?",
            "Ai nghĩ ra, có từ khi nào, khác sản phẩm sẵn có ra sao?",
        ),
        ("nguon goc y tuong",),
    ),
    Content(
        "local_identity",
        "Bản sắc, trí tuệ địa phương",
        "bản sắc địa phương",
        (
            "Giống, nguyên liệu, đất nước, khí hậu nào của địa phương làm nên sản phẩm?",
            "Kinh nghiệm, cách làm nào của cộng đồng làm sản phẩm khác nơi khác?",
        ),
        ("tri tue/ban sac", "bao ve, bao ton cac di san"),
    ),
)


def criteria_of(content: Content, names: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of the criteria that speak of a content; `names` maps criterion code to its name."""
    return tuple(code for code, name in names.items() if folded(name).startswith(content.criteria))


def missing_contents(texts: Mapping[str, str]) -> tuple[Content, ...]:
    """The contents not written yet; `texts` maps field to text."""
    return tuple(content for content in CONTENTS if not texts.get(content.field, "").strip())


def proposal_findings(texts: Mapping[str, str], *, is_complete: bool) -> list[Finding]:
    """What still stops the proposal to the province: all four contents and the composition."""
    found = [
        Finding(f"Chưa ghi nội dung “{content.name}”.", content.field, ARTICLE)
        for content in missing_contents(texts)
    ]
    found += [
        Finding(
            f"Nội dung “{content.name}” quá ngắn. Hãy viết rõ xã đã xem gì và thấy thế nào.",
            content.field,
            ARTICLE,
        )
        for content in CONTENTS
        if 0 < len(texts.get(content.field, "").strip()) < SHORTEST_CONTENT
    ]
    if not is_complete:
        found.append(Finding("Chưa xác nhận thành phần hồ sơ đầy đủ.", "is_complete", ARTICLE))
    return found
