"""A line of the commune's list: the clock, what is missing, the one thing to do next."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ocop.dossiers.models import CommuneAssessment, Dossier
from ocop.dossiers.queues import AT_COMMUNE_DESK
from ocop.dossiers.rules.assessment import CONTENTS, Content, missing_contents
from ocop.dossiers.rules.clocks import CommuneClock, commune_clock
from ocop.dossiers.services.commune import sample_warnings
from ocop.dossiers.states import DossierState as S
from ocop.kernel.clock import VIETNAM
from ocop.law.calendars import working_days_between
from ocop.web.design.figures import date
from ocop.web.design.pieces import Countdown, Kind, Status


@dataclass(frozen=True)
class Step:
    """The next thing to do: where, and the words on the button."""

    url: str
    label: str


@dataclass(frozen=True)
class Row:
    """What the list shows of one dossier; `clock` is None before the first receipt."""

    dossier: Any
    clock: CommuneClock | None
    countdown: Countdown | None
    waiting: Status | None
    missing: Status
    step: Step

    @property
    def url(self) -> str:
        """The dossier's own page."""
        return reverse("desk:commune:dossier", args=[self.dossier.pk])

    @property
    def contents(self) -> list[tuple[str, bool]]:
        """The four contents and whether each is written."""
        missing = missing_contents(texts_of(assessment_of(self.dossier)))
        return [(content.name, content not in missing) for content in CONTENTS]


def row(dossier: Any, today: dt.date) -> Row:
    """The line of a dossier that carries the dates of `queues.with_dates`."""
    clock = clock_of(dossier, dossier.counted_from, today)
    return Row(
        dossier=dossier,
        clock=clock,
        countdown=countdown(clock) if clock else None,
        waiting=None if clock else _waiting(dossier, today),
        missing=missing_status(dossier),
        step=next_step(dossier),
    )


def clock_of(dossier: Dossier, counted_from: dt.date | None, today: dt.date) -> CommuneClock | None:
    """The commune's clock; it stopped on the day of Mẫu số 03 where the commune has proposed."""
    if counted_from is None:
        return None
    assessment = assessment_of(dossier)
    has_left = dossier.state not in AT_COMMUNE_DESK
    stopped_on = assessment.reported_on if has_left and assessment else None
    return commune_clock(counted_from, today, stopped_on=stopped_on)


def countdown(clock: CommuneClock) -> Countdown:
    """The clock as the design's bar of days."""
    return Countdown(clock.used, clock.total, clock.due_on, done=clock.stopped_on is not None)


def assessment_of(dossier: Dossier) -> CommuneAssessment | None:
    """The commune's assessment where it was begun."""
    return getattr(dossier, "commune_assessment", None)


def texts_of(assessment: CommuneAssessment | None) -> dict[str, str]:
    """The four contents by field; empty where nothing is written."""
    return {content.field: getattr(assessment, content.field, "") for content in CONTENTS}


def missing_status(dossier: Any) -> Status:
    """What keeps the dossier on the commune's desk, at a glance."""
    if dossier.state == S.SUBMITTED:
        return Status(Kind.DRAFT, "Chưa xem")
    if dossier.state == S.RETURNED_BY_COMMUNE:
        return waiting_for_producer(dossier)
    if dossier.state != S.AT_COMMUNE:
        return Status(_LATER.get(dossier.state, Kind.WAIT), dossier.get_state_display())
    return _unfinished(dossier)


def waiting_for_producer(dossier: Any) -> Status:
    """How much a returned dossier was asked to complete, and the day the desk asked for."""
    places = len(dossier.asked_points or [])
    until = f", hẹn {date(dossier.asked_until)}" if dossier.asked_until else ""
    return Status(Kind.WAIT, "Chờ chủ thể", f"bổ sung {places} chỗ{until}")


_LATER = {
    S.RECOGNISED: Kind.OK,
    S.NOT_RECOGNISED: Kind.STOP,
    S.NOT_UPGRADED: Kind.STOP,
    S.WITHDRAWN: Kind.OFF,
}


def _unfinished(dossier: Any) -> Status:
    assessment = assessment_of(dossier)
    missing = missing_contents(texts_of(assessment))
    if len(missing) == len(CONTENTS):
        return Status(Kind.WARN, "Chưa ghi nội dung nào", "trong bốn nội dung")
    if missing:
        return Status(Kind.WARN, f"{len(missing)} trong 4 nội dung:", _names(missing))
    if assessment and not assessment.is_complete:
        return Status(Kind.WARN, "Chưa xác nhận", "thành phần hồ sơ đầy đủ")
    if sample_warnings(dossier, dossier.received_samples or 0):
        return Status(
            Kind.WARN, "Đủ 4 nội dung,", f"mới có {dossier.received_samples} sản phẩm mẫu"
        )
    return Status(Kind.OK, "Đủ 4 nội dung,", "chờ ký và gửi tỉnh")


def _names(contents: tuple[Content, ...]) -> str:
    return ", ".join(content.short_name for content in contents)


def next_step(dossier: Any) -> Step:
    """The one thing the commune does next with the dossier."""
    view, label = "dossier", "Mở hồ sơ"
    if dossier.state == S.SUBMITTED:
        view, label = "receive", "Nhận hồ sơ"
    elif dossier.state == S.RETURNED_BY_COMMUNE:
        label = "Xem lời nhắn"
    elif dossier.state == S.AT_COMMUNE:
        assessment = assessment_of(dossier)
        done = assessment and assessment.is_complete and not missing_contents(texts_of(assessment))
        view, label = ("propose", "Ký và gửi tỉnh") if done else ("assess", "Lập Mẫu 03")
    return Step(reverse(f"desk:commune:{view}", args=[dossier.pk]), label)


def _waiting(dossier: Any, today: dt.date) -> Status:
    submitted_on = dossier.submitted_at.astimezone(VIETNAM).date()
    days = max(working_days_between(submitted_on, today), 0)
    said = f"nộp {date(dossier.submitted_at)}" + (f", đã chờ {days} ngày làm việc" if days else "")
    return Status(Kind.WARN if days > 3 else Kind.DRAFT, "Chưa nhận,", said)
