"""Điều 7.6.a on the producer's home: the days on which a re-evaluation is filed."""

import datetime as dt

import pytest

from ocop.web.portal.star_clock import when_to_file

D = dt.date


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (D(2026, 8, 26), "Nộp từ 26/08/2026 đến hết 25/10/2026."),
        (D(2026, 10, 25), "Nộp từ 26/08/2026 đến hết 25/10/2026."),
        (D(2026, 10, 26), "Hạn nộp 25/10/2026 đã qua. Hãy nộp ngay và báo cán bộ xã."),
    ],
)
def test_the_window_is_told_in_dates(today: dt.date, words: str) -> None:
    assert when_to_file(D(2027, 2, 22), today) == words
