"""A case on the desk: its clock, its state, who acts next."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ocop.law import withdrawal as law
from ocop.law.withdrawal import Ground, Source
from ocop.web.design.pieces import Countdown, Kind, Status
from ocop.withdrawals.services.records import due_on
from ocop.withdrawals.states import OPEN_STATES, CaseState

_KINDS = {
    CaseState.PROPOSED: Kind.WARN,
    CaseState.HEARING: Kind.WAIT,
    CaseState.VERIFIED: Kind.WARN,
    CaseState.WITHDRAWN: Kind.STOP,
    CaseState.DROPPED: Kind.OFF,
    CaseState.ANNULLED: Kind.OFF,
}


@dataclass(frozen=True)
class CaseRow:
    """What lists and pages show of one case."""

    case: Any
    countdown: Countdown | None
    status: Status

    @property
    def product(self) -> Any:
        """The product of the certificate."""
        return self.case.certificate.recognition.product

    @property
    def star(self) -> int:
        """The star at stake."""
        star: int = self.case.certificate.recognition.star
        return star

    @property
    def ground(self) -> Ground:
        """The point of Điều 8.1 with the decree's words."""
        return law.grounds()[self.case.ground]

    @property
    def source(self) -> Source:
        """What the case came from."""
        return law.sources()[self.case.source]

    @property
    def due_on(self) -> dt.date:
        """The last of the 15 days (Điều 8.4)."""
        return due_on(self.case)


def row(case: Any, today: dt.date) -> CaseRow:
    """The line of a case; the clock of an open one counts calendar days from the conclusion."""
    state = CaseState(case.state)
    due = due_on(case)
    countdown = None
    if state in OPEN_STATES:
        total = (due - case.concluded_on).days
        countdown = Countdown((today - case.concluded_on).days, total, due, unit="ngày")
    rest = ""
    if state is CaseState.HEARING:
        rest = f"đến hết ngày {case.reply_due_on:%d/%m/%Y}"
    elif state is CaseState.WITHDRAWN:
        rest = f"từ ngày {case.decision.signed_on:%d/%m/%Y}"
    return CaseRow(case, countdown, Status(_KINDS[state], state.label, rest))
