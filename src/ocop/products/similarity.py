"""Products whose names are nearly the same: shown as a warning, never as a refusal."""

from dataclasses import dataclass

from django.db.models import QuerySet
from rapidfuzz import fuzz, process

from ocop.kernel.text import folded
from ocop.places.models import Unit
from ocop.products.models import Product

NEAR_ENOUGH = 85
MOST = 5
_SHOWN = (
    "name",
    "folded_name",
    "producer_id",
    "producer__name",
    "current_commune__kind",
    "current_commune__name",
)


@dataclass(frozen=True)
class NearProduct:
    """One product with a near name; `likeness` is 0 to 100, 100 for the same letters."""

    id: int
    name: str
    producer: str
    commune: str
    is_same_producer: bool
    likeness: int


def near_products(
    *, name: str, commune: Unit, among: QuerySet[Product], producer_id: int | None = None
) -> list[NearProduct]:
    """Up to five products of the commune's province with a near name, the nearest first.

    `among` is what the reader may compare with (`queries.comparable_for`); marks and the order of
    the words do not matter. Products of `producer_id` come first.
    """
    wanted = folded(name)
    if not wanted:
        return []
    rows = {
        row["pk"]: row
        for row in among.filter(current_commune__province_today=commune.province_today_id).values(
            "pk", *_SHOWN
        )
    }
    found = process.extract(
        wanted,
        {pk: row["folded_name"] for pk, row in rows.items()},
        scorer=fuzz.token_sort_ratio,
        score_cutoff=NEAR_ENOUGH,
        limit=None,
    )
    near = [
        NearProduct(
            id=pk,
            name=rows[pk]["name"],
            producer=rows[pk]["producer__name"],
            commune=f"{rows[pk]['current_commune__kind']} {rows[pk]['current_commune__name']}",
            is_same_producer=rows[pk]["producer_id"] == producer_id,
            likeness=round(likeness),
        )
        for _, likeness, pk in found
    ]
    near.sort(key=lambda each: (not each.is_same_producer, -each.likeness, each.name))
    return near[:MOST]
