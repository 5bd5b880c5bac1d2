"""Ninety points and more: the package to the ministry and its way back (Điều 6.3, 7.3.e, 7.4)."""

import datetime as dt

from django.db import transaction

from ocop.accounts.models import User
from ocop.councils.models import CouncilLevel
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import STEPS, DossierState
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.recognition import policy
from ocop.recognition.models import Referral
from ocop.recognition.rules import Outcome, outcome_of
from ocop.recognition.services.decisions import DecisionPaper, enter_decision
from ocop.recognition.services.recognising import latest_result, locked_dossier
from ocop.register.models import Decision


@transaction.atomic
def forward_to_ministry(
    *, dossier: Dossier, paper: DecisionPaper, letter_number: str, sent_on: dt.date, by: User
) -> Referral:
    """The chairman approves the result and the province sends the dossier (Điều 7.3.e, 6.3.a).

    Raises RefusedError at `letter_number`, `sent_on` or where the total is under 90 points.
    """
    policy.require(policy.may_decide_for_province(by, dossier))
    dossier = locked_dossier(dossier)
    result = latest_result(dossier)
    if (
        outcome_of(level=result.level, band_star=result.band_star, star=result.star)
        is not Outcome.REFER
    ):
        raise RefusedError("Chỉ chuyển Bộ sản phẩm từ 90 điểm trở lên (Điều 7.3.e).")
    if not letter_number.strip():
        raise RefusedError("Ghi số văn bản đề nghị gửi Bộ.", field="letter_number")
    if not paper.signed_on <= sent_on <= clock.today():
        raise RefusedError(
            "Ngày gửi không trước ngày ký quyết định và không ở tương lai.", field="sent_on"
        )
    decision = enter_decision(
        kind=Decision.Kind.RESULT_APPROVAL,
        unit=dossier.province,
        paper=paper,
        concluded_on=result.concluded_on,
        by=by,
    )
    submission = dossier.submissions.order_by("-number").first()
    snapshot = audit.freeze(
        "referral",
        {
            "dossier": dossier.pk,
            "letter_number": letter_number.strip(),
            "sent_on": sent_on,
            "decision_number": decision.number,
            "result_sha256": result.snapshot.sha256,
            "submission_sha256": submission.snapshot.sha256 if submission else None,
            "contents": [
                "Văn bản đề nghị của UBND cấp tỉnh",
                "Báo cáo của Tổ tư vấn",
                "Báo cáo của Hội đồng cấp tỉnh",
                "Quyết định phê duyệt kết quả",
                "Hồ sơ sản phẩm",
            ],
        },
    )
    referral = Referral.objects.create(
        dossier=dossier,
        decision=decision,
        letter_number=letter_number.strip(),
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
        facts={"letter": referral.letter_number, "decision": decision.number},
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
