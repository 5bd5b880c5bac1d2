"""The clock of a product's star on the producer's pages: until when, and what to do now."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ocop.recognition.certificate_clock import CLOSING_DAYS, Moment, is_under_way, moments
from ocop.register.models import Recognition
from ocop.register.queries import status_of_recognition
from ocop.register.sentences import verdict
from ocop.register.status import Fact, StatusKind
from ocop.register.status import Status as StarStatus
from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status


@dataclass(frozen=True)
class StarClock:
    """What the product's page says of its newest star; `may_file` offers the re-evaluation.

    `days` are the certificate's days in words with their dates; none where it has no certificate
    or is past asking.
    """

    status: Status
    days: tuple[tuple[str, dt.date], ...]
    words: str
    may_file: bool


def star_clock(history: Iterable[Recognition], today: dt.date) -> StarClock | None:
    """The clock of the newest recognition; None where the product never had a star."""
    newest = next(iter(history), None)
    if newest is None:
        return None
    found = status_of_recognition(newest, today)
    said = verdict(found)
    status = Status(said.tone, said.title, said.detail)
    certificate = getattr(newest, "certificate", None)
    if certificate is None or found.kind in _PAST_ASKING:
        return StarClock(status, (), "", may_file=False)
    facts = [Fact(fact.kind, fact.on, fact.ground) for fact in certificate.facts.all()]
    under_way = is_under_way(facts, today)
    days = moments(certificate.expires_on)
    return StarClock(
        status=status,
        days=_days(days, found),
        words=_words(days, found, today, under_way=under_way),
        may_file=not under_way and found.kind in {StatusKind.EXPIRING, StatusKind.EXPIRED},
    )


_PAST_ASKING = frozenset({StatusKind.WITHDRAWN, StatusKind.REPLACED, StatusKind.INSUFFICIENT_DATA})


def _days(days: dict[Moment, dt.date], found: StarStatus) -> tuple[tuple[str, dt.date], ...]:
    shown = [
        ("Bắt đầu nộp đánh giá lại", days[Moment.WINDOW_OPENS]),
        ("Ngày cuối nộp", days[Moment.WINDOW_CLOSES]),
        ("Giấy hết hạn", days[Moment.EXPIRES]),
    ]
    if found.kind is StatusKind.EXTENDED:
        shown.append(("Kéo dài không quá", days[Moment.EXTENSION_ENDS]))
    return tuple(shown)


def _words(
    days: dict[Moment, dt.date], found: StarStatus, today: dt.date, *, under_way: bool
) -> str:
    if under_way:
        return "Hồ sơ đánh giá lại đang được xét. Bạn chưa phải làm gì thêm."
    if found.kind is StatusKind.EXPIRED:
        return "Nếu vẫn làm sản phẩm này, hãy lập hồ sơ đánh giá lại và báo cán bộ xã."
    if found.kind is StatusKind.EXPIRING:
        return when_to_file(days[Moment.EXPIRES], today)
    return f"Chưa phải làm gì. {when_to_file(days[Moment.EXPIRES], today)}"


def when_to_file(expires_on: dt.date, today: dt.date) -> str:
    """The window of Điều 7.6.a in days of the calendar, or that it has closed."""
    days = moments(expires_on)
    opens, closes = days[Moment.WINDOW_OPENS], days[Moment.WINDOW_CLOSES]
    if today > closes:
        return f"Hạn nộp {date(closes)} đã qua. Hãy nộp ngay và báo cán bộ xã."
    return f"Nộp từ {date(opens)} đến hết {date(closes)}."


def filing_status(expires_on: dt.date, today: dt.date) -> Status:
    """How pressing the dossier is: the days left are counted from 30 days before the last."""
    left = (moments(expires_on)[Moment.WINDOW_CLOSES] - today).days
    ends = f", sao hết hạn {date(expires_on)}"
    if left < 0:
        return Status(Kind.STOP, "Đã quá hạn nộp", ends)
    if left == 0:
        return Status(Kind.STOP, "Hôm nay là ngày cuối nộp", ends)
    if left <= CLOSING_DAYS:
        return Status(Kind.WARN, f"Còn {left} ngày để nộp", ends)
    return Status(Kind.WAIT, f"Sao hết hạn {date(expires_on)}")
