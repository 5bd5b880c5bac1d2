"""A line of the province's list: where it is, since when, which round, the next thing to do."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ocop.dossiers.queues import AT_COMMUNE_DESK, REEVALUATION_RUNS
from ocop.dossiers.rules.clocks import reevaluation_clock, round_of_proposal
from ocop.dossiers.states import DossierState as S
from ocop.kernel.clock import VIETNAM
from ocop.law.deadlines import Round
from ocop.register.models import EvaluationKind
from ocop.web.design.figures import date
from ocop.web.design.pieces import Countdown, Kind, Status
from ocop.web.desk.commune.rows import Step, assessment_of, waiting_for_producer

KINDS = {
    S.PROPOSED: Kind.WARN,
    S.AT_PROVINCE: Kind.WAIT,
    S.ACCEPTED: Kind.OK,
    S.RECOGNISED: Kind.OK,
    S.NOT_RECOGNISED: Kind.STOP,
    S.NOT_UPGRADED: Kind.STOP,
    S.WITHDRAWN: Kind.OFF,
}


@dataclass(frozen=True)
class Row:
    """What the list shows of one dossier; `round` is None before the commune's proposal."""

    dossier: Any
    proposed_on: dt.date | None
    round: Round | None
    status: Status
    countdown: Countdown | None
    step: Step

    @property
    def url(self) -> str:
        """The dossier's own page."""
        return reverse("desk:province:dossier", args=[self.dossier.pk])


def row(dossier: Any, today: dt.date) -> Row:
    """The line of a dossier that carries the dates of `queues.with_dates`."""
    report = assessment_of(dossier)
    proposed_on = report.reported_on if report and dossier.state not in AT_COMMUNE_DESK else None
    return Row(
        dossier=dossier,
        proposed_on=proposed_on,
        round=round_of_proposal(proposed_on) if proposed_on else None,
        status=_status(dossier, proposed_on),
        countdown=_countdown(dossier, today),
        step=_step(dossier),
    )


def _status(dossier: Any, proposed_on: dt.date | None) -> Status:
    kind = KINDS.get(dossier.state, Kind.WAIT)
    if dossier.state == S.PROPOSED and proposed_on:
        return Status(kind, "Chờ tỉnh tiếp nhận", f"từ {date(proposed_on)}")
    if dossier.state == S.RETURNED_BY_PROVINCE:
        return waiting_for_producer(dossier)
    if dossier.state == S.AT_PROVINCE and dossier.province_received_on:
        return Status(kind, "Đang kiểm tra", f"nhận {date(dossier.province_received_on)}")
    return Status(kind, dossier.get_state_display())


def _countdown(dossier: Any, today: dt.date) -> Countdown | None:
    """Điều 7.6.g: 45 days for a re-evaluation from the full dossier; other kinds have no limit."""
    if dossier.kind != EvaluationKind.REEVALUATION or dossier.state not in REEVALUATION_RUNS:
        return None
    submitted_on = dossier.submitted_at and dossier.submitted_at.astimezone(VIETNAM).date()
    found = reevaluation_clock(dossier.province_received_on, submitted_on, today)
    return found and Countdown(found.used, found.total, found.due_on, unit="ngày")


def _step(dossier: Any) -> Step:
    view, label = "dossier", "Mở hồ sơ"
    if dossier.state == S.PROPOSED:
        view, label = "receive", "Nhận hồ sơ"
    elif dossier.state == S.AT_PROVINCE:
        label = "Kiểm tra"
    elif dossier.state == S.RETURNED_BY_PROVINCE:
        label = "Xem lời nhắn"
    return Step(reverse(f"desk:province:{view}", args=[dossier.pk]), label)
