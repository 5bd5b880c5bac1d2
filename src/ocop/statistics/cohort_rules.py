"""What became of the stars of one year by a day: filed again or not, and with what result. Pure.

Điều 4.3 (36 months), Điều 6.1.b and 6.1.c, Điều 7.6.a (the window) of Quyết định 26/2026/QĐ-TTg.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ocop.law import deadlines
from ocop.law.readings import LawSettings
from ocop.register.status import CertificateDates, Fact, StatusKind, status


class Outcome(StrEnum):
    """What became of one certificate; exactly one holds on a day."""

    RAISED = "nang-sao"
    KEPT = "giu-sao"
    LOWERED = "xuong-sao"
    FAILED = "khong-dat"
    UNDER_WAY = "dang-xet"
    DROPPED = "rut-ho-so"
    WITHDRAWN = "thu-hoi"
    NOT_FILED = "khong-nop"
    NOT_DUE = "chua-het-han"
    UPGRADED = "nang-hang-truoc"


class Filing(StrEnum):
    """When the re-evaluation was filed, against the window of Điều 7.6.a."""

    EARLY = "som"
    IN_WINDOW = "dung-ky"
    LATE = "muon"
    UNKNOWN = "khong-ro-ngay"
    NOT = "chua-nop"


RECOGNISED_AGAIN = frozenset({Outcome.RAISED, Outcome.KEPT, Outcome.LOWERED})
TOOK_PART = RECOGNISED_AGAIN | {Outcome.FAILED, Outcome.UNDER_WAY}
APART = frozenset({Outcome.UPGRADED})
"""Their 36 months began again with the upgrade: they belong to a later year."""


@dataclass(frozen=True, slots=True)
class Later:
    """A later evaluation of the same product: its kind ("" unknown), star and day."""

    kind: str
    star: int
    on: dt.date


@dataclass(frozen=True, slots=True)
class Member:
    """One certificate of a cohort with what followed. `failed_on` is a result below 3 stars."""

    recognition: int
    product: int
    star: int
    kind: str
    dates: CertificateDates
    facts: tuple[Fact, ...] = ()
    later: tuple[Later, ...] = ()
    failed_on: dt.date | None = None


def outcome(member: Member, on: dt.date, settings: LawSettings) -> Outcome:
    """What became of it at the end of day `on`; what happened later does not count."""
    facts = [fact for fact in member.facts if fact.on <= on]
    later = sorted((one for one in member.later if one.on <= on), key=lambda one: one.on)
    again = next((one for one in later if _is_reevaluation(member, one)), None)
    upgraded = next((one for one in later if _is_upgrade(member, one)), None)
    if upgraded and (again is None or upgraded.on < again.on):
        return Outcome.UPGRADED
    if again:
        return _compared(member.star, again.star)
    if member.failed_on and member.failed_on <= on:
        return Outcome.FAILED
    received, ended = _last(facts, "reevaluation_received"), _last(facts, "reevaluation_ended")
    if received and (ended is None or ended < received):
        return Outcome.UNDER_WAY
    if facts and status(member.dates, facts, on, settings).kind is StatusKind.WITHDRAWN:
        return Outcome.WITHDRAWN
    if received:
        return Outcome.DROPPED
    return Outcome.NOT_DUE if on <= member.dates.expires_on else Outcome.NOT_FILED


def filing(member: Member, on: dt.date, result: Outcome) -> Filing:
    """When it was filed. A list of earlier years tells the result, not the day of filing."""
    received = _last([fact for fact in member.facts if fact.on <= on], "reevaluation_received")
    if received is None:
        return Filing.UNKNOWN if result in TOOK_PART else Filing.NOT
    window = _window(member.dates.expires_on)
    if received < window.opens:
        return Filing.EARLY
    return Filing.IN_WINDOW if received <= window.closes else Filing.LATE


_window = cache(deadlines.reevaluation_window)
"""Whole lists share a few last days."""


def _is_reevaluation(member: Member, later: Later) -> bool:
    """Where a list does not say, an evaluation from the opening of the window on is taken for one."""
    if later.kind:
        return later.kind == "reevaluation"
    return later.on >= _window(member.dates.expires_on).opens


def _is_upgrade(member: Member, later: Later) -> bool:
    if later.star < 3 or later.on > member.dates.expires_on:
        return False
    return later.kind == "upgrade" or (not later.kind and not _is_reevaluation(member, later))


def _compared(before: int, after: int) -> Outcome:
    if after < 3:
        return Outcome.FAILED
    if after == before:
        return Outcome.KEPT
    return Outcome.RAISED if after > before else Outcome.LOWERED


def _last(facts: Sequence[Fact], kind: str) -> dt.date | None:
    return max((fact.on for fact in facts if fact.kind == kind), default=None)
