"""What the web server writes about visits: the day and the code, never an address or a browser."""

import datetime as dt
import logging
import re
from dataclasses import dataclass
from pathlib import Path

from ocop.kernel.clock import VIETNAM

FORMAT = "%(time)s %(method)s %(path)s %(status)d"
"""Of granian's fields; the visitor's address is not among them."""

_LINE = re.compile(
    r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}) ?([+-]\d{2}:?\d{2}) "
    r"GET (?:/en)?/c/([0-9A-Za-z-]{1,20})/? 200(?:\s|$)"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One opening of an answer page: its day in Vietnam, and the code as in the address."""

    day: dt.date
    code: str


def visit_in(line: str) -> Visit | None:
    """The visit a line tells of; None for any other line."""
    found = _LINE.search(line)
    if found is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(f"{found[1]}T{found[2]}{found[3]}")
    except ValueError:
        return None
    return Visit(moment.astimezone(VIETNAM).date(), found[4])


class OnlyAnswers(logging.Filter):
    """Keeps the lines about answer pages and drops every other request before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        return visit_in(record.getMessage()) is not None


def logging_of(path: Path) -> dict[str, object]:
    """Granian's logging with the visits in `path`; a file that was renamed is begun anew."""
    return {
        "filters": {"answers": {"()": "ocop.visits.access_log.OnlyAnswers"}},
        "handlers": {
            "console": {
                "formatter": "generic",
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
            },
            "visits": {
                "formatter": "access",
                "class": "logging.handlers.WatchedFileHandler",
                "filename": str(path),
                "filters": ["answers"],
                "encoding": "utf-8",
                "delay": True,
            },
        },
        "loggers": {
            "_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "granian.access": {"handlers": ["visits"], "level": "INFO", "propagate": False},
        },
    }
