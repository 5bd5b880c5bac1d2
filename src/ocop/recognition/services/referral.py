"""Ninety points and more: the package to the ministry and its way back (Điều 6.3, 7.3.e, 7.4)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from ocop.accounts.models import User
from ocop.councils.models import CouncilLevel, CouncilResult
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import STEPS, DossierState
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.law.instruments import instrument
from ocop.law.loading import load_rubric
from ocop.recognition import policy
from ocop.recognition.models import Referral
from ocop.recognition.outcomes import latest_result, outcome_for
from ocop.recognition.rules import Outcome
from ocop.recognition.services.decisions import DecisionPaper, enter_decision
from ocop.recognition.services.recognising import (
    concluded_on,
    locked_dossier,
    one_province,
    require_minutes,
)
from ocop.register.models import Decision, EvaluationKind

# Dossiers begun under earlier law are sent on under this one, too (Điều 12).
LAW_OF_PACKAGES = "qd26-2026"


def forward_to_ministry(
    *, dossier: Dossier, paper: DecisionPaper, letter_number: str, sent_on: dt.date, by: User
) -> Referral:
    """One dossier sent on; see `forward_list_to_ministry`."""
    (referral,) = forward_list_to_ministry(
        dossiers=[dossier], paper=paper, letter_number=letter_number, sent_on=sent_on, by=by
    )
    return referral


@transaction.atomic
def forward_list_to_ministry(
    *,
    dossiers: Sequence[Dossier],
    paper: DecisionPaper,
    letter_number: str,
    sent_on: dt.date,
    by: User,
) -> list[Referral]:
    """The chairman approves the results and the province sends the dossiers (Điều 7.3.e, 6.3.a).

    One decision and one letter for the whole list, all or nothing. Raises RefusedError at "awards",
    "letter_number", "sent_on", "number" or "signed_on".
    """
    if not dossiers:
        raise RefusedError("Chọn ít nhất một sản phẩm để chuyển Bộ.", field="awards")
    province = one_province(dossiers)
    for dossier in dossiers:
        policy.require(policy.may_decide_for_province(by, dossier))
    pairs = [_to_refer(dossier) for dossier in dossiers]
    if not letter_number.strip():
        raise RefusedError("Ghi số văn bản đề nghị gửi Bộ.", field="letter_number")
    if not paper.signed_on <= sent_on <= clock.today():
        raise RefusedError(
            "Ngày gửi không trước ngày ký quyết định và không ở tương lai.", field="sent_on"
        )
    decision = enter_decision(
        kind=Decision.Kind.RESULT_APPROVAL,
        unit=province,
        paper=paper,
        concluded_on=max(concluded_on(result) for _, result in pairs),
        by=by,
    )
    return [
        _forward(dossier, result, decision, letter_number.strip(), sent_on, by)
        for dossier, result in pairs
    ]


def package_contents(dossier: Dossier) -> list[str]:
    """The papers that go to the ministry with this dossier, in words (Điều 6.3)."""
    again = dossier.kind == EvaluationKind.REEVALUATION
    package = instrument(LAW_OF_PACKAGES).package(
        "to_ministry_again" if again else "to_ministry_first"
    )
    needs_samples = load_rubric(dossier.instrument, dossier.set_number).needs_samples
    return [paper.name for paper in package.papers_for(tourism=not needs_samples)]


def _to_refer(dossier: Dossier) -> tuple[Dossier, CouncilResult]:
    dossier = locked_dossier(dossier)
    result = latest_result(dossier)
    if outcome_for(dossier, result) is not Outcome.REFER:
        raise RefusedError(
            "Chỉ chuyển Bộ sản phẩm từ 90 điểm trở lên (Điều 7.3.e).", field="awards"
        )
    require_minutes(dossier, result)
    return dossier, result


def _forward(
    dossier: Dossier,
    result: CouncilResult,
    decision: Decision,
    letter_number: str,
    sent_on: dt.date,
    by: User,
) -> Referral:
    submission = dossier.submissions.select_related("snapshot").order_by("-number").first()
    snapshot = audit.freeze(
        "referral",
        {
            "dossier": dossier.pk,
            "letter_number": letter_number,
            "sent_on": sent_on,
            "decision_number": decision.number,
            "result_sha256": result.snapshot.sha256,
            "submission_sha256": submission.snapshot.sha256 if submission else None,
            "contents": package_contents(dossier),
        },
    )
    referral = Referral.objects.create(
        dossier=dossier,
        decision=decision,
        letter_number=letter_number,
        sent_on=sent_on,
        sent_by=by,
        snapshot=snapshot,
    )
    dossier.state = STEPS.target(dossier.state, "forward_to_ministry")
    dossier.save(update_fields=["state", "changed_at"])
    audit.record(
        act="dossier_forwarded",
        actor=by.actor,
        subject=dossier.subject,
        facts={"letter": letter_number, "decision": decision.number},
        snapshot=snapshot,
    )
    return referral


@transaction.atomic
def return_to_province(*, dossier: Dossier, by: User) -> Dossier:
    """Below five stars at the centre the province decides (Điều 7.4). Raises RefusedError."""
    policy.require(policy.may_return_to_province(by))
    dossier = locked_dossier(dossier)
    result = latest_result(dossier)
    if result.level != CouncilLevel.CENTRAL or result.star == 5:
        raise RefusedError("Sản phẩm đạt 5 sao ở trung ương: Bộ trưởng quyết định công nhận.")
    require_minutes(dossier, result)
    dossier.state = STEPS.target(dossier.state, "return_to_province")
    dossier.save(update_fields=["state", "changed_at"])
    audit.record(
        act="result_returned_to_province",
        actor=by.actor,
        subject=dossier.subject,
        facts={"total": result.total, "star": result.star},
        snapshot=result.snapshot,
    )
    return dossier


@transaction.atomic
def evaluate_again(*, dossier: Dossier, by: User) -> Dossier:
    """Điều 7.4: instead of using the central result the province holds its own evaluation."""
    policy.require(policy.may_close(by, dossier))
    dossier = locked_dossier(dossier)
    if dossier.state != DossierState.BACK_AT_PROVINCE:
        raise RefusedError("Chỉ dùng cho hồ sơ trung ương chuyển lại.")
    dossier.state = STEPS.target(dossier.state, "accept")
    dossier.save(update_fields=["state", "changed_at"])
    audit.record(act="evaluation_reopened", actor=by.actor, subject=dossier.subject)
    return dossier
