"""Golden cases of a certificate's status by date (QĐ 26/2026/QĐ-TTg)."""

import datetime as dt

import pytest

from ocop.law.deadlines import certificate_last_day
from ocop.law.readings import LawSettings
from ocop.register.status import CertificateDates, Fact, Status, StatusKind, status

D = dt.date
ISSUED, LAST_DAY = D(2026, 8, 5), D(2029, 8, 5)
CERTIFICATE = CertificateDates(ISSUED, LAST_DAY)
LATE = Fact("reevaluation_received", D(2029, 7, 1))
ON_TIME = Fact("reevaluation_received", D(2029, 3, 1))


def kind_on(day: dt.date, *facts: Fact, settings: LawSettings | None = None) -> StatusKind:
    return status(CERTIFICATE, facts, day, settings).kind


@pytest.mark.parametrize(
    ("issued_on", "last_day"),
    [
        (ISSUED, LAST_DAY),
        (D(2024, 2, 29), D(2027, 2, 28)),
        (D(2025, 2, 28), D(2028, 2, 28)),
        (D(2023, 12, 31), D(2026, 12, 31)),
    ],
)
def test_article_4_3_the_last_day_is_the_same_date_36_months_on(
    issued_on: dt.date, last_day: dt.date
) -> None:
    assert certificate_last_day(issued_on) == last_day


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (D(2026, 8, 4), StatusKind.NOT_YET_ISSUED),
        (D(2026, 8, 5), StatusKind.IN_FORCE),
        (D(2029, 2, 5), StatusKind.IN_FORCE),
        (D(2029, 2, 6), StatusKind.EXPIRING),
        (D(2029, 8, 5), StatusKind.EXPIRING),
        (D(2029, 8, 6), StatusKind.EXPIRED),
    ],
)
def test_article_4_3_without_any_later_fact(day: dt.date, kind: StatusKind) -> None:
    assert kind_on(day) == kind


def test_article_12_3_a_late_dossier_extends_180_counted_days_and_no_more() -> None:
    assert status(CERTIFICATE, [LATE], D(2029, 8, 6)) == Status(
        StatusKind.EXTENDED,
        since=D(2029, 8, 6),
        until=D(2030, 2, 1),
        article="Điều 12.3 QĐ 26/2026/QĐ-TTg",
    )
    assert kind_on(D(2030, 2, 1), LATE) == StatusKind.EXTENDED
    assert status(CERTIFICATE, [LATE], D(2030, 2, 2)) == Status(
        StatusKind.EXPIRED, since=D(2030, 2, 2)
    )


def test_article_12_3_the_extension_ends_with_the_result() -> None:
    result = Fact("reevaluation_ended", D(2029, 9, 1))
    assert kind_on(D(2029, 8, 31), LATE, result) == StatusKind.EXTENDED
    assert kind_on(D(2029, 9, 1), LATE, result) == StatusKind.EXPIRED


def test_article_12_3_a_dossier_filed_again_counts_from_its_last_receipt() -> None:
    withdrawn = Fact("reevaluation_ended", D(2029, 9, 1))
    again = Fact("reevaluation_received", D(2029, 9, 10))
    days = (D(2029, 8, 31), D(2029, 9, 5), D(2029, 9, 10))
    assert [kind_on(day, LATE, withdrawn, again) for day in days] == [
        StatusKind.EXTENDED,
        StatusKind.EXPIRED,
        StatusKind.EXTENDED,
    ]


def test_article_12_3_a_dossier_after_expiry_extends_from_its_own_day() -> None:
    after = Fact("reevaluation_received", D(2029, 10, 1))
    assert kind_on(D(2029, 9, 30), after) == StatusKind.EXPIRED
    assert kind_on(D(2029, 10, 1), after) == StatusKind.EXTENDED
    too_late = Fact("reevaluation_received", D(2030, 2, 2))
    assert kind_on(D(2030, 2, 2), too_late) == StatusKind.EXPIRED


def test_reading_on_time_but_undecided_is_a_setting() -> None:
    assert kind_on(D(2029, 8, 6), ON_TIME) == StatusKind.EXTENDED
    strict = LawSettings(on_time_but_undecided="expires")
    assert kind_on(D(2029, 8, 6), ON_TIME, settings=strict) == StatusKind.EXPIRED
    assert kind_on(D(2029, 8, 6), LATE, settings=strict) == StatusKind.EXTENDED


def test_reading_the_extension_may_be_transitional_only() -> None:
    transitional = LawSettings(extension_180="transitional")
    assert kind_on(D(2029, 8, 6), LATE, settings=transitional) == StatusKind.EXPIRED
    old = CertificateDates(D(2023, 9, 1), D(2026, 9, 1))
    filed = Fact("reevaluation_received", D(2026, 8, 1))
    assert status(old, [filed], D(2026, 9, 2), transitional).kind == StatusKind.EXTENDED


def test_article_8_a_withdrawal_counts_from_its_day_even_after_expiry() -> None:
    withdrawn = Fact("withdrawn", D(2027, 10, 12), ground="d")
    assert kind_on(D(2027, 10, 11), withdrawn) == StatusKind.IN_FORCE
    answer = status(CERTIFICATE, [withdrawn, LATE], D(2030, 1, 1))
    assert (answer.kind, answer.since, answer.ground) == (
        StatusKind.WITHDRAWN,
        D(2027, 10, 12),
        "d",
    )
    assert not answer.is_valid


def test_a_replaced_certificate_says_so() -> None:
    replaced = Fact("replaced", D(2028, 1, 10))
    assert kind_on(D(2028, 1, 9), replaced) == StatusKind.IN_FORCE
    assert kind_on(D(2028, 1, 10), replaced) == StatusKind.REPLACED


def test_a_star_without_decision_is_not_guessed() -> None:
    answer = status(None, [], D(2026, 11, 21))
    assert answer == Status(StatusKind.INSUFFICIENT_DATA)
    assert not answer.is_valid


WITHDRAWN = Fact("withdrawn", D(2027, 3, 1), "b")
ANNULLED = Fact("withdrawal_annulled", D(2027, 5, 10))


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (D(2027, 2, 28), StatusKind.IN_FORCE),
        (D(2027, 3, 1), StatusKind.WITHDRAWN),
        (D(2027, 5, 9), StatusKind.WITHDRAWN),
        (D(2027, 5, 10), StatusKind.IN_FORCE),
        (D(2029, 8, 6), StatusKind.EXPIRED),
    ],
)
def test_article_8_a_withdrawal_counts_until_another_decision_annuls_it(
    day: dt.date, kind: StatusKind
) -> None:
    assert kind_on(day, WITHDRAWN, ANNULLED) == kind


def test_a_second_withdrawal_after_an_annulment_counts_from_its_own_day() -> None:
    again = Fact("withdrawn", D(2027, 9, 1), "a")
    found = status(CERTIFICATE, [WITHDRAWN, ANNULLED, again], D(2028, 1, 1))
    assert (found.kind, found.since, found.ground) == (StatusKind.WITHDRAWN, again.on, "a")
