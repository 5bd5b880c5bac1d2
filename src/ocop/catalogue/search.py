"""What may be asked of the register: one question for the page, its counts, the map and the file."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ocop.catalogue.words import Word, typed_words
from ocop.register.status import VALID_KINDS, StatusKind


class Order(StrEnum):
    """How the found products stand."""

    NAME = "ten"
    NEWEST = "moi"
    STAR = "sao"
    ENDING = "han"


STATES: dict[str, frozenset[StatusKind]] = {
    "con": VALID_KINDS,
    "sap": frozenset({StatusKind.EXPIRING}),
    "keo-dai": frozenset({StatusKind.EXTENDED}),
    "het": frozenset({StatusKind.EXPIRED}),
    "thu-hoi": frozenset({StatusKind.WITHDRAWN}),
    "khac": frozenset({StatusKind.REPLACED, StatusKind.NOT_YET_ISSUED}),
    "chua-ro": frozenset({StatusKind.INSUFFICIENT_DATA}),
}
"""What a person may ask for, and the kinds of `register.status` it means."""


@dataclass(frozen=True, slots=True)
class Search:
    """One question to the register. Empty fields ask nothing; units are ids of `places.Unit`."""

    on: dt.date
    text: str = ""
    province: int | None = None
    commune: int | None = None
    district_then: int | None = None
    commune_then: int | None = None
    sector: str = ""
    set_number: int | None = None
    key_sector: int | None = None
    star: int | None = None
    state: str = ""
    year: int | None = None
    legal_form: str = ""
    is_craft_village: bool = False
    is_export: bool = False
    order: Order = Order.NAME

    @property
    def words(self) -> tuple[Word, ...]:
        """The words typed."""
        return typed_words(self.text)

    @property
    def has_filters(self) -> bool:
        """Whether more is asked than words."""
        return self != Search(self.on, self.text, order=self.order)
