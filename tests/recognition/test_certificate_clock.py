"""The clock of a certificate: Điều 4.3, 7.6.a and 12.3 QĐ 26/2026/QĐ-TTg, day by day."""

import datetime as dt

import pytest

from ocop.law.deadlines import certificate_last_day
from ocop.law.readings import LawSettings
from ocop.recognition.certificate_clock import (
    Due,
    Moment,
    Stage,
    due_on,
    filing_late_extends,
    last_days_concerned,
    moments,
    paper_step,
    stage_bounds,
)
from ocop.register.status import CertificateDates, Fact

D = dt.date
LAW = LawSettings()
# Issued on 22/2/2024 under earlier law: Điều 12.1 keeps it valid to its own end.
CERTIFICATE = CertificateDates(D(2024, 2, 22), D(2027, 2, 22))
OPENS, SOON, CLOSES = D(2026, 8, 26), D(2026, 10, 18), D(2026, 10, 25)
EXPIRES, ENDS = D(2027, 2, 22), D(2027, 8, 21)
RECEIVED = Fact("reevaluation_received", D(2026, 9, 15))


def on(day: dt.date, *facts: Fact, settings: LawSettings = LAW) -> Due | None:
    return due_on(CERTIFICATE, facts, day, settings)


def test_the_five_days_of_a_certificate() -> None:
    assert moments(EXPIRES) == {
        Moment.WINDOW_OPENS: OPENS,
        Moment.WINDOW_CLOSES_SOON: SOON,
        Moment.WINDOW_CLOSES: CLOSES,
        Moment.EXPIRES: EXPIRES,
        Moment.EXTENSION_ENDS: ENDS,
    }


def test_36_months_from_29_february() -> None:
    """Điều 4.3: the same date 36 months on, and the last of the month where there is none."""
    last = certificate_last_day(D(2024, 2, 29))
    assert last == D(2027, 2, 28)
    days = moments(last)
    assert days[Moment.WINDOW_OPENS] == D(2026, 9, 1)
    assert days[Moment.WINDOW_CLOSES] == D(2026, 10, 31)
    assert days[Moment.EXTENSION_ENDS] == D(2027, 8, 27)


def test_180_days_counted_across_29_february() -> None:
    days = moments(D(2028, 6, 30))
    assert days[Moment.WINDOW_OPENS] == D(2028, 1, 2)
    assert (D(2028, 6, 30) - days[Moment.WINDOW_OPENS]).days == 180


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (D(2026, 8, 25), None),
        (OPENS, Due(Moment.WINDOW_OPENS, OPENS)),
        (D(2026, 9, 24), Due(Moment.WINDOW_OPENS, OPENS)),
        # The horizon: thirty days after, a missed reminder is no news any more.
        (D(2026, 9, 25), None),
        (D(2026, 10, 17), None),
        (SOON, Due(Moment.WINDOW_CLOSES_SOON, SOON)),
        (D(2026, 10, 24), Due(Moment.WINDOW_CLOSES_SOON, SOON)),
        # Nobody ran the clock for a week: the later reminder takes the earlier one's place.
        (CLOSES, Due(Moment.WINDOW_CLOSES, CLOSES)),
        (D(2026, 11, 23), Due(Moment.WINDOW_CLOSES, CLOSES)),
        (D(2026, 11, 24), None),
        (EXPIRES, Due(Moment.EXPIRES, EXPIRES)),
        (D(2027, 3, 1), Due(Moment.EXPIRES, EXPIRES)),
        (ENDS, Due(Moment.EXTENSION_ENDS, ENDS)),
        (D(2030, 1, 1), None),
    ],
)
def test_what_is_told_on_a_day_without_a_dossier(day: dt.date, due: Due | None) -> None:
    assert on(day) == due


@pytest.mark.parametrize(
    ("day", "due"),
    [
        # Điều 7.6.a: who has filed is not asked to file.
        (D(2026, 9, 16), None),
        (SOON, None),
        (CLOSES, None),
        # Filed on time and undecided (reading on_time_but_undecided): Điều 12.3 keeps it valid.
        (EXPIRES, Due(Moment.EXPIRES, EXPIRES, is_extended=True)),
        (D(2027, 2, 25), Due(Moment.EXPIRES, EXPIRES, is_extended=True)),
        (ENDS, Due(Moment.EXTENSION_ENDS, ENDS, is_extended=True)),
        (D(2027, 8, 22), Due(Moment.EXTENSION_ENDS, ENDS, is_extended=True)),
    ],
)
def test_what_is_told_while_a_reevaluation_is_under_way(day: dt.date, due: Due | None) -> None:
    assert on(day, RECEIVED) == due


def test_a_dossier_taken_back_is_asked_for_again() -> None:
    ended = Fact("reevaluation_ended", D(2026, 10, 1))
    assert on(SOON, RECEIVED, ended) == Due(Moment.WINDOW_CLOSES_SOON, SOON)


def test_after_a_result_nothing_is_said_of_the_extension() -> None:
    ended = Fact("reevaluation_ended", D(2027, 3, 1))
    assert on(ENDS, RECEIVED, ended) is None


@pytest.mark.parametrize("kind", ["withdrawn", "replaced"])
def test_withdrawn_and_replaced_ones_are_silent(kind: str) -> None:
    for day in (OPENS, SOON, CLOSES, EXPIRES, ENDS):
        assert on(day, Fact(kind, D(2026, 8, 1))) is None


def test_an_annulled_withdrawal_is_asked_again() -> None:
    facts = (Fact("withdrawn", D(2026, 8, 1)), Fact("withdrawal_annulled", D(2026, 8, 20)))
    assert on(OPENS, *facts) == Due(Moment.WINDOW_OPENS, OPENS)


def test_a_product_with_a_newer_certificate_is_silent() -> None:
    assert due_on(CERTIFICATE, [], EXPIRES, LAW, has_newer=True) is None


def test_a_fact_of_tomorrow_does_not_count_today() -> None:
    late = Fact("reevaluation_received", D(2026, 10, 19))
    assert on(SOON, late) == Due(Moment.WINDOW_CLOSES_SOON, SOON)


def test_the_readings_of_the_extension_change_the_words() -> None:
    strict = LawSettings(on_time_but_undecided="expires")
    assert on(EXPIRES, RECEIVED, settings=strict) == Due(Moment.EXPIRES, EXPIRES)
    new_law = CertificateDates(D(2026, 6, 1), D(2029, 6, 1))
    assert filing_late_extends(CERTIFICATE, LawSettings(extension_180="transitional"))
    assert not filing_late_extends(new_law, LawSettings(extension_180="transitional"))
    assert filing_late_extends(new_law, LAW)


def test_the_ranges_find_exactly_the_certificates_that_are_due() -> None:
    """Every day of four years: the index ranges and the rule agree."""
    day = D(2026, 11, 22)
    ranges = last_days_concerned(day).values()
    for offset in range(-400, 401):
        expires = day + dt.timedelta(days=offset)
        due = due_on(CertificateDates(D(2020, 1, 1), expires), [], day, LAW)
        assert any(first <= expires <= last for first, last in ranges) == (due is not None)


def test_every_certificate_of_the_window_is_in_one_stage() -> None:
    day = D(2026, 11, 22)
    bounds = stage_bounds(day)
    held = {
        expires: [
            stage
            for stage, (first, last) in bounds.items()
            if (first is None or first <= expires) and expires <= last
        ]
        for expires in (day + dt.timedelta(days=offset) for offset in range(-300, 181))
    }
    assert {len(stages) for stages in held.values()} == {1}
    assert held[day + dt.timedelta(days=180)] == [Stage.WINDOW_OPEN]
    assert held[day + dt.timedelta(days=151)] == [Stage.WINDOW_OPEN]
    assert held[day + dt.timedelta(days=150)] == [Stage.WINDOW_CLOSING]
    assert held[day + dt.timedelta(days=120)] == [Stage.WINDOW_CLOSING]
    assert held[day + dt.timedelta(days=119)] == [Stage.WINDOW_MISSED]
    assert held[day] == [Stage.WINDOW_MISSED]
    assert held[day - dt.timedelta(days=1)] == [Stage.EXPIRED]


@pytest.mark.parametrize(
    ("left", "step"),
    [(61, None), (60, 60), (31, 60), (30, 30), (1, 30), (0, 0), (-29, 0), (-30, None)],
)
def test_the_steps_of_a_paper(left: int, step: int | None) -> None:
    assert paper_step(D(2026, 11, 22) + dt.timedelta(days=left), D(2026, 11, 22)) == step
