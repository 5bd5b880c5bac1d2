"""One decision, many products: the decision is entered at once, the worker issues one by one.

What is issued stays; a stopped run goes on where it stood, and nothing is issued twice.
"""

from collections.abc import Sequence

from django.db import transaction

from ocop.accounts.models import User
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.jobs.queue import Slice
from ocop.kernel.changes import announce
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.recognition import policy
from ocop.recognition.models import BulkIssue, BulkLine, NumberSeries
from ocop.recognition.services.certificates import is_number_used
from ocop.recognition.services.decisions import DecisionPaper, enter_decision
from ocop.recognition.services.numbering import number_or_next
from ocop.recognition.services.recognising import (
    Award,
    award_star,
    concluded_on,
    one_province,
    ready_to_recognise,
    require_authority,
)
from ocop.register.models import Decision

TASK = "ocop.recognition.services.bulk.issue_slice"
PRODUCTS_A_SLICE = 5
BULK_FROM = 20
"""From so many products on the worker issues the certificates."""


@transaction.atomic
def begin_bulk_issue(
    *, awards: Sequence[Award], paper: DecisionPaper, by: User, by_ministry: bool = False
) -> BulkIssue:
    """Enter the decision and hand its list to the worker. Everything is checked first.

    Raises RefusedError as `recognise_by_province` does; then nothing is written.
    """
    if not awards:
        raise RefusedError("Chọn ít nhất một sản phẩm cho quyết định.", field="awards")
    unit = None if by_ministry else one_province([award.dossier for award in awards])
    for award in awards:
        policy.require(
            policy.may_decide_for_ministry(by)
            if by_ministry
            else policy.may_decide_for_province(by, award.dossier)
        )
    pairs = [(award, *ready_to_recognise(award.dossier, unit)) for award in awards]
    decision = enter_decision(
        kind=Decision.Kind.RECOGNITION,
        unit=unit,
        paper=paper,
        concluded_on=max(concluded_on(result) for _, _, result in pairs),
        by=by,
    )
    issue = BulkIssue.objects.create(decision=decision, by=by)
    numbers: set[str] = set()
    lines = []
    for award, dossier, result in pairs:
        require_authority(dossier, result.star or 0, decision)
        field = f"certificate_number-{dossier.pk}"
        if dossier.product.serial is None:
            raise RefusedError("Sản phẩm chưa có số thứ tự của xã.", field=field)
        number = _number(award.certificate_number, unit, decision, numbers, field)
        numbers.add(number)
        lines.append(BulkLine(issue=issue, dossier=dossier, certificate_number=number))
    BulkLine.objects.bulk_create(lines)
    _hand_over(issue, by)
    return issue


@transaction.atomic
def continue_bulk_issue(*, issue: BulkIssue, by: User) -> BulkIssue:
    """Go on with what was stopped or refused. Raises RefusedError where there is nothing to do."""
    issue = BulkIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    _require_decider(issue, by)
    if issue.job and issue.job.is_open:
        raise RefusedError("Đang cấp giấy. Xem tiến độ bên dưới.")
    left = issue.lines.filter(certificate=None)
    if not left.exists():
        raise RefusedError("Đã cấp đủ giấy của quyết định này.")
    left.update(refusal="")
    _hand_over(issue, by)
    return issue


@transaction.atomic
def stop_bulk_issue(*, issue: BulkIssue, by: User) -> None:
    """Stop after the products in hand; what is issued stays."""
    _require_decider(issue, by)
    if issue.job:
        queue.cancel(issue.job)


def issue_slice(cursor: dict[str, object]) -> Slice:
    """The next certificates of a decision; `cursor` names the run."""
    issue = BulkIssue.objects.select_related("decision__unit", "by").get(
        pk=int(str(cursor["issue"]))
    )
    waiting = issue.lines.filter(certificate=None, refusal="").values_list("pk", flat=True)
    for pk in list(waiting[:PRODUCTS_A_SLICE]):
        _issue(pk, issue)
    total = issue.lines.count()
    left = issue.lines.filter(certificate=None, refusal="").count()
    return Slice(cursor, total - left, total, is_finished=not left)


def _issue(pk: int, issue: BulkIssue) -> None:
    try:
        with transaction.atomic():
            line = BulkLine.objects.select_for_update(of=("self",)).get(pk=pk)
            if line.certificate_id is not None:
                return
            dossier, result = ready_to_recognise(line.dossier, issue.decision.unit, within=issue)
            line.certificate = award_star(
                dossier, result, issue.decision, line.certificate_number, issue.by
            )
            line.save(update_fields=["certificate"])
            announce(products=[dossier.product_id])
    except RefusedError as refused:
        BulkLine.objects.filter(pk=pk).update(refusal=refused.message[:400])


def _number(typed: str, unit: Unit | None, decision: Decision, given: set[str], field: str) -> str:
    def is_used(number: str) -> bool:
        return number in given or is_number_used(unit, number)

    number = number_or_next(
        typed,
        unit=unit,
        kind=NumberSeries.Kind.CERTIFICATE,
        year=decision.signed_on.year,
        is_used=is_used,
    )
    if not number:
        raise RefusedError("Ghi số giấy chứng nhận.", field=field)
    if is_used(number):
        raise RefusedError(f"Số giấy chứng nhận {number} đã được dùng.", field=field)
    return number


def _hand_over(issue: BulkIssue, by: User) -> None:
    title = f"Cấp giấy chứng nhận theo quyết định số {issue.decision.number}"
    job = queue.enqueue(TASK, title=title[:160], by_id=by.pk)
    JobRun.objects.filter(pk=job.pk).update(
        cursor={"issue": issue.pk}, total=issue.lines.count(), done=_done(issue)
    )
    issue.job = job
    issue.save(update_fields=["job"])


def _done(issue: BulkIssue) -> int:
    return issue.lines.exclude(certificate=None).count()


def _require_decider(issue: BulkIssue, by: User) -> None:
    unit_id = issue.decision.unit_id
    policy.require(policy.may_keep_papers(by, unit_id))
