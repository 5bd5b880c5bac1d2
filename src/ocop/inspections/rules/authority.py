"""Who inspects whom (Điều 9 QĐ 26/2026/QĐ-TTg; before 1/7/2025 districts inspected what they certified)."""

import datetime as dt

from ocop.kernel.findings import Finding

DISTRICT, PROVINCE, MINISTRY = "district", "province", "ministry"
LAST_DAY_OF_DISTRICTS = dt.date(2025, 6, 30)
ARTICLE = "Điều 9 QĐ 26/2026/QĐ-TTg"


def inspecting_level(star: int | None, *, certified_by: str, on: dt.date) -> str:
    """The level that inspects a product of this star on a day.

    The ministry inspects 5 stars, the provincial OCOP body 3 and 4 stars of its territory, and what
    has no star yet. Until 30/6/2025 a district inspected what the district had certified.
    """
    if star == 5:
        return MINISTRY
    if certified_by == DISTRICT and on <= LAST_DAY_OF_DISTRICTS:
        return DISTRICT
    return PROVINCE


def authority_findings(
    level: str, star: int | None, *, need: str, asked_by_ministry: bool = False
) -> list[Finding]:
    """What speaks against `level` ("province" or "ministry") inspecting the product now.

    The ministry inspects 3 and 4 stars only when needed: `need` says why. A province inspects
    5 stars only where the ministry asked it to.
    """
    if level == PROVINCE and star == 5 and not asked_by_ministry:
        return [
            Finding(
                "Sản phẩm 5 sao do Bộ Nông nghiệp và Môi trường kiểm tra. Tỉnh chỉ kiểm tra khi "
                "Bộ yêu cầu.",
                "product",
                ARTICLE,
            )
        ]
    if level == MINISTRY and star != 5 and not need.strip():
        return [
            Finding(
                "Sản phẩm 3 sao, 4 sao do tỉnh kiểm tra. Bộ kiểm tra khi cần thiết: hãy ghi lý do.",
                "cause_text",
                ARTICLE,
            )
        ]
    return []
