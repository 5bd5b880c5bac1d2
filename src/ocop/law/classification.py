"""The classification of products (Phụ lục I QĐ 26/2026) with the ministry that leads each."""

from dataclasses import dataclass
from functools import cache

from ocop.kernel.errors import RefusedError
from ocop.law.loading import load_document


@dataclass(frozen=True, slots=True)
class ProductClass:
    """One leaf of the classification, that is one product set and score sheet."""

    number: int
    name: str
    sector_code: str
    sector: str
    group: str
    subgroup: str
    ministries: tuple[str, ...]
    needs_samples: bool

    @property
    def path(self) -> str:
        """ "Ngành, Nhóm, Phân nhóm" as Mẫu số 01 asks for it."""
        return " › ".join(name for name in (self.sector, self.group, self.subgroup) if name)


@cache
def classification() -> tuple[ProductClass, ...]:
    """The 26 classes in the order of the annex."""
    return tuple(
        ProductClass(
            number=leaf["number"],
            name=leaf["name"],
            sector_code=sector["code"],
            sector=sector["name"],
            group=group["name"],
            subgroup=leaf["subgroup"],
            ministries=tuple(leaf["ministries"]),
            needs_samples=leaf["needs_samples"],
        )
        for sector in load_document("qd26-2026", "classification.yaml")
        for group in sector["groups"]
        for leaf in group["sets"]
    )


def product_class(number: int) -> ProductClass:
    """The class of one product set; raises RefusedError at "set" for another number."""
    for candidate in classification():
        if candidate.number == number:
            return candidate
    raise RefusedError(
        f"Không có bộ sản phẩm số {number}. Các bộ mang số từ 1 đến 26.", field="set"
    )
