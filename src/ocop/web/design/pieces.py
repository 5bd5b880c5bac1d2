"""What pages hand to the components: plain values, no models."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ocop.web.design.figures import date


class Kind(StrEnum):
    """The six meanings of a status; each has its colour, icon and words."""

    OK = "ok"
    WAIT = "wait"
    WARN = "warn"
    STOP = "stop"
    OFF = "off"
    DRAFT = "draft"


ICONS = {
    Kind.OK: "check",
    Kind.WAIT: "clock",
    Kind.WARN: "warn",
    Kind.STOP: "stop",
    Kind.OFF: "off",
    Kind.DRAFT: "draft",
}


def sentence(rest: Iterable[object]) -> str:
    """The rest of a status sentence: dates as dd/mm/yyyy, spaces between, none before , . ; :"""
    words = (date(part) if isinstance(part, dt.date) else str(part) for part in rest)
    return "".join(
        word if word.startswith((",", ".", ";", ":")) else f" {word}" for word in words if word
    )


@dataclass(frozen=True)
class Status:
    """A status sentence: "Còn hiệu lực" (bold) + "đến 05/08/2029".

    `icon` replaces the kind's own icon where another says it better (people, half, lock).
    """

    kind: Kind | str
    text: str
    rest: str = ""
    icon: str = ""

    @property
    def drawing(self) -> str:
        """The name of the icon."""
        return self.icon or ICONS[Kind(self.kind)]


@dataclass(frozen=True)
class Task:
    """A line of a task list; without `url` it cannot be done yet."""

    name: str
    status: Status
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Countdown:
    """A time limit in days already counted (working or calendar: `unit` says which).

    `used` of `total` days are gone; `due` is the last day; `done` stops the clock.
    """

    used: int
    total: int
    due: dt.date | None = None
    done: bool = False
    unit: str = "ngày làm việc"

    @property
    def left(self) -> int:
        """Days left, negative when late."""
        return self.total - self.used

    @property
    def kind(self) -> Kind:
        """Late is red, the last three days brown, done green."""
        if self.done:
            return Kind.OK
        if self.left < 0:
            return Kind.STOP
        return Kind.WARN if self.left <= 3 else Kind.WAIT

    @property
    def text(self) -> str:
        """ "Còn 6 ngày làm việc", "Quá hạn 2 ngày làm việc", "Xong trong 11 ngày làm việc"."""
        if self.done:
            return f"Xong trong {self.used} {self.unit}"
        if self.left < 0:
            return f"Quá hạn {-self.left} {self.unit}"
        return f"Còn {self.left} {self.unit}" if self.left else "Hôm nay là hạn cuối"

    @property
    def rest(self) -> str:
        """ ", hạn 01/12/2026" while the clock runs."""
        return f", hạn {date(self.due)}" if self.due and not self.done else ""
