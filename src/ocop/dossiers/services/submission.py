"""Handing a dossier in, and taking it back."""

from django.db import transaction
from django.db.models import Max

from ocop.accounts.models import User
from ocop.config.law import law_settings
from ocop.dossiers import policy
from ocop.dossiers.content import content_of
from ocop.dossiers.models import Dossier, Submission
from ocop.dossiers.rules.completeness import incompleteness
from ocop.dossiers.rules.content import SubmissionContent
from ocop.dossiers.services.drafting import STALE
from ocop.files.models import StoredFile
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.kernel.findings import Finding, blockers
from ocop.register.models import EvaluationKind
from ocop.register.services import note_reevaluation_ended


class IncompleteError(RefusedError):
    """The dossier cannot be handed in yet; `findings` are its blockers, each with its place."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings[0].message, field=findings[0].place)
        self.findings = findings


@transaction.atomic
def submit_dossier(
    *, dossier: Dossier, by: User, is_committed: bool, version: int | None = None
) -> Submission:
    """Hand the dossier in: frozen with its hash, as legal as paper (Điều 7.1 QĐ 26/2026).

    A returned dossier is handed in again as the next submission. `version` is the dossier's when
    it was checked (StaleDraftError if it changed since). Raises IncompleteError with what is
    missing, RefusedError where person or state does not allow it.
    """
    locked = lock(dossier)
    target = policy.require(by, "submit", locked)
    if version is not None and version != locked.version:
        raise StaleDraftError(STALE, current=locked.version)
    content = content_of(locked, on=clock.today(), is_committed=is_committed)
    current = locked.commune.valid_to is None
    missing = blockers(incompleteness(content, commune_is_current=current, settings=law_settings()))
    if missing:
        raise IncompleteError(missing)
    submission = _freeze(locked, content, by)
    locked.state, locked.is_committed = target, True
    locked.save(update_fields=["state", "is_committed", "changed_at"])
    dossier.state = target
    return submission


@transaction.atomic
def withdraw_dossier(*, dossier: Dossier, by: User, reason: str = "") -> Dossier:
    """The producer takes the dossier back, at any time before it is closed.

    The product may then have a new one; what was handed in stays on record.
    """
    locked = lock(dossier)
    before = locked.state
    locked.state = policy.require(by, "withdraw", locked)
    locked.save(update_fields=["state", "changed_at"])
    dossier.state = locked.state
    audit.record(
        act="dossier_withdrawn",
        actor=by.actor,
        subject=locked.subject,
        facts={"from": before, "reason": reason.strip()},
    )
    if locked.kind == EvaluationKind.REEVALUATION:
        note_reevaluation_ended(locked.product, clock.today())
    return locked


def lock(dossier: Dossier) -> Dossier:
    """The stored row with product, producer and units, held until the transaction ends."""
    return (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("product__producer__current_commune", "commune", "province")
        .get(pk=dossier.pk)
    )


def _freeze(dossier: Dossier, content: SubmissionContent, by: User) -> Submission:
    number = (dossier.submissions.aggregate(last=Max("number"))["last"] or 0) + 1
    snapshot = audit.freeze("submission", content)
    submission = Submission.objects.create(
        dossier=dossier,
        number=number,
        snapshot=snapshot,
        submitted_by=by,
        submitted_at=clock.now(),
    )
    files = {file["id"] for row in content["evidence"] for file in row["files"]}
    named = files | set(content["product"]["photos"])
    submission.files.set(StoredFile.objects.filter(pk__in=named))
    audit.record(
        act="dossier_submitted",
        actor=by.actor,
        subject=dossier.subject,
        facts={"submission": number, "sha256": snapshot.sha256},
        snapshot=snapshot,
    )
    return submission
