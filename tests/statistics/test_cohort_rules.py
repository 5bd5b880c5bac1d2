"""What became of one certificate, by the day it is asked (Điều 4.3, 7.6.a QĐ 26/2026/QĐ-TTg)."""

import datetime as dt

import pytest

from ocop.law.deadlines import certificate_last_day, reevaluation_window
from ocop.law.readings import LawSettings
from ocop.register.status import CertificateDates, Fact
from ocop.statistics.cohort_rules import Filing, Later, Member, Outcome, filing, outcome
from ocop.statistics.cohorts import Cohort, Judged
from ocop.statistics.shares import Share

ISSUED = dt.date(2021, 12, 20)
ENDS = dt.date(2024, 12, 20)
DAY = dt.timedelta(days=1)
WINDOW = reevaluation_window(ENDS)


def member(**more: object) -> Member:
    return Member(1, 1, 3, "first", CertificateDates(ISSUED, ENDS), **more)


def received(on: dt.date) -> Fact:
    return Fact("reevaluation_received", on)


@pytest.mark.parametrize(
    ("followed", "on", "expected"),
    [
        (member(), ENDS, Outcome.NOT_DUE),
        (member(), ENDS + DAY, Outcome.NOT_FILED),
        (member(facts=(received(WINDOW.opens),)), ENDS, Outcome.UNDER_WAY),
        (member(later=(Later("reevaluation", 4, ENDS),)), ENDS, Outcome.RAISED),
        (member(later=(Later("reevaluation", 3, ENDS),)), ENDS, Outcome.KEPT),
        (member(later=(Later("reevaluation", 2, ENDS),)), ENDS, Outcome.FAILED),
        (member(later=(Later("reevaluation", 4, ENDS),)), ENDS - DAY, Outcome.NOT_DUE),
        (member(failed_on=ENDS), ENDS, Outcome.FAILED),
        (member(later=(Later("upgrade", 4, dt.date(2023, 5, 1)),)), ENDS, Outcome.UPGRADED),
        # A list that does not say the kind: the window tells an upgrade from a re-evaluation.
        (member(later=(Later("", 4, WINDOW.opens - DAY),)), ENDS, Outcome.UPGRADED),
        (member(later=(Later("", 4, WINDOW.opens),)), ENDS, Outcome.RAISED),
        (member(facts=(Fact("withdrawn", ENDS),)), ENDS, Outcome.WITHDRAWN),
        (
            member(facts=(received(WINDOW.opens), Fact("reevaluation_ended", WINDOW.closes))),
            ENDS,
            Outcome.DROPPED,
        ),
    ],
)
def test_one_outcome_holds_on_each_day(followed: Member, on: dt.date, expected: Outcome) -> None:
    assert outcome(followed, on, LawSettings()) is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (WINDOW.opens - DAY, Filing.EARLY),
        (WINDOW.opens, Filing.IN_WINDOW),
        (WINDOW.closes, Filing.IN_WINDOW),
        (WINDOW.closes + DAY, Filing.LATE),
    ],
)
def test_filing_against_the_window(on: dt.date, expected: Filing) -> None:
    assert filing(member(facts=(received(on),)), ENDS, Outcome.UNDER_WAY) is expected


def test_a_result_without_a_day_of_filing_is_not_called_late() -> None:
    followed = member(later=(Later("reevaluation", 3, ENDS),))
    assert filing(followed, ENDS, Outcome.KEPT) is Filing.UNKNOWN
    assert filing(member(), ENDS, Outcome.NOT_DUE) is Filing.NOT


def test_a_certificate_of_29_february_is_due_in_its_third_year() -> None:
    issued = dt.date(2024, 2, 29)
    dates = CertificateDates(issued, certificate_last_day(issued))
    leap = Member(1, 1, 3, "first", dates)
    assert outcome(leap, dt.date(2027, 2, 28), LawSettings()) is Outcome.NOT_DUE
    assert outcome(leap, dt.date(2027, 3, 1), LawSettings()) is Outcome.NOT_FILED
    assert Cohort(issued.year, ()).due_year == 2027


def test_taking_part_and_being_recognised_again_stand_apart() -> None:
    results = [Outcome.KEPT] * 57 + [Outcome.FAILED] * 6 + [Outcome.NOT_FILED] * 41
    cohort = Cohort(2021, tuple(Judged(member(), one, Filing.NOT) for one in results))
    assert cohort.due_year == 2024
    assert cohort.took_part == Share(63, 104)
    assert cohort.recognised_again == Share(57, 104)
    assert f"{cohort.took_part.percent}" == "60.58"
    assert f"{cohort.recognised_again.percent}" == "54.81"


def test_an_upgraded_product_is_not_in_the_whole() -> None:
    results = [Outcome.KEPT, Outcome.UPGRADED]
    cohort = Cohort(2021, tuple(Judged(member(), one, Filing.NOT) for one in results))
    assert cohort.took_part == Share(1, 1)
