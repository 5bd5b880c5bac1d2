"""The one writer of a withdrawal and of its annulment, and what still stands after both."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from ocop.kernel import audit
from ocop.kernel.audit import Actor
from ocop.kernel.changes import announce
from ocop.register.models import Certificate, CertificateFact, Decision

Kind = CertificateFact.Kind


def write_withdrawal(
    *, certificate: Certificate, decision: Decision, ground: str, actor: Actor
) -> CertificateFact:
    """The star ends on the day the decision was signed; `ground` is a point of Điều 8.1."""
    fact = CertificateFact.objects.create(
        certificate=certificate,
        kind=Kind.WITHDRAWN,
        on=decision.signed_on,
        decision=decision,
        ground=ground,
    )
    audit.record(
        act="certificate_withdrawn",
        actor=actor,
        subject=f"certificate:{certificate.short_code}",
        facts={"decision": decision.number, "on": decision.signed_on, "ground": ground},
    )
    announce(products=[certificate.recognition.product_id])
    return fact


def write_annulment(
    *, certificate: Certificate, decision: Decision, note: str, actor: Actor
) -> CertificateFact:
    """The star counts again from the day this decision was signed; the withdrawal stays as history."""
    fact = CertificateFact.objects.create(
        certificate=certificate,
        kind=Kind.WITHDRAWAL_ANNULLED,
        on=decision.signed_on,
        decision=decision,
        note=note[:240],
    )
    audit.record(
        act="withdrawal_annulled",
        actor=actor,
        subject=f"certificate:{certificate.short_code}",
        facts={"decision": decision.number, "on": decision.signed_on},
    )
    announce(products=[certificate.recognition.product_id])
    return fact


def standing_ends(on: dt.date | None = None) -> QuerySet[CertificateFact]:
    """The facts that end a certificate: replacements, and withdrawals not annulled (until `on`)."""
    known = CertificateFact.objects.filter(Q(on__lte=on) if on else Q())
    annulled = known.filter(
        certificate=OuterRef("certificate"), kind=Kind.WITHDRAWAL_ANNULLED, pk__gt=OuterRef("pk")
    )
    return known.filter(Q(kind=Kind.REPLACED) | Q(kind=Kind.WITHDRAWN) & ~Q(Exists(annulled)))


def standing(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Those of the certificates that nothing has ended; their last day may be over."""
    return certificates.filter(~Exists(standing_ends().filter(certificate=OuterRef("pk"))))
