"""How many products answer a question, and how many each further filter would leave."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ocop.catalogue.search import STATES

COLUMNS = (
    "listed__province",
    "listed__commune",
    "listed__district_then",
    "listed__sector",
    "listed__set_number",
    "listed__key_sector",
    "listed__legal_form",
    "listed__is_craft_village",
    "listed__is_export",
    "star",
    "kind",
    "year",
)
_STATES_OF = {
    kind: tuple(state for state, kinds in STATES.items() if kind in kinds)
    for kind in {kind for kinds in STATES.values() for kind in kinds}
}


@dataclass(frozen=True)
class Counts:
    """`total` products; for each facet how many have each value. Units and key sectors by id."""

    total: int = 0
    provinces: Counter[int] = field(default_factory=Counter)
    communes: Counter[int] = field(default_factory=Counter)
    districts_then: Counter[int] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    sets: Counter[int] = field(default_factory=Counter)
    key_sectors: Counter[int] = field(default_factory=Counter)
    legal_forms: Counter[str] = field(default_factory=Counter)
    stars: Counter[int] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    craft_village: int = 0
    export: int = 0
    # (province, commune, star), for the map; None where no unit of today is known.
    by_place: Counter[tuple[int | None, int | None, int]] = field(default_factory=Counter)


def count(rows: Iterable[Sequence[Any]]) -> Counts:
    """Count rows of COLUMNS."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return Counts()
    states: Counter[str] = Counter()
    for kind, number in Counter(columns[10]).items():
        for state in _STATES_OF[kind]:
            states[state] += number
    return Counts(
        total=len(columns[0]),
        provinces=_known(columns[0]),
        communes=_known(columns[1]),
        districts_then=_known(columns[2]),
        sectors=_known(columns[3]),
        sets=_known(columns[4]),
        key_sectors=_known(columns[5]),
        legal_forms=_known(columns[6]),
        craft_village=sum(map(bool, columns[7])),
        export=sum(map(bool, columns[8])),
        stars=_known(columns[9]),
        states=states,
        years=_known(columns[11]),
        by_place=Counter(zip(columns[0], columns[1], columns[9], strict=True)),
    )


def _known(values: Iterable[Any]) -> Counter[Any]:
    """Without what is not known: None, "", 0."""
    counted = Counter(values)
    return Counter({value: number for value, number in counted.items() if value})
