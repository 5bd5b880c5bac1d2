"""An office's counters: the row is locked, so no number is given twice and none is lost."""

from collections.abc import Callable

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.findings import blockers
from ocop.kernel.text import nfc
from ocop.places.models import Unit
from ocop.recognition import policy
from ocop.recognition.models import NumberSeries
from ocop.recognition.numbers import pattern_findings, rendered

LARGEST_NUMBER = 999_999
_STEPS_OVER_USED = 1000


@transaction.atomic
def set_series(
    *,
    unit: Unit | None,
    kind: str,
    pattern: str,
    next_number: int,
    restarts_yearly: bool,
    by: User,
) -> NumberSeries:
    """Keep or change a counter. Raises RefusedError at "pattern" or "next_number"."""
    policy.require(policy.may_keep_papers(by, unit.pk if unit else None))
    pattern = nfc(pattern)
    if found := blockers(pattern_findings(pattern, restarts_yearly=restarts_yearly)):
        raise RefusedError(found[0].message, field=found[0].place)
    if not 1 <= next_number <= LARGEST_NUMBER:
        raise RefusedError(f"Ghi số từ 1 đến {LARGEST_NUMBER}.", field="next_number")
    series, _ = NumberSeries.objects.update_or_create(
        unit=unit,
        kind=kind,
        defaults={
            "pattern": pattern,
            "next_number": next_number,
            "restarts_yearly": restarts_yearly,
            "year": clock.today().year,
        },
    )
    _record("number_series_set", series, by, pattern=pattern, next_number=next_number)
    return series


@transaction.atomic
def end_series(*, series: NumberSeries, by: User) -> None:
    """The office types its own numbers again."""
    policy.require(policy.may_keep_papers(by, series.unit_id))
    _record("number_series_ended", series, by, next_number=series.next_number)
    series.delete()


def offered_number(*, unit: Unit | None, kind: str) -> str:
    """The number that would be taken today, for a hint beside the field; "" without a counter."""
    series = NumberSeries.objects.filter(unit=unit, kind=kind).first()
    if series is None:
        return ""
    year = clock.today().year
    fresh = series.restarts_yearly and year > series.year
    return rendered(series.pattern, 1 if fresh else series.next_number, year)


@transaction.atomic
def number_or_next(
    typed: str,
    *,
    unit: Unit | None,
    kind: str,
    year: int,
    is_used: Callable[[str], bool] = lambda number: False,
) -> str:
    """The number typed, or the office's next one where nothing was typed; "" without a counter.

    The counter's row stays locked until the caller's transaction ends: what is rolled back gives
    its number back. Typing the very number that was due moves the counter on, too. Raises
    RefusedError at "number" for a year that the counter has left behind.
    """
    typed = nfc(typed)
    series = NumberSeries.objects.select_for_update().filter(unit=unit, kind=kind).first()
    if series is None:
        return typed
    due = 1 if series.restarts_yearly and year > series.year else series.next_number
    if typed:
        if typed == rendered(series.pattern, due, year):
            _move_on(series, due, year)
        return typed
    if series.restarts_yearly and year < series.year:
        raise RefusedError(
            f"Sổ số đã sang năm {series.year}. Văn bản năm {year} thì ghi số bằng tay.",
            field="number",
        )
    for number in range(due, due + _STEPS_OVER_USED):
        words = rendered(series.pattern, number, year)
        if not is_used(words):
            _move_on(series, number, year)
            return words
    raise RefusedError(
        "Số tiếp theo của sổ đều đã dùng. Vào mục Số và mẫu giấy để đặt lại số tiếp theo.",
        field="number",
    )


def _move_on(series: NumberSeries, given: int, year: int) -> None:
    series.next_number, series.year = given + 1, max(year, series.year)
    series.save(update_fields=["next_number", "year"])


def _record(act: str, series: NumberSeries, by: User, **facts: object) -> None:
    office = series.unit.code if series.unit else "ministry"
    audit.record(
        act=act,
        actor=by.actor,
        subject=f"series:{series.pk}",
        facts={"office": office, "kind": series.kind, **facts},
    )
