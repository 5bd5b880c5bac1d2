"""A use of the mark in words, the same at the desk and for the producer."""

from dataclasses import dataclass

from ocop.benefits.models import MarkUse
from ocop.benefits.states import IN_USE, UseState
from ocop.kernel import clock
from ocop.register.queries import status_of
from ocop.register.sentences import Verdict, verdict
from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status

_KINDS = {UseState.DECLARED: Kind.WAIT, UseState.OK: Kind.OK, UseState.WRONG: Kind.STOP}


@dataclass(frozen=True)
class Row:
    """One use: what it is, whether it may go on, what stands on its certificate today."""

    use: MarkUse
    status: Status
    star: Verdict
    must_stop: bool


def use_row(use: MarkUse) -> Row:
    """The line of a use that `with_right` has read."""
    has_right: bool = use.has_right  # type: ignore[attr-defined]
    must_stop = not has_right and use.state in IN_USE
    return Row(use, _status(use, must_stop), star_of(use), must_stop)


def star_of(use: MarkUse) -> Verdict:
    """The certificate's status today."""
    return verdict(status_of(use.certificate, clock.today()))


def _status(use: MarkUse, must_stop: bool) -> Status:
    if use.state == UseState.STOPPED:
        return Status(Kind.OFF, "Đã ngừng dùng", f"từ {date(use.stopped_on)}")
    if must_stop:
        return Status(Kind.STOP, "Phải ngừng dùng", ", sao không còn hiệu lực")
    return Status(_KINDS[UseState(use.state)], use.get_state_display())
