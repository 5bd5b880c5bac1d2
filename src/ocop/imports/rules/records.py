"""What a row of a list says, read and checked: plain values, nothing invented."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from ocop.law.instruments import all_instruments
from ocop.places.gazetteer import Place


def instrument_of(day: dt.date | None, year: int | None) -> str:
    """The instrument in force on the day, or in the whole of the year; "" otherwise.

    A dossier handed in under the earlier law may have been decided later: it is the law of the day.
    """
    if day is not None:
        for law in all_instruments():
            if law.filed_from <= day:
                return law.id
        return ""
    if year is None:
        return ""
    first, last = (instrument_of(dt.date(year, *edge), None) for edge in ((1, 1), (12, 31)))
    return first if first == last else ""


@dataclass(slots=True)
class Result:
    """One time the product was recognised; what the list does not say stays None or ""."""

    star: int
    kind: str = ""
    signed_on: dt.date | None = None
    year: int | None = None
    decision: str = ""
    level: str = "unknown"
    authority: str = ""

    @property
    def instrument(self) -> str:
        """The instrument of the day or the year, "" where that is not certain."""
        return instrument_of(self.signed_on, self.year)


@dataclass(slots=True)
class Record:
    """One product of the list with its producer, place and results, in order of time."""

    row: int
    product: str = ""
    producer: str = ""
    legal_form: str = "unknown"
    place: Place | None = None
    leaf: int | None = None
    star: int | None = None
    results: list[Result] = field(default_factory=list)
    expires_on: dt.date | None = None
    certificate: str = ""
    product_code: str = ""
    points: dict[str, Decimal] = field(default_factory=dict)
    address: str = ""
    representative: str = ""
    phone: str = ""
    note: str = ""
    # The row of which this one is a repetition, 0 for none.
    repeats: int = 0
    is_proposed: bool = False
    # An error in the row keeps it out of the register.
    blocked: bool = False
