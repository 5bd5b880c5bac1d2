"""The whole life of a certificate, in the order of its days."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ocop.register.editions import edition_words
from ocop.register.models import Certificate, CertificateEdition, CertificateFact
from ocop.register.sentences import GROUNDS
from ocop.register.status import Status, StatusKind

Kind = CertificateFact.Kind


@dataclass(frozen=True)
class Event:
    """One day of the life; `edition` is the paper issued that day."""

    on: dt.date
    title: str
    words: str = ""
    edition: CertificateEdition | None = None
    is_valid_paper: bool = False


def events_of(certificate: Certificate, status: Status) -> list[Event]:
    """Every event, newest first. Facts with decision, and editions, should be fetched."""
    found = [*_papers(certificate), *_facts(certificate)]
    if status.kind is StatusKind.EXTENDED and status.since and status.until:
        words = f"Không quá ngày {status.until:%d/%m/%Y} ({status.article})."
        found.append(Event(status.since, "Được kéo dài hiệu lực", words))
    if status.kind is StatusKind.EXPIRED and status.since:
        found.append(Event(status.since, "Hết hiệu lực"))
    # Of one day the later paper stands above.
    return sorted(found, key=lambda event: event.on)[::-1]


def _papers(certificate: Certificate) -> Iterator[Event]:
    editions = list(certificate.editions.all())
    times: Counter[str] = Counter()
    for edition in editions:
        times[edition.kind] += 1
        is_last = edition is editions[-1]
        if edition.kind == CertificateEdition.Kind.ORIGINAL:
            title, words = "Cấp giấy chứng nhận", _issued(certificate)
        else:
            title = edition_words(edition.kind, times[edition.kind])
            words = _order(edition)
        yield Event(edition.issued_on, title, words, edition, is_last)


def _issued(certificate: Certificate) -> str:
    decision = certificate.recognition.decision
    return f"Theo Quyết định số {decision}." if decision else ""


def _order(edition: CertificateEdition) -> str:
    basis = (
        f"Quyết định số {edition.decision}"
        if edition.decision
        else f"Văn bản số {edition.letter_number} ngày {edition.letter_date:%d/%m/%Y}"
    )
    reason = edition.get_reason_display()
    return ". ".join(part for part in (f"{reason}", edition.note.rstrip("."), basis) if part) + "."


def _facts(certificate: Certificate) -> Iterator[Event]:
    for fact in certificate.facts.all():
        parts = [fact.note.rstrip(".")] if fact.note else []
        if fact.kind == Kind.WITHDRAWN and fact.ground:
            parts.append(f"Lý do: {GROUNDS.get(fact.ground, fact.ground)} (Điều 8.1.{fact.ground})")
        if fact.decision:
            parts.append(f"Quyết định số {fact.decision}")
        yield Event(fact.on, fact.get_kind_display(), ". ".join(parts) + "." if parts else "")
