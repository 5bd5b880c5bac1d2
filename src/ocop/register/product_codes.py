"""Product codes: `(T)-(X)-(STT)-20yy` of the score sheets of QĐ 26/2026, and their five-part past.

T and X are the codes of Quyết định 19/2025/QĐ-TTg, STT the serial kept by the commune, the year
that of the evaluation. Before July 2025 a district stood between province and commune.
"""

import re
from dataclasses import dataclass

_CODE = re.compile(r"(\d{2})-(?:(\d{3})-)?(\d{5})-(\d{1,5})-(\d{4})")


@dataclass(frozen=True, slots=True)
class ProductCode:
    """The parts of a code; `district` is "" in codes of today."""

    province: str
    commune: str
    serial: int
    year: int
    district: str = ""

    def __str__(self) -> str:
        parts = [self.province, self.district, self.commune, str(self.serial), str(self.year)]
        return "-".join(part for part in parts if part)

    def with_units(self, province: str, commune: str) -> "ProductCode":
        """The four-part code of the same product under the units of another time."""
        return ProductCode(province, commune, self.serial, self.year)


def parse_product_code(text: str) -> ProductCode:
    """Read a code of either form. Raises ValueError with a Vietnamese sentence."""
    match = _CODE.fullmatch(text.strip())
    if not match:
        raise ValueError("Mã sản phẩm có dạng tỉnh-xã-số thứ tự-năm, ví dụ 82-29929-3-2026.")
    province, district, commune, serial, year = match.groups()
    return ProductCode(province, commune, int(serial), int(year), district or "")
