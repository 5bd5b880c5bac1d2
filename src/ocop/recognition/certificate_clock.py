"""On which days a certificate asks for attention, and what is to be said on a day. Pure.

Điều 7.6.a (a re-evaluation is filed 180 to 120 days before the last day), Điều 4.3 (36 months) and
Điều 12.3 (extension of at most 180 days) of Quyết định 26/2026/QĐ-TTg.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ocop.law import deadlines
from ocop.law.readings import LawSettings
from ocop.register.status import CertificateDates, Fact, StatusKind, status

WEEK_BEFORE = 7
"""How many days before the last day to file people are reminded once more; a habit, not law."""

HORIZON_DAYS = 30
"""How far back a day that was missed is still told: older ones are no news."""

PAPER_STEPS = (60, 30, 0)
"""Days before a paper's last day on which its producer is reminded; a habit, not law."""


class Moment(StrEnum):
    """A day in a certificate's life on which people are told something."""

    WINDOW_OPENS = "window_opens"
    WINDOW_CLOSES_SOON = "window_closes_soon"
    WINDOW_CLOSES = "window_closes"
    EXPIRES = "expires"
    EXTENSION_ENDS = "extension_ends"


@dataclass(frozen=True, slots=True)
class Due:
    """One moment to tell of. `day` is its own day, which may be past; `is_extended` says whether
    a re-evaluation under way keeps the certificate valid past its last day.
    """

    moment: Moment
    day: dt.date
    is_extended: bool = False


def moments(expires_on: dt.date) -> dict[Moment, dt.date]:
    """The days of a certificate whose last valid day is given, in their order."""
    window = deadlines.reevaluation_window(expires_on)
    return {
        Moment.WINDOW_OPENS: window.opens,
        Moment.WINDOW_CLOSES_SOON: window.closes - dt.timedelta(days=WEEK_BEFORE),
        Moment.WINDOW_CLOSES: window.closes,
        Moment.EXPIRES: expires_on,
        Moment.EXTENSION_ENDS: deadlines.extension(expires_on).last_day,
    }


def last_days_concerned(on: dt.date) -> dict[Moment, tuple[dt.date, dt.date]]:
    """For each moment the first and last "last valid day" whose moment lies in the horizon.

    With these ranges the certificates that may be due on a day are found by one index.
    """
    since = on - dt.timedelta(days=HORIZON_DAYS - 1)
    return {moment: (since - (day - on), on - (day - on)) for moment, day in moments(on).items()}


def due_on(
    certificate: CertificateDates,
    facts: Sequence[Fact],
    on: dt.date,
    settings: LawSettings,
    *,
    has_newer: bool = False,
) -> Due | None:
    """What is to be told of a certificate on a day; None where there is nothing.

    The newest moment of the last 30 days counts: where nobody ran the clock for a week, the later
    reminder takes the place of the earlier, and a list of old certificates brings no flood.
    Withdrawn and replaced ones, and those whose product has a newer certificate, are past asking;
    with a re-evaluation under way nobody is asked to file one.
    """
    now = status(certificate, facts, on, settings).kind
    if has_newer or now in _SILENT:
        return None
    reached = [
        (day, moment) for moment, day in moments(certificate.expires_on).items() if day <= on
    ]
    if not reached:
        return None
    day, moment = max(reached)
    if (on - day).days >= HORIZON_DAYS:
        return None
    return _in_its_case(certificate, facts, Due(moment, day), on, settings)


_SILENT = frozenset({StatusKind.WITHDRAWN, StatusKind.REPLACED, StatusKind.NOT_YET_ISSUED})
_FILING = frozenset({Moment.WINDOW_OPENS, Moment.WINDOW_CLOSES_SOON, Moment.WINDOW_CLOSES})


def _in_its_case(
    certificate: CertificateDates,
    facts: Sequence[Fact],
    due: Due,
    on: dt.date,
    settings: LawSettings,
) -> Due | None:
    under_way = is_under_way(facts, on)
    if due.moment in _FILING:
        return None if under_way else due
    if due.moment is Moment.EXPIRES:
        after = certificate.expires_on + dt.timedelta(days=1)
        known = [fact for fact in facts if fact.on <= on]
        extended = under_way and (
            status(certificate, known, max(on, after), settings).kind is StatusKind.EXTENDED
        )
        return Due(due.moment, due.day, extended)
    if status(certificate, facts, due.day, settings).kind is StatusKind.EXTENDED:
        return Due(due.moment, due.day, is_extended=True)
    has_result = any(fact.kind == "reevaluation_ended" and fact.on <= on for fact in facts)
    return None if has_result else due


def days_ahead(
    certificate: CertificateDates, facts: Sequence[Fact], on: dt.date, settings: LawSettings
) -> list[Due]:
    """The days a calendar shows of a standing certificate, those of the last 30 days too.

    With a re-evaluation under way there is nothing to file; the end of the extension is shown only
    where the certificate will be, or is, extended.
    """
    under_way = is_under_way(facts, on)
    found = []
    for moment, day in moments(certificate.expires_on).items():
        due = Due(moment, day)
        if moment is Moment.EXTENSION_ENDS:
            extended = status(certificate, facts, max(on, day), settings).kind
            due = Due(moment, day, extended is StatusKind.EXTENDED)
        is_shown = {
            Moment.WINDOW_OPENS: not under_way,
            Moment.WINDOW_CLOSES_SOON: False,
            Moment.WINDOW_CLOSES: not under_way,
            Moment.EXPIRES: True,
            Moment.EXTENSION_ENDS: due.is_extended,
        }[moment]
        if is_shown and (on - day).days < HORIZON_DAYS:
            found.append(due)
    return found


def is_under_way(facts: Sequence[Fact], on: dt.date) -> bool:
    """Whether a re-evaluation was received by that day and has no result yet."""
    under_way = False
    for fact in sorted((fact for fact in facts if fact.on <= on), key=lambda fact: fact.on):
        if fact.kind == "reevaluation_received":
            under_way = True
        elif fact.kind == "reevaluation_ended":
            under_way = False
    return under_way


def filing_late_extends(certificate: CertificateDates, settings: LawSettings) -> bool:
    """Whether a dossier received the day after the window closed would still keep the star valid.

    Điều 12.3; how long that article lasts is a reading (`extension_180`).
    """
    closed = moments(certificate.expires_on)[Moment.WINDOW_CLOSES] + dt.timedelta(days=1)
    after = certificate.expires_on + dt.timedelta(days=1)
    late = [Fact("reevaluation_received", closed)]
    return status(certificate, late, after, settings).kind is StatusKind.EXTENDED


def paper_step(expires_on: dt.date, on: dt.date) -> int | None:
    """The last step (60, 30 or 0 days) that a paper has reached; None before and 30 days after."""
    left = (expires_on - on).days
    if left <= -HORIZON_DAYS:
        return None
    reached = [step for step in PAPER_STEPS if left <= step]
    return min(reached) if reached else None


class Stage(StrEnum):
    """Where a certificate stands between its window and the end of its extension."""

    WINDOW_OPEN = "window_open"
    WINDOW_CLOSING = "window_closing"
    WINDOW_MISSED = "window_missed"
    UNDER_WAY = "under_way"
    EXTENDED = "extended"
    EXPIRED = "expired"


CLOSING_DAYS = 30
"""From how many days before the last day to file the list calls a window closing."""


def stage_bounds(on: dt.date) -> Mapping[Stage, tuple[dt.date | None, dt.date]]:
    """Which last valid days put a certificate without re-evaluation into a stage on a day.

    First and last of them, both included; for expired ones there is no first.
    """
    window = moments(on)
    opens, closes = on - window[Moment.WINDOW_OPENS], on - window[Moment.WINDOW_CLOSES]
    one, closing = dt.timedelta(days=1), dt.timedelta(days=CLOSING_DAYS)
    return {
        Stage.WINDOW_OPEN: (on + closes + closing + one, on + opens),
        Stage.WINDOW_CLOSING: (on + closes, on + closes + closing),
        Stage.WINDOW_MISSED: (on, on + closes - one),
        Stage.EXPIRED: (None, on - one),
    }
