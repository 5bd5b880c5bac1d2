"""Which office signed what a list tells, and what the register notes beside it."""

from functools import lru_cache

from ocop.imports.models import Import
from ocop.imports.rules.checks import level_by_law
from ocop.imports.rules.records import Record, Result
from ocop.law.authority import UNKNOWN
from ocop.places.models import Level, Unit
from ocop.places.resolve import resolve
from ocop.register.models import IssuerLevel
from ocop.register.recording import RecordedDecision

NOTE_LENGTH = 240


def level_of(result: Result) -> str:
    """The level the list names; else the one the law named for this star at that time."""
    if result.level != UNKNOWN:
        return result.level
    return level_by_law(result.star, result.signed_on, result.year)[0]


def decision_of(result: Result, unit: Unit) -> RecordedDecision | None:
    """The decision where number and day are both known; `unit` is the commune (with its parents)."""
    if not (result.decision and result.signed_on):
        return None
    level = level_of(result)
    office = _office(level, result, unit)
    return RecordedDecision(result.decision, result.signed_on, IssuerLevel(level), office)


def _office(level: str, result: Result, unit: Unit) -> Unit | None:
    if level == IssuerLevel.MINISTRY:
        return None
    above = unit.parent
    if level == IssuerLevel.DISTRICT:
        if above and above.level == Level.DISTRICT:
            return above
        if found := _named_district(result.authority):
            return found
    while above and above.level != Level.PROVINCE:
        above = above.parent
    return above


@lru_cache(maxsize=500)
def _named_district(authority: str) -> Unit | None:
    """The district an authority's name speaks of: "UBND huyện Tân Hồng"."""
    for found in resolve(authority.replace("UBND", "").replace("Ủy ban nhân dân", "")):
        if found.place.level == "district" and not found.confirm:
            return Unit.objects.filter(
                code=found.place.code, valid_from=found.place.valid_from
            ).first()
    return None


def note_of(batch: Import, record: Record, result: Result) -> str:
    """The source, with what the list says and the register has no place for."""
    parts = [f"{batch.title}, dòng {record.row}"]
    if result.decision and not result.signed_on:
        parts.append(f"QĐ {result.decision}")
    if result.year and (result.signed_on is None or result.signed_on.year != result.year):
        parts.append(f"năm {result.year}")
    if result.authority and not (result.decision and result.signed_on):
        parts.append(result.authority)
    if record.star and record.results and record.star != record.results[-1].star:
        parts.append(f"danh sách ghi hạng hiện tại {record.star} sao")
    if record.product_code and not (result.decision and result.signed_on):
        parts.append(f"mã {record.product_code}")
    if record.note:
        parts.append(record.note)
    return "; ".join(parts)[:NOTE_LENGTH]
