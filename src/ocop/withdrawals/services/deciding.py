"""The authority of the star withdraws, and may annul what it withdrew wrongly (Điều 8.2, 8.3.b)."""

from collections.abc import Sequence

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.recognition.services.decisions import DecisionPaper, enter_decision
from ocop.register.models import Decision
from ocop.register.withdrawing import write_annulment, write_withdrawal
from ocop.withdrawals import policy
from ocop.withdrawals.models import Withdrawal
from ocop.withdrawals.services.records import lock, needed, subject
from ocop.withdrawals.services.telling import tell_annulled, tell_withdrawn
from ocop.withdrawals.states import STEPS


@transaction.atomic
def decide_withdrawal(*, cases: Sequence[Withdrawal], paper: DecisionPaper, by: User) -> Decision:
    """One decision, one or many certificates: each star ends on the day it was signed.

    Effects: the decision, a fact at each certificate, links in the audit chain, notices to
    producers, communes and offices, letters to market surveillance. All or nothing. Raises
    RefusedError at "cases", "number" or "signed_on" (not before any of the conclusions, 8.4).
    """
    if not cases:
        raise RefusedError("Chọn ít nhất một giấy chứng nhận để thu hồi.", field="cases")
    locked = [lock(case) for case in sorted(cases, key=lambda case: case.pk)]
    for case in locked:
        policy.require(policy.may_decide(by, case.certificate))
    unit = one_authority(locked)
    for case in locked:
        _require_after(case, paper)
    decision = enter_decision(
        kind=Decision.Kind.WITHDRAWAL,
        unit=unit,
        paper=paper,
        concluded_on=max(case.concluded_on for case in locked),
        by=by,
    )
    for case in locked:
        case.state = STEPS.target(case.state, "decide")
        case.decision = decision
        case.save(update_fields=["state", "decision"])
        write_withdrawal(
            certificate=case.certificate, decision=decision, ground=case.ground, actor=by.actor
        )
        audit.record(
            act="withdrawal_decided",
            actor=by.actor,
            subject=subject(case),
            facts={"decision": decision.number, "signed_on": decision.signed_on},
        )
        tell_withdrawn(case, decision)
    return decision


@transaction.atomic
def annul_withdrawal(*, case: Withdrawal, paper: DecisionPaper, why: str, by: User) -> Decision:
    """Another decision of the same authority: the certificate counts again from its day.

    The withdrawal stays in the history (reading `annulled_withdrawal`). Raises RefusedError at
    "why", "number" or "signed_on".
    """
    case = lock(case)
    policy.require(policy.may_decide(by, case.certificate))
    target = STEPS.target(case.state, "annul")
    assert case.decision is not None
    why = needed(why, "Ghi vì sao hủy quyết định thu hồi.", "why")
    if paper.signed_on and paper.signed_on < case.decision.signed_on:
        raise RefusedError(
            f"Ngày ký không trước ngày quyết định thu hồi {case.decision.signed_on:%d/%m/%Y}.",
            field="signed_on",
        )
    decision = enter_decision(
        kind=Decision.Kind.ANNULMENT,
        unit=one_authority([case]),
        paper=paper,
        concluded_on=case.decision.signed_on,
        by=by,
    )
    case.state, case.annulment = target, decision
    case.save(update_fields=["state", "annulment"])
    write_annulment(certificate=case.certificate, decision=decision, note=why, actor=by.actor)
    audit.record(
        act="withdrawal_annulled",
        actor=by.actor,
        subject=subject(case),
        facts={"decision": decision.number, "signed_on": decision.signed_on, "why": why},
    )
    tell_annulled(case, decision)
    return decision


def one_authority(cases: Sequence[Withdrawal]) -> Unit | None:
    """The province that decides, None for the Minister.

    Raises RefusedError at "cases" where one decision would need two authorities (Điều 8.2).
    """
    fives = {policy.is_the_ministrys(case.certificate) for case in cases}
    provinces = {policy.province_of(case.certificate) for case in cases}
    if len(fives) > 1 or (fives == {False} and len(provinces) > 1):
        raise RefusedError(
            "Một quyết định chỉ gồm giấy chứng nhận của một cấp thẩm quyền: 5 sao riêng, "
            "mỗi tỉnh riêng.",
            field="cases",
        )
    return None if fives == {True} else next(iter(provinces))


def _require_after(case: Withdrawal, paper: DecisionPaper) -> None:
    if paper.signed_on and paper.signed_on < case.concluded_on:
        raise RefusedError(
            f"Ngày ký không trước ngày văn bản kết luận {case.concluded_on:%d/%m/%Y} "
            f"của {case.certificate.recognition.product.name}.",
            field="signed_on",
        )
