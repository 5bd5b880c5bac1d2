"""Recording in bulk what lists tell of certificates after their issue; nothing of it is decided here."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ocop.kernel import audit
from ocop.kernel.audit import Actor
from ocop.kernel.changes import announce
from ocop.register.models import Certificate, CertificateEdition, CertificateFact

BATCH = 1000
Kind = CertificateFact.Kind


@dataclass(frozen=True, slots=True)
class RecordedReevaluation:
    """The day a re-evaluation dossier came in, and the day of its result where there is one."""

    certificate: Certificate
    received_on: dt.date
    ended_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RecordedPaper:
    """A later paper of a certificate that its issuer printed: `kind` and `reason` as in `CertificateEdition`."""

    certificate: Certificate
    kind: str
    reason: str
    issued_on: dt.date
    letter_number: str


@transaction.atomic
def record_reevaluations(*, rows: Sequence[RecordedReevaluation]) -> list[CertificateFact]:
    """Note when re-evaluations were received and ended (Điều 7.6, 12.3); recognitions fetched."""
    facts = []
    for row in rows:
        days = [(Kind.REEVALUATION_RECEIVED, row.received_on)]
        if row.ended_on:
            days.append((Kind.REEVALUATION_ENDED, row.ended_on))
        facts += [
            CertificateFact(certificate=row.certificate, kind=kind, on=on) for kind, on in days
        ]
    made = CertificateFact.objects.bulk_create(facts, batch_size=BATCH)
    announce(products=[row.certificate.recognition.product_id for row in rows])
    return made


@transaction.atomic
def record_later_papers(*, papers: Sequence[RecordedPaper], actor: Actor) -> None:
    """Write the second paper of certificates that have one only, under the same number."""
    CertificateEdition.objects.bulk_create(
        [
            CertificateEdition(
                certificate=paper.certificate,
                number=2,
                kind=paper.kind,
                reason=paper.reason,
                paper_number=paper.certificate.number,
                issuer_key=paper.certificate.issuer_key,
                has_own_number=False,
                issued_on=paper.issued_on,
                letter_number=paper.letter_number,
                letter_date=paper.issued_on,
            )
            for paper in papers
        ],
        batch_size=BATCH,
    )
    lines = [[paper.certificate.short_code, paper.kind, paper.issued_on] for paper in papers]
    snapshot = audit.freeze("recorded_papers", lines)
    audit.record(
        act="papers_recorded",
        actor=actor,
        subject=f"snapshot:{snapshot.pk}",
        facts={"lines": len(papers)},
        snapshot=snapshot,
    )
    announce(products=[paper.certificate.recognition.product_id for paper in papers])
