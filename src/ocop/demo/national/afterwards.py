"""What happened to sample certificates afterwards: re-evaluations, withdrawals, later papers."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocop.demo.national.actor import ACTOR
from ocop.law import deadlines
from ocop.places.models import Unit
from ocop.register.models import Certificate, CertificateEdition, Decision, IssuerLevel
from ocop.register.recording import RecordedDecision, record_withdrawal
from ocop.register.recording_facts import (
    RecordedPaper,
    RecordedReevaluation,
    record_later_papers,
    record_reevaluations,
)
from ocop.register.withdrawing import standing, write_annulment

LAW_FROM = dt.date(2026, 5, 22)
WITHDRAWN, REPRINTED = 0.008, 0.01
ANNULLED = 10
"""One withdrawal of so many was annulled."""
GROUNDS = "abcdđe"
DAY = dt.timedelta(days=1)
Edition = CertificateEdition


@dataclass(frozen=True, slots=True)
class Written:
    """How many of each."""

    reevaluations: int
    withdrawals: int
    papers: int

    def __str__(self) -> str:
        return (
            f"{self.reevaluations} hồ sơ đánh giá lại, {self.withdrawals} quyết định thu hồi, "
            f"{self.papers} bản cấp lại, đính chính"
        )


def write_afterwards(today: dt.date, chance: random.Random) -> Written:
    """Write it for the newest certificate of each product that nothing has ended."""
    newest = _newest()
    reevaluations = list(_reevaluations(newest, today, chance))
    record_reevaluations(rows=reevaluations)
    valid = [one for one in newest if one.issued_on < today <= one.expires_on]
    papers = list(_papers(valid, today, chance))
    record_later_papers(papers=papers, actor=ACTOR)
    withdrawn = chance.sample(valid, min(len(valid), max(2, round(len(valid) * WITHDRAWN))))
    for number, certificate in enumerate(withdrawn):
        _withdraw(certificate, today, chance, is_annulled=number % ANNULLED == 1)
    return Written(len(reevaluations), len(withdrawn), len(papers))


def _newest() -> list[Certificate]:
    """The newest certificate of each product with its decision, in the order of products."""
    rows = standing(Certificate.objects.all()).select_related(
        "recognition__decision", "recognition__commune"
    )
    newest: dict[int, Certificate] = {}
    for certificate in rows.order_by("recognition__product_id", "-issued_on", "-pk"):
        newest.setdefault(certificate.recognition.product_id, certificate)
    return list(newest.values())


def _reevaluations(
    newest: Sequence[Certificate], today: dt.date, chance: random.Random
) -> Iterator[RecordedReevaluation]:
    """Dossiers received inside the window of Điều 7.6.a, and late ones that Điều 12.3 carries."""
    for certificate in newest:
        window = deadlines.reevaluation_window(certificate.expires_on)
        limit = deadlines.extension(certificate.expires_on).last_day
        if not window.opens <= today <= limit:
            continue
        chosen = chance.random()
        if chosen < 0.35:
            received_on = _day_between(window.opens, min(window.closes, today), chance)
        elif chosen < 0.65 and window.closes < today:
            received_on = _day_between(window.closes + DAY, today, chance)
        else:
            continue
        has_result = received_on < today and chance.random() < 0.15
        ended_on = _day_between(received_on + DAY, today, chance) if has_result else None
        yield RecordedReevaluation(certificate, received_on, ended_on)


def _papers(
    valid: Sequence[Certificate], today: dt.date, chance: random.Random
) -> Iterator[RecordedPaper]:
    ways = (
        (Edition.Kind.CORRECTION, Edition.Reason.MISPRINT),
        (Edition.Kind.REISSUE, Edition.Reason.LOST),
        (Edition.Kind.REISSUE, Edition.Reason.DAMAGED),
        (Edition.Kind.REPLACEMENT, Edition.Reason.PLACE),
    )
    for number, certificate in enumerate(valid):
        if chance.random() < REPRINTED:
            kind, reason = chance.choice(ways)
            issued_on = _day_between(certificate.issued_on + DAY, today, chance)
            yield RecordedPaper(certificate, kind, reason, issued_on, f"{number + 1}/UBND-VP")


def _withdraw(
    certificate: Certificate, today: dt.date, chance: random.Random, *, is_annulled: bool
) -> None:
    """Under Điều 8, by the body that gives the star now (Điều 8.2)."""
    on = _day_between(max(LAW_FROM, certificate.issued_on), today - DAY, chance)
    unit: Unit | None = None
    if certificate.recognition.star < 5:
        unit = certificate.recognition.commune.province_today
    level = IssuerLevel.PROVINCE if unit else IssuerLevel.MINISTRY
    office = "UBND" if unit else "BNNMT"
    # Above the numbers of recognitions, which end at 900.
    decision = RecordedDecision(f"{901 + certificate.pk}/QĐ-{office}", on, level, unit)
    ground = chance.choice(GROUNDS)
    record_withdrawal(certificate=certificate, decision=decision, ground=ground, actor=ACTOR)
    if is_annulled:
        annulled = Decision.objects.create(
            kind=Decision.Kind.ANNULMENT,
            level=level,
            unit=unit,
            number=f"{901 + certificate.pk}A/QĐ-{office}",
            signed_on=_day_between(on + DAY, today, chance),
        )
        write_annulment(certificate=certificate, decision=annulled, note="Dữ liệu mẫu", actor=ACTOR)


def _day_between(first: dt.date, last: dt.date, chance: random.Random) -> dt.date:
    return first + DAY * chance.randint(0, max(0, (last - first).days))
