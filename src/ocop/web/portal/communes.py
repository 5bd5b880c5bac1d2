"""Finding today's commune from whatever a person types: with or without marks, old names too."""

from dataclasses import dataclass

from ocop.places.models import Level, Unit
from ocop.places.resolve import resolve

MOST = 8


@dataclass(frozen=True)
class CommuneFound:
    """A commune of today; `was` names the old unit that was typed, "" where it is itself."""

    unit: Unit
    was: str


def find_communes(typed: str) -> list[CommuneFound]:
    """Up to eight communes of today that the text may mean, the best first.

    An old commune leads to the one that followed it; where it was divided, to each of them.
    """
    meant: dict[str, str] = {}
    for candidate in resolve(typed) if typed.strip() else ():
        for place in candidate.today:
            if place.level == Level.COMMUNE:
                same = place.code == candidate.place.code and place.name == candidate.place.name
                meant.setdefault(place.code, "" if same else candidate.place.full_name)
    units = {
        unit.code: unit
        for unit in Unit.objects.filter(
            code__in=meant, level=Level.COMMUNE, valid_to=None
        ).select_related("province_today")
    }
    return [CommuneFound(units[code], was) for code, was in meant.items() if code in units][:MOST]


def commune_with_code(code: str) -> Unit | None:
    """Today's commune with this code."""
    return (
        Unit.objects.filter(code=code, level=Level.COMMUNE, valid_to=None)
        .select_related("province_today")
        .first()
    )
