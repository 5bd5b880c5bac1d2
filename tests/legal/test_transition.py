"""The transition cases of QĐ 26/2026/QĐ-TTg, each as a golden case with its dates and article."""

import datetime as dt

import pytest

from ocop.dossiers.rules.content import RecognisedContent
from ocop.dossiers.rules.window import window_findings, window_of
from ocop.kernel.findings import Weight
from ocop.law import deadlines
from ocop.law.authority import recognising_authority
from ocop.law.choosing import instrument_for_filing
from ocop.law.instruments import DossierKind
from ocop.law.readings import LawSettings
from ocop.register.status import CertificateDates, Fact, StatusKind, status

D = dt.date
FIRST, UPGRADE, AGAIN = DossierKind.FIRST, DossierKind.UPGRADE, DossierKind.REEVALUATION


def star(issued_on: D, expires_on: D) -> RecognisedContent:
    return RecognisedContent(
        star=3,
        total=None,
        recognised_on=issued_on.isoformat(),
        decision_number="01/QĐ-UBND",
        certificate_number="01",
        issued_on=issued_on.isoformat(),
        expires_on=expires_on.isoformat(),
        papers=None,
    )


# A certificate of 15/12/2023 under QĐ 148, given by a district that no longer exists.
DISTRICT_STAR = CertificateDates(D(2023, 12, 15), D(2026, 12, 15))


def test_a_district_star_of_2023_lives_to_its_last_day_and_the_province_evaluates_again():
    assert recognising_authority(3, DISTRICT_STAR.issued_on).level == "district"
    assert deadlines.certificate_last_day(DISTRICT_STAR.issued_on, "qd148-2023") == D(2026, 12, 15)
    assert status(DISTRICT_STAR, [], D(2026, 12, 15)).is_valid
    assert status(DISTRICT_STAR, [], D(2026, 12, 16)).kind is StatusKind.EXPIRED
    window = window_of(star(DISTRICT_STAR.issued_on, DISTRICT_STAR.expires_on))
    assert (window.opens, window.closes) == (D(2026, 6, 18), D(2026, 8, 17))
    assert instrument_for_filing(D(2026, 8, 17), AGAIN).instrument == "qd26-2026"
    assert recognising_authority(3, D(2026, 9, 20)).level == "province"
    assert recognising_authority(5, D(2026, 9, 20)).level == "ministry"


@pytest.mark.parametrize(
    ("kind", "finish_by"),
    [(FIRST, D(2026, 7, 21)), (UPGRADE, D(2026, 7, 21)), (AGAIN, D(2026, 6, 21))],
)
def test_article_12_2_a_dossier_filed_before_22_may_ends_under_the_old_sheets(kind, finish_by):
    before = instrument_for_filing(D(2026, 5, 21), kind)
    assert (before.instrument, before.finish_by) == ("qd148-2023", finish_by)
    assert before.too_late(finish_by) is False
    assert before.too_late(finish_by + dt.timedelta(days=1)) is True
    stays = LawSettings(unfinished_transition="continue_old")
    assert before.too_late(D(2026, 12, 31), stays) is False
    after = instrument_for_filing(D(2026, 5, 22), kind)
    assert (after.instrument, after.finish_by) == ("qd26-2026", None)


# It ends in August 2026: the 120 days before had passed when the decision came into force.
AUGUST_STAR = CertificateDates(D(2023, 8, 20), D(2026, 8, 20))


def test_article_12_3_a_star_whose_window_passed_before_the_law_came():
    window = deadlines.reevaluation_window(AUGUST_STAR.expires_on)
    assert window.closes == D(2026, 4, 22) < D(2026, 5, 22)
    [warning] = window_findings(star(AUGUST_STAR.issued_on, AUGUST_STAR.expires_on), D(2026, 7, 1))
    assert (warning.weight, warning.article) == (Weight.WARNING, "Điều 12.3 QĐ 26/2026/QĐ-TTg")
    received = [Fact("reevaluation_received", D(2026, 7, 1))]
    assert status(AUGUST_STAR, received, D(2026, 8, 20)).kind is StatusKind.EXPIRING
    assert status(AUGUST_STAR, received, D(2026, 8, 21)).kind is StatusKind.EXTENDED
    assert status(AUGUST_STAR, received, D(2027, 2, 16)).kind is StatusKind.EXTENDED
    assert status(AUGUST_STAR, received, D(2027, 2, 17)).kind is StatusKind.EXPIRED
    ended = [*received, Fact("reevaluation_ended", D(2026, 10, 1))]
    assert status(AUGUST_STAR, ended, D(2026, 9, 30)).kind is StatusKind.EXTENDED
    assert status(AUGUST_STAR, ended, D(2026, 10, 1)).kind is StatusKind.EXPIRED


def test_the_180_days_are_counted_without_the_first_and_with_the_last():
    assert deadlines.extension(D(2026, 8, 20)).last_day == D(2027, 2, 16)
    assert (D(2027, 2, 16) - D(2026, 8, 20)).days == 180
    window = deadlines.reevaluation_window(D(2026, 12, 31))
    assert ((D(2026, 12, 31) - window.opens).days, (D(2026, 12, 31) - window.closes).days) == (
        180,
        120,
    )


def test_36_months_from_29_february_end_on_the_28th():
    assert deadlines.certificate_last_day(D(2024, 2, 29)) == D(2027, 2, 28)
    assert deadlines.certificate_last_day(D(2025, 2, 28)) == D(2028, 2, 28)
    leap = CertificateDates(D(2024, 2, 29), D(2027, 2, 28))
    assert status(leap, [], D(2027, 2, 28)).is_valid
    assert not status(leap, [], D(2027, 3, 1)).is_valid
    window = deadlines.reevaluation_window(leap.expires_on)
    assert (window.opens, window.closes) == (D(2026, 9, 1), D(2026, 10, 31))


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (D(2025, 6, 30), "district"),
        (D(2025, 7, 1), "unknown"),
        (D(2025, 7, 5), "unknown"),
        (D(2025, 7, 6), "province"),
        (D(2026, 5, 22), "province"),
    ],
)
def test_the_first_days_of_july_2025_have_no_known_authority_for_three_stars(day, level):
    assert recognising_authority(3, day).level == level
    assert recognising_authority(4, day).level == "province"


@pytest.mark.parametrize(
    ("chosen", "after_expiry"),
    [("extended_180", StatusKind.EXTENDED), ("expires", StatusKind.EXPIRED)],
)
def test_filed_on_time_but_undecided_at_expiry_follows_the_setting(chosen, after_expiry):
    certificate = CertificateDates(D(2024, 1, 10), D(2027, 1, 10))
    window = deadlines.reevaluation_window(certificate.expires_on)
    received = [Fact("reevaluation_received", window.closes)]
    settings = LawSettings(on_time_but_undecided=chosen)
    assert status(certificate, received, D(2027, 1, 10), settings).kind is StatusKind.EXPIRING
    assert status(certificate, received, D(2027, 1, 11), settings).kind is after_expiry
    late = [Fact("reevaluation_received", window.closes + dt.timedelta(days=1))]
    assert status(certificate, late, D(2027, 1, 11), settings).kind is StatusKind.EXTENDED


def test_the_extension_as_a_rule_of_the_transition_alone():
    settings = LawSettings(extension_180="transitional")
    new = CertificateDates(D(2026, 5, 22), D(2029, 5, 22))
    received = [Fact("reevaluation_received", D(2029, 5, 1))]
    assert status(new, received, D(2029, 5, 23), settings).kind is StatusKind.EXPIRED
    [warning] = window_findings(star(new.issued_on, new.expires_on), D(2029, 5, 1), settings)
    assert warning.message.endswith("Sao hết giá trị sau ngày 22/05/2029 nếu chưa có kết quả.")


def test_article_7_6_g_45_days_from_the_full_dossier():
    limit = deadlines.reevaluation(D(2026, 11, 1))
    assert (limit.last_day, limit.article) == (D(2026, 12, 16), "Điều 7.6.g QĐ 26/2026/QĐ-TTg")
