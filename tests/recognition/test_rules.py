"""What follows from a result (Điều 4.1, 7.3, 7.4 QĐ 26/2026/QĐ-TTg)."""

import datetime as dt

import pytest

from ocop.recognition.rules import (
    Outcome,
    consecutive_numbers,
    decision_findings,
    next_number,
    outcome_back_at_province,
    outcome_of,
    referral_findings,
)

D = dt.date


@pytest.mark.parametrize(
    ("level", "band_star", "star", "outcome"),
    [
        ("province", 4, 4, Outcome.RECOGNISE),
        ("province", 4, 3, Outcome.RECOGNISE),
        ("province", 3, 2, Outcome.CLOSE),
        ("province", 2, 2, Outcome.CLOSE),
        ("province", None, None, Outcome.CLOSE),
        ("province", 5, 5, Outcome.REFER),
        ("province", 5, 4, Outcome.REFER),
        ("central", 5, 5, Outcome.RECOGNISE),
        ("central", 5, 4, Outcome.RETURN_TO_PROVINCE),
        ("central", 4, 4, Outcome.RETURN_TO_PROVINCE),
        ("central", None, None, Outcome.RETURN_TO_PROVINCE),
    ],
)
def test_outcome_of_a_result(
    level: str, band_star: int | None, star: int | None, outcome: Outcome
) -> None:
    assert outcome_of(level=level, band_star=band_star, star=star) == outcome


@pytest.mark.parametrize(
    ("star", "outcome"),
    [(4, Outcome.RECOGNISE), (3, Outcome.RECOGNISE), (2, Outcome.CLOSE), (None, Outcome.CLOSE)],
)
def test_article_7_4_the_province_may_use_the_central_result(
    star: int | None, outcome: Outcome
) -> None:
    assert outcome_back_at_province(star) == outcome


@pytest.mark.parametrize(
    ("number", "signed_on", "place"),
    [
        (" ", D(2026, 11, 20), "number"),
        ("12/QĐ-UBND", None, "signed_on"),
        ("12/QĐ-UBND", D(2026, 11, 9), "signed_on"),
        ("12/QĐ-UBND", D(2026, 11, 22), "signed_on"),
    ],
)
def test_a_decision_follows_the_session(number: str, signed_on: dt.date | None, place: str) -> None:
    found = decision_findings(
        number=number,
        signed_on=signed_on,
        concluded_on=D(2026, 11, 10),
        today=D(2026, 11, 21),
    )
    assert [finding.place for finding in found] == [place]


def test_a_decision_of_the_day_of_the_session_stands() -> None:
    found = decision_findings(
        number="12/QĐ-UBND",
        signed_on=D(2026, 11, 10),
        concluded_on=D(2026, 11, 10),
        today=D(2026, 11, 21),
    )
    assert found == []


def test_article_7_3_e_a_missed_mark_only_warns() -> None:
    assert [f.weight for f in referral_findings(band_star=5, star=4)] == ["warning"]
    assert referral_findings(band_star=5, star=5) == []


def test_a_number_of_more_figures_than_any_register_has_is_not_counted_on() -> None:
    assert next_number("9" * 5000) == ""
    assert consecutive_numbers("9" * 5000, 2) == []
