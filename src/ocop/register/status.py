"""Is this star valid on that day? One pure answer for the page, the API, the list and the job.

Điều 4.3 (36 months), Điều 7.6.a (window of re-evaluation), Điều 8 (withdrawal) and Điều 12.3
(extension) of Quyết định 26/2026/QĐ-TTg.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ocop.law import deadlines
from ocop.law.readings import LawSettings

EXPIRING_DAYS = 180
"""From 180 days before the last day a re-evaluation may be filed (Điều 7.6.a)."""

NEW_LAW_ON = dt.date(2026, 5, 22)


class StatusKind(StrEnum):
    """What a certificate is on a day."""

    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    EXTENDED = "extended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    NOT_YET_ISSUED = "not_yet_issued"
    INSUFFICIENT_DATA = "insufficient_data"


VALID_KINDS = frozenset({StatusKind.IN_FORCE, StatusKind.EXPIRING, StatusKind.EXTENDED})


@dataclass(frozen=True, slots=True)
class CertificateDates:
    """Day of issue and last valid day."""

    issued_on: dt.date
    expires_on: dt.date


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened to a certificate; `kind` as in `CertificateFact.Kind`."""

    kind: str
    on: dt.date
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """The answer: `since` is the first day of this state, `until` the last (where known)."""

    kind: StatusKind
    since: dt.date | None = None
    until: dt.date | None = None
    ground: str = ""
    article: str = ""

    @property
    def is_valid(self) -> bool:
        """Whether the star may be shown on goods that day."""
        return self.kind in VALID_KINDS


def status(
    certificate: CertificateDates | None,
    facts: Sequence[Fact],
    on: dt.date,
    settings: LawSettings | None = None,
) -> Status:
    """The state of a certificate at the end of day `on`.

    `certificate` is None where a recorded list gives a star without decision and dates: the answer
    is then "insufficient data", never a guess. Facts dated after `on` do not count.
    """
    if certificate is None:
        return Status(StatusKind.INSUFFICIENT_DATA)
    known = sorted((fact for fact in facts if fact.on <= on), key=lambda fact: fact.on)
    if withdrawn := _standing_withdrawal(known):
        return Status(
            StatusKind.WITHDRAWN,
            since=withdrawn.on,
            ground=withdrawn.ground,
            article="Điều 8 QĐ 26/2026/QĐ-TTg",
        )
    if replaced := next((fact for fact in known if fact.kind == StatusKind.REPLACED), None):
        return Status(StatusKind.REPLACED, since=replaced.on)
    if on < certificate.issued_on:
        return Status(StatusKind.NOT_YET_ISSUED, until=certificate.issued_on)
    if on <= certificate.expires_on:
        return _before_expiry(certificate, on)
    return _after_expiry(certificate, known, on, settings or LawSettings())


def _standing_withdrawal(known: list[Fact]) -> Fact | None:
    """The withdrawal that no later decision annulled; the first where several stand."""
    withdrawn: Fact | None = None
    for fact in known:
        if fact.kind == "withdrawn":
            withdrawn = withdrawn or fact
        elif fact.kind == "withdrawal_annulled":
            withdrawn = None
    return withdrawn


def _before_expiry(certificate: CertificateDates, on: dt.date) -> Status:
    closing = (certificate.expires_on - on).days <= EXPIRING_DAYS
    return Status(
        StatusKind.EXPIRING if closing else StatusKind.IN_FORCE,
        since=certificate.issued_on,
        until=certificate.expires_on,
        article="Điều 4.3 QĐ 26/2026/QĐ-TTg",
    )


def _after_expiry(
    certificate: CertificateDates, known: list[Fact], on: dt.date, settings: LawSettings
) -> Status:
    expired_from = certificate.expires_on + dt.timedelta(days=1)
    received, ended = _last_reevaluation(known)
    limit = deadlines.extension(certificate.expires_on)
    if received is None or not _may_be_extended(certificate, received, settings):
        return Status(StatusKind.EXPIRED, since=expired_from)
    begins = max(expired_from, received.on)
    if ended:
        return Status(StatusKind.EXPIRED, since=max(ended.on, expired_from))
    if begins > limit.last_day:
        return Status(StatusKind.EXPIRED, since=expired_from)
    if on > limit.last_day:
        return Status(StatusKind.EXPIRED, since=limit.last_day + dt.timedelta(days=1))
    return Status(StatusKind.EXTENDED, since=begins, until=limit.last_day, article=limit.article)


def _last_reevaluation(known: list[Fact]) -> tuple[Fact | None, Fact | None]:
    """Receipt and end of the last one: a dossier may be withdrawn and filed again."""
    received = ended = None
    for fact in known:
        if fact.kind == "reevaluation_received":
            received, ended = fact, None
        elif fact.kind == "reevaluation_ended" and received:
            ended = ended or fact
    return received, ended


def _may_be_extended(certificate: CertificateDates, received: Fact, settings: LawSettings) -> bool:
    """Điều 12.3 and its two readings: how long the rule lasts, and who filed on time."""
    if settings.extension_180 == "transitional" and certificate.issued_on >= NEW_LAW_ON:
        return False
    window = deadlines.reevaluation_window(certificate.expires_on)
    if window.contains(received.on):
        return settings.on_time_but_undecided == "extended_180"
    return True
