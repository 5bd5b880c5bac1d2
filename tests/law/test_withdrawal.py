"""Điều 8 QĐ 26/2026/QĐ-TTg: grounds, sources, authority, fifteen days."""

import datetime as dt

import pytest

from ocop.law import deadlines
from ocop.law.withdrawal import authority, findings, grounds, sources

D = dt.date
FITTING = {
    "a": {"inspection", "other_body", "council", "ministry"},
    "b": {"inspection", "other_body", "ministry"},
    "c": {"inspection", "other_body", "ministry"},
    "d": {"inspection", "other_body", "ministry"},
    "đ": {"commune"},
    "e": {"inspection", "other_body", "ministry", "council", "given_up"},
}


def test_article_8_1_has_six_grounds_in_the_decrees_order() -> None:
    assert list(grounds()) == ["a", "b", "c", "d", "đ", "e"]
    assert grounds()["đ"].words == "Chủ thể OCOP không còn hoạt động sản xuất sản phẩm OCOP."
    assert grounds()["đ"].article == "Điều 8.1.đ QĐ 26/2026/QĐ-TTg"


@pytest.mark.parametrize("point", FITTING)
def test_each_ground_takes_only_what_its_words_ask_for(point: str) -> None:
    blocked = {
        source
        for source in sources()
        if any(finding.weight == "blocker" for finding in findings(point, source))
    }
    assert set(sources()) - blocked == FITTING[point]


def test_a_certificate_given_up_is_read_as_point_e_with_a_warning() -> None:
    [warning] = findings("e", "given_up")
    assert (warning.weight, warning.place) == ("warning", "source")


@pytest.mark.parametrize(
    ("star", "on", "level"),
    [
        (3, D(2026, 5, 21), "unknown"),
        (3, D(2026, 5, 22), "province"),
        (4, D(2026, 11, 22), "province"),
        (5, D(2026, 5, 21), "unknown"),
        (5, D(2026, 5, 22), "ministry"),
    ],
)
def test_article_8_2_the_star_says_who_withdraws(star: int, on: dt.date, level: str) -> None:
    assert authority(star, on).level == level


@pytest.mark.parametrize(
    ("concluded_on", "last_day"),
    [
        (D(2026, 11, 7), D(2026, 11, 22)),
        (D(2026, 12, 20), D(2027, 1, 4)),
        (D(2028, 2, 15), D(2028, 3, 1)),
    ],
)
def test_article_8_4_fifteen_calendar_days_from_the_conclusion_or_confirmation(
    concluded_on: dt.date, last_day: dt.date
) -> None:
    assert deadlines.revocation(concluded_on).last_day == last_day
