"""Golden cases of Điều 5.1 and Điều 7.2 QĐ 26/2026/QĐ-TTg."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.dossiers.rules.clocks import commune_clock, round_of_proposal, urgent_if_received_by
from ocop.law.calendars import is_working_day

DAYS = st.dates(dt.date(2026, 5, 22), dt.date(2028, 12, 31))


def test_fifteen_working_days_without_holidays() -> None:
    """Điều 7.2: received Wednesday 28/10/2026, the fifteenth working day is 18/11/2026."""
    clock = commune_clock(dt.date(2026, 10, 28), dt.date(2026, 11, 20))

    assert clock.due_on == dt.date(2026, 11, 18)
    assert (clock.used, clock.left, clock.is_overdue) == (17, -2, True)
    assert clock.article == "Điều 7.2 QĐ 26/2026/QĐ-TTg"
    assert not clock.is_provisional


def test_first_day_is_not_counted_and_last_day_is_in_time() -> None:
    received = dt.date(2026, 10, 28)

    assert commune_clock(received, received).used == 0
    last_day = commune_clock(received, dt.date(2026, 11, 18))
    assert (last_day.left, last_day.is_overdue, last_day.is_urgent) == (0, False, True)


def test_saturday_after_a_due_friday_is_late() -> None:
    clock = commune_clock(dt.date(2026, 10, 30), dt.date(2026, 11, 21))

    assert clock.due_on == dt.date(2026, 11, 20)
    assert (clock.left, clock.is_overdue) == (-1, True)


def test_clock_crosses_tet_2027() -> None:
    """Điều 7.2 with the Tết holiday of 2027 (Mùng Một is 06/02/2027): no day of it is counted."""
    received = dt.date(2027, 1, 25)
    clock = commune_clock(received, dt.date(2027, 2, 12))

    days = [received + dt.timedelta(n) for n in range(1, (clock.due_on - received).days + 1)]
    assert sum(map(is_working_day, days)) == 15
    # Without Tết the fifteenth working day would be 15/02/2027.
    assert clock.due_on == dt.date(2027, 2, 22)
    assert clock.is_provisional
    assert clock.used == commune_clock(received, dt.date(2027, 2, 11)).used + 1


def test_swapped_saturday_is_a_working_day() -> None:
    """Friday 02/01/2026 was off and Saturday 10/01/2026 was worked instead (12729/VPCP-KGVX)."""
    friday, saturday = dt.date(2026, 1, 9), dt.date(2026, 1, 10)

    assert commune_clock(dt.date(2025, 12, 31), dt.date(2026, 1, 4)).used == 0
    assert commune_clock(friday, saturday).used == 1


def test_stops_on_the_day_of_the_proposal() -> None:
    clock = commune_clock(
        dt.date(2026, 10, 28), dt.date(2027, 3, 1), stopped_on=dt.date(2026, 11, 10)
    )

    assert (clock.used, clock.is_overdue, clock.is_urgent) == (9, False, False)


@pytest.mark.parametrize(
    ("proposed_on", "number", "before"),
    [
        (dt.date(2026, 4, 29), 1, dt.date(2026, 4, 30)),
        (dt.date(2026, 4, 30), 2, dt.date(2026, 10, 30)),
        (dt.date(2026, 10, 29), 2, dt.date(2026, 10, 30)),
        (dt.date(2026, 10, 30), 1, dt.date(2027, 4, 30)),
    ],
)
def test_round_of_a_proposal(proposed_on: dt.date, number: int, before: dt.date) -> None:
    """Điều 5.1: proposed before 30/4 or before 30/10; the day itself is too late."""
    found = round_of_proposal(proposed_on)

    assert (found.rule.number, found.proposed_before) == (number, before)


@given(received=DAYS, step=st.integers(0, 40))
def test_clock_never_runs_backwards(received: dt.date, step: int) -> None:
    day = received + dt.timedelta(step)
    today, tomorrow = commune_clock(received, day), commune_clock(received, day + dt.timedelta(1))

    assert today.used <= tomorrow.used
    assert today.is_overdue == (day > today.due_on)


@given(on=DAYS, back=st.integers(0, 60))
def test_bound_of_urgency_agrees_with_the_clock(on: dt.date, back: int) -> None:
    received = on - dt.timedelta(back)

    assert commune_clock(received, on).is_urgent == (received <= urgent_if_received_by(on))
