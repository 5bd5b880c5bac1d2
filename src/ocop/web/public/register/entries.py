"""One line of the register: a recognition and what it is worth on a day."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from ocop.kernel import clock
from ocop.register.models import Recognition
from ocop.register.queries import status_of_recognition
from ocop.register.sentences import Verdict, verdict
from ocop.register.status import StatusKind


@dataclass(frozen=True)
class Entry:
    """A recognition with the words about its state."""

    recognition: Recognition
    verdict: Verdict
    is_valid: bool
    is_known: bool = True
    photo: UUID | None = None

    @property
    def kind(self) -> str:
        """The tone as the status component names it."""
        return self.verdict.tone


def entry(recognition: Recognition, photo: UUID | None = None, on: dt.date | None = None) -> Entry:
    """The line of a recognition, as of a day (today where none is given)."""
    state = status_of_recognition(recognition, on or clock.today())
    is_known = state.kind is not StatusKind.INSUFFICIENT_DATA
    return Entry(recognition, verdict(state), state.is_valid, is_known, photo)
