"""Entering a decision as the office's registry gave it."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.files.signature_checks import ask_for_check
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.findings import blockers
from ocop.places.models import Unit
from ocop.recognition.models import NumberSeries
from ocop.recognition.rules import decision_findings
from ocop.recognition.services.numbering import number_or_next
from ocop.register.models import Decision, IssuerLevel


@dataclass(frozen=True)
class DecisionPaper:
    """A signed decision: what stands on the paper, and its scan where there is one."""

    number: str
    signed_on: dt.date
    signer_name: str = ""
    signer_title: str = ""
    capacity: str = ""
    file: StoredFile | None = None


def enter_decision(
    *, kind: str, unit: Unit | None, paper: DecisionPaper, concluded_on: dt.date, by: User
) -> Decision:
    """Write one decision into the register. `unit` is the province, None for the ministry.

    A blank number takes the next one of the office's counter, where it keeps one.
    Raises RefusedError at `number` or `signed_on`: a date before the council's conclusion or in the
    future, a number already used that day.
    """
    number = number_or_next(
        paper.number, unit=unit, kind=NumberSeries.Kind.DECISION, year=paper.signed_on.year
    )
    found = blockers(
        decision_findings(
            number=number,
            signed_on=paper.signed_on,
            concluded_on=concluded_on,
            today=clock.today(),
        )
    )
    if found:
        raise RefusedError(found[0].message, field=found[0].place)
    facts = {
        "kind": kind,
        "unit": unit.code if unit else None,
        "number": number,
        "signed_on": paper.signed_on,
        "signer_name": paper.signer_name,
        "signer_title": paper.signer_title,
        "capacity": paper.capacity,
        "file_sha256": paper.file.sha256 if paper.file else None,
    }
    snapshot = audit.freeze("decision", facts)
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                kind=kind,
                level=IssuerLevel.PROVINCE if unit else IssuerLevel.MINISTRY,
                unit=unit,
                number=number,
                signed_on=paper.signed_on,
                signer_name=paper.signer_name,
                signer_title=paper.signer_title,
                capacity=paper.capacity,
                file=paper.file,
                snapshot=snapshot,
            )
    except IntegrityError:
        raise RefusedError(
            f"Quyết định số {number} ngày {paper.signed_on:%d/%m/%Y} đã được nhập rồi.",
            field="number",
        ) from None
    audit.record(
        act="decision_entered",
        actor=by.actor,
        subject=f"decision:{decision.pk}",
        facts={"number": decision.number, "signed_on": decision.signed_on},
        snapshot=snapshot,
    )
    ask_for_check(paper.file, by_id=by.pk)
    return decision
