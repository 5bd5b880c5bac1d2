"""Status sentences, time limits and posted answers. Pure."""

import datetime as dt

import pytest

from ocop.web.design.pieces import Countdown, Kind, Status, sentence
from ocop.web.design.scoring_view import (
    OptionView,
    PartSum,
    SumsView,
    none_option,
    parse_answer,
)


def test_the_rest_of_a_status_writes_dates_and_hugs_commas() -> None:
    assert sentence(("đến", dt.date(2029, 8, 5))) == " đến 05/08/2029"
    assert sentence((", còn 6 ngày", "", "làm việc")) == ", còn 6 ngày làm việc"


def test_each_kind_has_its_icon_and_may_take_another() -> None:
    assert Status("ok", "Xong").drawing == "check"
    assert Status(Kind.WAIT, "Đang chấm", icon="people").drawing == "people"
    with pytest.raises(ValueError, match="lucky"):
        _ = Status("lucky", "Hên").drawing


@pytest.mark.parametrize(
    ("used", "done", "kind", "text"),
    [
        (4, False, Kind.WAIT, "Còn 11 ngày làm việc"),
        (11, False, Kind.WAIT, "Còn 4 ngày làm việc"),
        (12, False, Kind.WARN, "Còn 3 ngày làm việc"),
        (15, False, Kind.WARN, "Hôm nay là hạn cuối"),
        (17, False, Kind.STOP, "Quá hạn 2 ngày làm việc"),
        (11, True, Kind.OK, "Xong trong 11 ngày làm việc"),
    ],
)
def test_a_countdown_of_fifteen_days(used: int, done: bool, kind: Kind, text: str) -> None:
    limit = Countdown(used, 15, dt.date(2026, 12, 8), done)
    assert (limit.kind, limit.text) == (kind, text)
    assert limit.rest == ("" if done else ", hạn 08/12/2026")


@pytest.mark.parametrize(
    ("posted", "answer"), [("2", (None, 2)), ("0", (None, 0)), ("1-2", (1, 2)), ("2-0", (2, 0))]
)
def test_posted_answers(posted: str, answer: tuple[int | None, int]) -> None:
    assert parse_answer(posted) == answer
    case, number = answer
    assert OptionView(number, 0, "", case=case).value == posted


@pytest.mark.parametrize("posted", ["", "-", "-1", "a", "1-", "1-x", "x-1", "1-2-3", "1.5"])
def test_answers_no_screen_posts(posted: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse_answer(posted)
    assert refused.value.args == (posted,)


def test_keys_follow_the_printed_numbers_and_cases_have_none() -> None:
    assert OptionView(2, 1, "").key == "2"
    assert OptionView(10, 1, "").key == ""
    assert OptionView(2, 1, "", case=1).key == ""
    assert none_option().key == "0"


@pytest.mark.parametrize(
    ("star", "words"),
    [(4, "Đang bị chặn ở 4 sao"), (3, "Đang bị chặn ở 3 sao"), (2, "Chưa đạt 3 sao")],
)
def test_where_the_minimum_levels_hold_a_product(star: int, words: str) -> None:
    sums = SumsView((PartSum("A", 31, 40),), 77, band_star=5, star=star, blocked="1 mức tối thiểu")
    assert sums.blocked_at == words
