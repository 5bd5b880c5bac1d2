"""Visits are counted from the log by day, each line once, and nothing about the visitor is kept."""

import datetime as dt
import logging
import logging.config
from pathlib import Path

import pytest

from ocop.visits.access_log import FORMAT, OnlyAnswers, Visit, logging_of, visit_in
from ocop.visits.counting import count
from ocop.visits.models import VisitCount
from ocop.visits.queries import opened_lately
from tests.factories import basic
from tests.factories.certificates import make_certificate

DAY = dt.date(2026, 11, 21)


def line(code: str, *, at: str = "2026-11-21 09:00:00 +0700", status: int = 200) -> str:
    return f"{at} GET /c/{code} {status}\n"


def test_a_line_is_read_and_its_day_is_vietnams() -> None:
    assert visit_in(line("ABC2345")) == Visit(DAY, "ABC2345")
    assert visit_in(line("ABC2345", at="2026-11-20 18:30:00 +0000")) == Visit(DAY, "ABC2345")
    assert visit_in("2026-11-21T09:00:00+07:00 GET /en/c/abc-2345/ 200") == Visit(DAY, "abc-2345")
    for other in (
        line("ABC2345", status=404),
        "2026-11-21 09:00:00 +0700 POST /c/ABC2345 200",
        "2026-11-21 09:00:00 +0700 GET /c/ABC2345/giay-chung-nhan.pdf 200",
        "2026-13-41 09:00:00 +0700 GET /c/ABC2345 200",
        "",
    ):
        assert visit_in(other) is None


def test_only_answers_are_written_and_without_address(tmp_path: Path) -> None:
    path = tmp_path / "visits.log"
    config = {"version": 1, "formatters": {"access": {"format": "%(message)s"}}}
    handlers = logging_of(path)
    filtered = logging.config.dictConfig
    logger = logging.getLogger("granian.access")
    before = (list(logger.handlers), logger.level, logger.propagate)
    try:
        filtered(
            config
            | {
                "filters": handlers["filters"],
                "handlers": {"visits": handlers["handlers"]["visits"]},  # type: ignore[index]
                "loggers": {"granian.access": handlers["loggers"]["granian.access"]},  # type: ignore[index]
                "disable_existing_loggers": False,
            }
        )
        request = {
            "addr": "203.0.113.9",
            "time": "2026-11-21 09:00:00 +0700",
            "method": "GET",
            "path": "/c/ABC2345",
            "status": 200,
        }
        logger.info(FORMAT, request)
        logger.info(FORMAT, request | {"path": "/dang-nhap/"})
    finally:
        for handler in logger.handlers:
            handler.close()
        logger.handlers, logger.level, logger.propagate = before
    assert path.read_text("utf-8") == line("ABC2345")
    assert OnlyAnswers().filter(logging.makeLogRecord({"msg": "x"})) is False


@pytest.mark.django_db
def test_each_line_is_counted_once(tmp_path: Path) -> None:
    places = basic.make_places()
    certificate = make_certificate(places.tan_ho_co, dt.date(2028, 1, 1))
    code, path = certificate.short_code, tmp_path / "visits.log"
    path.write_text(line(code) * 2 + line("KHONGCO") + line(code.lower())[:-1], "utf-8")
    assert count(path) == 2
    assert count(path) == 0
    with path.open("a", encoding="utf-8") as log:
        log.write("\n" + line(code))
    assert count(path) == 2
    path.replace(tmp_path / "visits.log.1")
    with (tmp_path / "visits.log.1").open("a", encoding="utf-8") as log:
        log.write(line(code))
    path.write_text(line(code, at="2026-11-22 09:00:00 +0700"), "utf-8")
    assert count(path) == 2
    assert count(path) == 0
    assert list(VisitCount.objects.order_by("day").values_list("day", "count")) == [
        (DAY, 5),
        (dt.date(2026, 11, 22), 1),
    ]
    assert opened_lately([certificate.pk], dt.date(2026, 12, 21)) == {certificate.pk: 1}


@pytest.mark.django_db
def test_nothing_written_yet_counts_nothing(tmp_path: Path) -> None:
    assert count(tmp_path / "visits.log") == 0
