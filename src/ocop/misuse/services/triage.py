"""What the office does with a report."""

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.misuse import policy
from ocop.misuse.models import Report
from ocop.misuse.states import OPEN_STATES, STEPS
from ocop.register.models import Certificate


@transaction.atomic
def look_at(*, report: Report, internal_note: str, by: User) -> Report:
    """Take a report up; the note is for officials alone. A note may be written again later."""
    report = _lock(report, by)
    if report.state != "looking":
        report.state = STEPS.target(report.state, "look")
    report.internal_note, report.handled_by = internal_note.strip(), by
    report.save(update_fields=["state", "internal_note", "handled_by"])
    _record("misuse_looked_at", report, by)
    return report


@transaction.atomic
def link_certificate(*, report: Report, certificate: Certificate | None, by: User) -> Report:
    """Say which certificate a report is about, or that it is about none."""
    report = _lock(report, by)
    if report.state not in OPEN_STATES:
        raise RefusedError("Phản ánh này đã đóng. Mở lại rồi gắn giấy chứng nhận.")
    report.certificate = certificate
    report.save(update_fields=["certificate"])
    _record("misuse_linked", report, by, code=certificate.short_code if certificate else None)
    return report


@transaction.atomic
def merge_reports(*, report: Report, into: Report | None, by: User) -> Report:
    """Join a report to one of the same matter, or (None) take it apart again.

    The reporter of a joined one reads the answer of the one it joined. Raises RefusedError at
    "into" for itself, for one joined elsewhere, or for one that others have joined.
    """
    report = _lock(report, by)
    if into is not None:
        into = _lock(into, by)
        if into.pk == report.pk or into.merged_into_id:
            raise RefusedError("Chọn một phản ánh khác, chưa gộp vào đâu.", field="into")
        if report.merged.exists():
            raise RefusedError(
                "Phản ánh này đang có phản ánh khác gộp vào. Hãy gộp theo chiều ngược lại.",
                field="into",
            )
    report.merged_into = into
    report.save(update_fields=["merged_into"])
    _record("misuse_merged", report, by, into=into.pk if into else None)
    return report


@transaction.atomic
def close_report(
    *, report: Report, verdict: str, answer: str, internal_note: str, by: User
) -> Report:
    """End a report and those that joined it with a verdict and the words the reporter reads.

    Raises RefusedError at "verdict" or "answer".
    """
    report = _lock(report, by)
    if report.merged_into_id:
        raise RefusedError("Phản ánh này đã gộp. Hãy trả lời ở phản ánh chung.")
    if verdict not in Report.Verdict.values:
        raise RefusedError("Chọn kết luận.", field="verdict")
    if not answer.strip():
        raise RefusedError("Viết câu trả lời cho người phản ánh.", field="answer")
    report.state = STEPS.target(report.state, "close")
    report.verdict, report.answer = verdict, answer.strip()
    report.internal_note, report.handled_by = internal_note.strip(), by
    report.closed_at = clock.now()
    report.save()
    joined = Report.objects.filter(merged_into=report)
    joined.update(state=report.state, verdict=verdict, closed_at=report.closed_at)
    _record("misuse_closed", report, by, verdict=verdict, answer=report.answer)
    return report


@transaction.atomic
def reopen_report(*, report: Report, by: User) -> Report:
    """Look again at a closed report, and at those that joined it."""
    report = _lock(report, by)
    if report.merged_into_id:
        raise RefusedError("Phản ánh này đã gộp. Hãy mở lại phản ánh chung.")
    report.state = STEPS.target(report.state, "reopen")
    report.verdict, report.closed_at = "", None
    report.save(update_fields=["state", "verdict", "closed_at"])
    Report.objects.filter(merged_into=report).update(state=report.state, verdict="", closed_at=None)
    _record("misuse_reopened", report, by)
    return report


def _lock(report: Report, by: User) -> Report:
    locked = (
        Report.objects.select_for_update(of=("self",))
        .select_related("certificate__recognition__product__current_commune")
        .get(pk=report.pk)
    )
    policy.require(policy.may_handle(by, locked))
    return locked


def _record(act: str, report: Report, by: User, **facts: object) -> None:
    audit.record(act=act, actor=by.actor, subject=f"report:{report.pk}", facts=facts)
