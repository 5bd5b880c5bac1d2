"""The stars of each sample product through the years, each by the body that gave it on its day."""

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal

from ocop.demo.national.goods import Sample
from ocop.law.authority import recognising_authority
from ocop.law.calendars import add_months
from ocop.places.models import Unit
from ocop.register.models import EvaluationKind, IssuerLevel
from ocop.register.recording import RecordedDecision, RecordedStar

FIRST_MONTH = dt.date(2020, 1, 1)
LAST_MONTH_OF_DISTRICTS = dt.date(2025, 6, 1)
FIRST_MONTH_OF_PROVINCES = dt.date(2025, 7, 1)
MOST_EACH = 5
# Months between two evaluations, and since the last one.
SHORTEST, LONGEST, OLDEST = 10, 40, 46
UNDATED, UNNUMBERED = 0.02, 0.01
INSTRUMENTS = (
    (dt.date(2026, 5, 22), "qd26-2026"),
    (dt.date(2023, 2, 24), "qd148-2023"),
    (dt.date(2019, 8, 21), "qd1048-2019"),
)
LEAST_POINTS = {3: 50, 4: 70, 5: 90}


def stars_of(
    samples: Sequence[Sample], evaluations: int, today: dt.date, chance: random.Random
) -> list[RecordedStar]:
    """`evaluations` stars in all, the earlier ones of a product before the later ones."""
    counts = [1] * len(samples)
    most = [MOST_EACH if sample.ground.before else 1 for sample in samples]
    left = min(evaluations, sum(most)) - len(samples)
    while left > 0:
        chosen = chance.randrange(len(samples))
        if counts[chosen] < most[chosen]:
            counts[chosen] += 1
            left -= 1
    return [
        star
        for number, (sample, count) in enumerate(zip(samples, counts, strict=True))
        for star in _life(number + 1, sample, count, today, chance)
    ]


def _life(
    number: int, sample: Sample, count: int, today: dt.date, chance: random.Random
) -> list[RecordedStar]:
    if count == 1 and chance.random() < UNDATED * 5:
        return [_undated(sample)]
    made: list[RecordedStar] = []
    star = chance.choices((3, 4, 5), (790, 205, 5))[0]
    is_unnumbered = chance.random() < UNNUMBERED
    for step, month in enumerate(_months(sample, count, today, chance)):
        kind = EvaluationKind.REEVALUATION if step else EvaluationKind.FIRST
        if step and star < 5 and chance.random() < (0.12 if star == 3 else 0.02):
            star, kind = star + 1, EvaluationKind.UPGRADE
        made.append(_star(number, step, sample, star, kind, month, is_unnumbered, chance))
    return made


def _months(sample: Sample, count: int, today: dt.date, chance: random.Random) -> list[dt.date]:
    """First days of the months of `count` evaluations, in order."""
    this_month = today.replace(day=1)
    newest = 1
    if sample.ground.is_open:
        # Nobody evaluated there since the commune was divided.
        newest = _months_between(LAST_MONTH_OF_DISTRICTS, this_month)
    first = FIRST_MONTH if sample.ground.before else FIRST_MONTH_OF_PROVINCES
    all_months = _months_between(first, this_month)
    room = all_months - SHORTEST * (count - 1)
    ago = chance.randint(newest, max(newest, min(OLDEST, room)))
    found = [ago]
    for earlier in range(count - 1, 0, -1):
        most = all_months - found[-1] - SHORTEST * (earlier - 1)
        found.append(found[-1] + chance.randint(SHORTEST, max(SHORTEST, min(LONGEST, most))))
    return [add_months(this_month, -months) for months in reversed(found)]


def _months_between(first: dt.date, last: dt.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _star(
    number: int,
    step: int,
    sample: Sample,
    star: int,
    kind: EvaluationKind,
    month: dt.date,
    is_unnumbered: bool,
    chance: random.Random,
) -> RecordedStar:
    decision = _decision(sample, star, month)
    commune = sample.ground.unit_on(decision.signed_on)
    least = LEAST_POINTS[star]
    return RecordedStar(
        product=sample.product,
        star=star,
        commune=commune,
        source_note="Dữ liệu mẫu",
        kind=kind,
        decision=decision,
        instrument=next(name for first, name in INSTRUMENTS if first <= decision.signed_on),
        set_number=sample.product.leaf,
        total=Decimal(chance.randrange(least * 10, least * 10 + (100 if star == 5 else 199))) / 10,
        certificate_number="" if is_unnumbered else f"{number}-{step + 1}",
        is_unnumbered=is_unnumbered,
        product_code=_product_code(sample, commune, decision.signed_on.year),
    )


def _decision(sample: Sample, star: int, month: dt.date) -> RecordedDecision:
    """Each body signs once a month, on its own day: from the 6th to the 25th."""
    ground = sample.ground
    unit = ground.unit_on(month.replace(day=6))
    province = unit.parent.parent or unit.parent if unit.parent else None
    assert unit.parent and province
    signed_on = month.replace(day=6 + int(province.code) % 20)
    if ground.unit_on(signed_on) != unit:
        # The units changed within the month.
        return _decision_by(ground.unit_on(signed_on), star, signed_on)
    return _decision_by(unit, star, signed_on)


def _decision_by(commune: Unit, star: int, signed_on: dt.date) -> RecordedDecision:
    authority = recognising_authority(star, signed_on)
    assert authority and commune.parent
    level = IssuerLevel(authority.level)
    number = signed_on.toordinal() % 900 + 1
    if level is IssuerLevel.MINISTRY:
        office = "BNNMT" if signed_on >= dt.date(2025, 3, 1) else "BNN"
        return RecordedDecision(f"{number}/QĐ-{office}", signed_on, level, None)
    unit = commune.parent
    if level is IssuerLevel.PROVINCE:
        unit = unit.parent or unit
    return RecordedDecision(f"{number}/QĐ-UBND", signed_on, level, unit)


def _product_code(sample: Sample, commune: Unit, year: int) -> str:
    above = [commune]
    while above[0].parent:
        above.insert(0, above[0].parent)
    codes = [unit.code for unit in above]
    return "-".join([*codes, str(sample.product.serial), str(year)])


def _undated(sample: Sample) -> RecordedStar:
    """A line of a list that gives a star and nothing else."""
    return RecordedStar(
        product=sample.product, star=3, commune=sample.ground.at_first, source_note="Dữ liệu mẫu"
    )
