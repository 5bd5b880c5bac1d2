"""The recognition a dossier builds on, and the hand-in that led to it."""

import datetime as dt
import json
from typing import Any

from django.db.models import F

from ocop.dossiers.models import Dossier, Submission
from ocop.dossiers.rules.content import RecognisedContent, SubmissionContent
from ocop.dossiers.states import DossierState
from ocop.products.models import Product
from ocop.register.models import Certificate, Recognition
from ocop.register.queries import status_of_recognition
from ocop.register.status import Status


def newest_star(product: Product) -> Recognition | None:
    """The newest recognition of 3 stars or more, with certificate, facts and decision."""
    return (
        product.recognitions.filter(star__gte=3)
        .select_related("certificate", "decision")
        .prefetch_related("certificate__facts")
        .order_by(F("recognised_on").desc(nulls_last=True), "-pk")
        .first()
    )


def status_on(recognition: Recognition, day: dt.date) -> Status:
    """The status of its star on a day; "insufficient data" without a certificate."""
    return status_of_recognition(recognition, day)


def leading_submission(recognition: Recognition) -> Submission | None:
    """What was handed in for it last; None where the star was recorded from a list."""
    set_number, recognised_on = recognition.set_number, recognition.recognised_on
    if recognition.source != Recognition.Source.EVALUATED or set_number is None:
        return None
    return (
        Submission.objects.filter(
            dossier__product=recognition.product_id,
            dossier__kind=recognition.kind,
            dossier__state=DossierState.RECOGNISED,
            dossier__instrument=recognition.instrument,
            dossier__set_number=set_number,
            dossier__results__concluded_on__lte=recognised_on,
        )
        .select_related("snapshot", "dossier")
        .order_by("-dossier__results__concluded_on", "-dossier", "-number")
        .first()
    )


def earlier_content(submission: Submission) -> SubmissionContent:
    """The frozen content of an earlier hand-in."""
    content: Any = json.loads(submission.snapshot.content)
    return content  # type: ignore[no-any-return]


def recognised_content(dossier: Dossier) -> RecognisedContent | None:
    """The recognition behind the dossier as the dossier keeps it; three queries at most."""
    if dossier.builds_on_id is None:
        return None
    found = Recognition.objects.select_related("certificate", "decision").get(
        pk=dossier.builds_on_id
    )
    certificate: Certificate | None = getattr(found, "certificate", None)
    papers = None
    if dossier.prefilled_from_id is not None:
        earlier = Submission.objects.select_related("snapshot").get(pk=dossier.prefilled_from_id)
        papers = sorted({row["paper"]["id"] for row in earlier_content(earlier)["evidence"]})
    return RecognisedContent(
        star=found.star,
        total=str(found.total) if found.total is not None else None,
        recognised_on=found.recognised_on.isoformat() if found.recognised_on else None,
        decision_number=found.decision.number if found.decision else None,
        certificate_number=certificate.number if certificate else None,
        issued_on=certificate.issued_on.isoformat() if certificate else None,
        expires_on=certificate.expires_on.isoformat() if certificate else None,
        papers=papers,
    )
