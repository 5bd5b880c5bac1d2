"""Counting days and the time limits: golden cases."""

import datetime as dt

import pytest

from ocop.law import deadlines
from ocop.law.calendars import (
    add_months,
    add_working_days,
    day_off_name,
    is_working_day,
    overrides,
    working_days_between,
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (dt.date(2026, 1, 1), False),
        (dt.date(2026, 1, 2), False),  # swapped with Saturday 10/01/2026
        (dt.date(2026, 1, 10), True),
        (dt.date(2026, 1, 17), False),
        (dt.date(2026, 2, 16), False),  # Giao thừa
        (dt.date(2026, 2, 20), False),
        (dt.date(2026, 2, 23), True),
        (dt.date(2026, 4, 27), False),  # substitute of Giỗ Tổ on a Sunday
        (dt.date(2025, 4, 26), True),  # swapped with 02/5/2025
        (dt.date(2025, 5, 2), False),
        (dt.date(2024, 5, 4), True),  # swapped with 29/4/2024
        (dt.date(2026, 8, 22), True),  # swapped with 31/8/2026
        (dt.date(2026, 8, 31), False),
        (dt.date(2026, 11, 23), True),
    ],
)
def test_working_days_of_vietnam(day, works):
    assert is_working_day(day) is works


def test_days_off_have_a_name_and_overrides_a_source():
    assert day_off_name(dt.date(2026, 2, 17)) == "Tết Nguyên Đán"
    assert day_off_name(dt.date(2026, 1, 10)) == ""
    assert day_off_name(dt.date(2026, 1, 2)).startswith("Nghỉ Tết Dương lịch")
    assert all(override.source for override in overrides().values())


@pytest.mark.parametrize(
    ("received_on", "last_day"),
    [
        # Điều 7.2: 15 ngày làm việc kể từ ngày tiếp nhận, the first day not counted.
        (dt.date(2026, 6, 1), dt.date(2026, 6, 22)),
        (dt.date(2026, 6, 6), dt.date(2026, 6, 26)),  # received on a Saturday
        (dt.date(2026, 2, 6), dt.date(2026, 3, 6)),  # across Tết
        (dt.date(2025, 12, 31), dt.date(2026, 1, 22)),  # 2/1 off, Saturday 10/1 worked
        (dt.date(2026, 8, 14), dt.date(2026, 9, 8)),  # 22/8 worked, 31/8 to 2/9 off
        (dt.date(2025, 4, 18), dt.date(2025, 5, 13)),  # 26/4 worked, 30/4 to 2/5 off
    ],
)
def test_the_communes_fifteen_working_days(received_on, last_day):
    deadline = deadlines.commune_assessment(received_on)
    assert deadline.last_day == last_day
    assert deadline.article == "Điều 7.2 QĐ 26/2026/QĐ-TTg"
    assert not deadline.provisional
    assert working_days_between(received_on, last_day) == 15
    assert working_days_between(last_day, received_on) == -15


def test_a_period_into_an_unannounced_year_is_provisional():
    assert deadlines.commune_assessment(dt.date(2027, 1, 25)).provisional


@pytest.mark.parametrize(
    ("issued_on", "last_day"),
    [
        # Điều 4.3: 36 tháng kể từ ngày ban hành.
        (dt.date(2026, 7, 15), dt.date(2029, 7, 15)),
        (dt.date(2024, 2, 29), dt.date(2027, 2, 28)),
        (dt.date(2025, 2, 28), dt.date(2028, 2, 28)),
        (dt.date(2025, 8, 31), dt.date(2028, 8, 31)),
    ],
)
def test_the_last_day_of_a_certificate(issued_on, last_day):
    assert deadlines.certificate_last_day(issued_on) == last_day


def test_months_end_on_the_last_day_of_a_shorter_month():
    assert add_months(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert add_months(dt.date(2026, 12, 31), 2) == dt.date(2027, 2, 28)
    assert add_months(dt.date(2024, 2, 29), 48) == dt.date(2028, 2, 29)


def test_no_working_days_is_the_day_itself():
    assert add_working_days(dt.date(2026, 6, 1), 0) == dt.date(2026, 6, 1)


def test_the_window_of_a_re_evaluation():
    """Điều 7.6.a: không sớm hơn 180 ngày và không muộn hơn 120 ngày."""
    window = deadlines.reevaluation_window(dt.date(2026, 12, 31))
    assert (window.opens, window.closes) == (dt.date(2026, 7, 4), dt.date(2026, 9, 2))
    assert window.contains(dt.date(2026, 7, 4))
    assert window.contains(dt.date(2026, 9, 2))
    assert not window.contains(dt.date(2026, 7, 3))
    assert not window.contains(dt.date(2026, 9, 3))
    assert window.article == "Điều 7.6.a QĐ 26/2026/QĐ-TTg"


def test_calendar_day_limits():
    """Điều 7.6.g, 12.3, 8.4: calendar days, the first day not counted."""
    start = dt.date(2026, 1, 30)
    assert deadlines.reevaluation(start).last_day == dt.date(2026, 3, 16)
    assert deadlines.extension(start).last_day == dt.date(2026, 7, 29)
    assert deadlines.revocation(start).last_day == dt.date(2026, 2, 14)
    assert deadlines.revocation(start).article == "Điều 8.4 QĐ 26/2026/QĐ-TTg"


@pytest.mark.parametrize(
    ("level", "proposed_on", "number", "proposed_before", "held_before"),
    [
        # Điều 5: "trước ngày D" means D is too late.
        ("province", dt.date(2026, 4, 29), 1, dt.date(2026, 4, 30), dt.date(2026, 6, 30)),
        ("province", dt.date(2026, 4, 30), 2, dt.date(2026, 10, 30), dt.date(2026, 12, 30)),
        ("province", dt.date(2026, 10, 30), 1, dt.date(2027, 4, 30), dt.date(2027, 6, 30)),
        ("ministry", dt.date(2026, 1, 29), 2, dt.date(2026, 1, 30), dt.date(2026, 3, 30)),
        ("ministry", dt.date(2026, 1, 30), 1, dt.date(2026, 7, 30), dt.date(2026, 9, 30)),
        ("ministry", dt.date(2026, 7, 30), 2, dt.date(2027, 1, 30), dt.date(2027, 3, 30)),
    ],
)
def test_rounds(level, proposed_on, number, proposed_before, held_before):
    found = deadlines.next_round(level, proposed_on)
    assert found.rule.number == number
    assert (found.proposed_before, found.held_before) == (proposed_before, held_before)
