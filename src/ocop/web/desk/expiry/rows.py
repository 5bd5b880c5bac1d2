"""A line of the list: where a certificate stands, until when what can be done."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ocop.recognition.certificate_clock import Moment, Stage, moments
from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status

WAITING = "chua-nop"
LABELS = {
    WAITING: "Chưa nộp hồ sơ",
    Stage.WINDOW_OPEN.value: "Trong kỳ nộp",
    Stage.WINDOW_CLOSING.value: "Sắp hết hạn nộp",
    Stage.WINDOW_MISSED.value: "Đã quá hạn nộp",
    Stage.UNDER_WAY.value: "Đang đánh giá lại",
    Stage.EXTENDED.value: "Đang kéo dài",
    Stage.EXPIRED.value: "Đã hết hạn",
    "tat-ca": "Tất cả",
}


@dataclass(frozen=True)
class Row:
    """What the list shows; `papers` names evidence of the product that ends within 60 days."""

    certificate: Any
    status: Status
    closes: dt.date
    papers: list[str]

    @property
    def product(self) -> Any:
        """The product with producer and commune."""
        return self.certificate.recognition.product


def row(certificate: Any, stage: Stage, today: dt.date, papers: list[str]) -> Row:
    """The line of one certificate in its stage."""
    days = moments(certificate.expires_on)
    return Row(certificate, _status(stage, days, today), days[Moment.WINDOW_CLOSES], papers)


def _status(stage: Stage, days: dict[Moment, dt.date], today: dt.date) -> Status:
    closes, expires = days[Moment.WINDOW_CLOSES], days[Moment.EXPIRES]
    match stage:
        case Stage.WINDOW_OPEN:
            return Status(Kind.WAIT, "Trong kỳ nộp", f"đến hết {date(closes)}")
        case Stage.WINDOW_CLOSING:
            left = (closes - today).days
            words = f"Còn {left} ngày để nộp" if left else "Hôm nay là ngày cuối nộp"
            return Status(Kind.WARN, words, f", hạn {date(closes)}")
        case Stage.WINDOW_MISSED:
            return Status(Kind.STOP, "Đã quá hạn nộp", f"từ {date(closes)}")
        case Stage.UNDER_WAY:
            return Status(Kind.WAIT, "Đang đánh giá lại", icon="half")
        case Stage.EXTENDED:
            return Status(
                Kind.WARN, "Đang kéo dài", f"không quá {date(days[Moment.EXTENSION_ENDS])}"
            )
        case _:
            return Status(Kind.OFF, "Đã hết hạn", f"từ {date(expires + dt.timedelta(days=1))}")
