"""Recognising 3, 4 and 5 stars, and telling those below three what is missing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.councils.models import CouncilResult
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import STEPS, DossierState
from ocop.kernel import audit, clock
from ocop.kernel.changes import announce
from ocop.kernel.errors import RefusedError
from ocop.law.authority import recognising_authority
from ocop.places.models import Unit
from ocop.recognition import policy
from ocop.recognition.models import BulkIssue
from ocop.recognition.outcomes import has_minutes, latest_result, outcome_for
from ocop.recognition.rules import ENDS_WITH_NOTICE, Outcome
from ocop.recognition.services.certificates import issue_certificate
from ocop.recognition.services.decisions import DecisionPaper, enter_decision
from ocop.register.models import (
    Certificate,
    Decision,
    EvaluationKind,
    IssuerLevel,
    Recognition,
)
from ocop.register.services import note_reevaluation_ended


@dataclass(frozen=True)
class Award:
    """One line of a decision's list: a dossier, and the number of its certificate."""

    dossier: Dossier
    certificate_number: str


@transaction.atomic
def recognise_by_province(
    *, awards: Sequence[Award], paper: DecisionPaper, by: User
) -> list[Certificate]:
    """One provincial decision, one or many products of 3 or 4 stars (Điều 7.3.đ, 7.4).

    Effects: the decision, a recognition and a certificate for each product, three links each in the
    audit chain, each dossier closed. All or nothing. Raises RefusedError at "awards", "number",
    "signed_on" or "certificate_number-<dossier id>".
    """
    province = one_province([award.dossier for award in awards])
    for award in awards:
        policy.require(policy.may_decide_for_province(by, award.dossier))
    return _recognise(awards, paper, by, unit=province)


@transaction.atomic
def recognise_by_ministry(
    *, awards: Sequence[Award], paper: DecisionPaper, by: User
) -> list[Certificate]:
    """The Minister's decision on products of 5 stars (Điều 4.1.b, 7.4). Raises RefusedError."""
    policy.require(policy.may_decide_for_ministry(by))
    return _recognise(awards, paper, by, unit=None)


@transaction.atomic
def close_without_star(*, dossier: Dossier, by: User) -> Dossier:
    """Điều 4.1.a: below 3 stars there is no decision and no certificate, only the notice (7.3.g).

    An upgrade that did not rise ends the same way, and the star in force stays.
    """
    policy.require(policy.may_close(by, dossier))
    dossier = locked_dossier(dossier)
    result = latest_result(dossier)
    close_below_three(dossier, result)
    audit.record(
        act="result_notified",
        actor=by.actor,
        subject=dossier.subject,
        facts={"total": result.total, "star": result.star},
        snapshot=result.snapshot,
    )
    return dossier


def close_below_three(dossier: Dossier, result: CouncilResult) -> None:
    """The locked dossier's last step without a new star; the caller records the act.

    Raises RefusedError where the result gives a star, or the session has no minutes yet.
    """
    outcome = outcome_for(dossier, result)
    if outcome not in ENDS_WITH_NOTICE:
        raise RefusedError("Kết quả này đạt từ 3 sao. Hãy lập quyết định công nhận.")
    require_minutes(dossier, result)
    step = "keep_star" if outcome is Outcome.KEEP else "close_without_star"
    dossier.state = STEPS.target(dossier.state, step)
    dossier.save(update_fields=["state", "changed_at"])
    if dossier.kind == EvaluationKind.REEVALUATION:
        note_reevaluation_ended(dossier.product, clock.today())


def _recognise(
    awards: Sequence[Award], paper: DecisionPaper, by: User, *, unit: Unit | None
) -> list[Certificate]:
    if not awards:
        raise RefusedError("Chọn ít nhất một sản phẩm cho quyết định.", field="awards")
    pairs = [(award, *ready_to_recognise(award.dossier, unit)) for award in awards]
    decision = enter_decision(
        kind=Decision.Kind.RECOGNITION,
        unit=unit,
        paper=paper,
        concluded_on=max(concluded_on(result) for _, _, result in pairs),
        by=by,
    )
    certificates = [
        award_star(dossier, result, decision, award.certificate_number, by)
        for award, dossier, result in pairs
    ]
    announce(products=[dossier.product_id for _, dossier, _ in pairs])
    return certificates


def ready_to_recognise(
    dossier: Dossier, unit: Unit | None, *, within: BulkIssue | None = None
) -> tuple[Dossier, CouncilResult]:
    """The locked dossier with its result, which the body of `unit` may recognise now.

    A dossier on the list of a decision whose certificates are being issued belongs to that run
    (`within`) alone. Raises RefusedError at "awards".
    """
    dossier = locked_dossier(dossier)
    result = latest_result(dossier)
    if outcome_for(dossier, result) is not Outcome.RECOGNISE:
        raise RefusedError(_why_not(dossier, result), field="awards")
    _require_level(dossier, unit)
    # A producer may have withdrawn since the decision was entered.
    STEPS.target(dossier.state, "recognise")
    require_minutes(dossier, result)
    if dossier.bulk_lines.filter(certificate=None).exclude(issue=within).exists():
        raise RefusedError(
            f"{dossier.product} đang được cấp giấy theo một quyết định đã nhập.", field="awards"
        )
    return dossier, result


def award_star(
    dossier: Dossier, result: CouncilResult, decision: Decision, number: str, by: User
) -> Certificate:
    """Recognition and certificate of one locked dossier under an entered decision.

    A blank `number` takes the office's next one. Raises RefusedError at "signed_on" or
    "certificate_number-<dossier id>".
    """
    star = result.star
    assert star is not None
    require_authority(dossier, star, decision)
    recognition = Recognition.objects.create(
        product=dossier.product,
        kind=dossier.kind,
        star=star,
        decision=decision,
        level=decision.level,
        recognised_on=decision.signed_on,
        instrument=dossier.instrument,
        set_number=dossier.set_number,
        rubric_sha256=dossier.rubric_sha256,
        part_a=result.part_a,
        part_b=result.part_b,
        part_c=result.part_c,
        total=result.total,
        commune=dossier.commune,
        source=Recognition.Source.EVALUATED,
    )
    audit.record(
        act="product_recognised",
        actor=by.actor,
        subject=dossier.subject,
        facts={"star": star, "total": result.total, "decision": decision.number},
        snapshot=result.snapshot,
    )
    if dossier.kind == EvaluationKind.REEVALUATION:
        note_reevaluation_ended(dossier.product, decision.signed_on, decision=decision)
    try:
        certificate = issue_certificate(
            recognition=recognition,
            decision=decision,
            number=number,
            issued_on=decision.signed_on,
            by=by,
        )
    except RefusedError as refused:
        raise RefusedError(refused.message, field=f"{refused.field}-{dossier.pk}") from None
    dossier.state = STEPS.target(dossier.state, "recognise")
    dossier.save(update_fields=["state", "changed_at"])
    return certificate


def require_authority(dossier: Dossier, star: int, decision: Decision) -> None:
    """The law of the day of signing says which body gives which star (Điều 4.1)."""
    authority = recognising_authority(star, decision.signed_on)
    if authority is None or authority.level != decision.level:
        body = authority.body if authority else "không cơ quan nào"
        article = f" ({authority.article})" if authority else ""
        raise RefusedError(
            f"{dossier.product}: ngày {decision.signed_on:%d/%m/%Y}, hạng {star} sao do {body} công nhận{article}.",
            field="signed_on",
        )


def _why_not(dossier: Dossier, result: CouncilResult) -> str:
    match outcome_for(dossier, result):
        case Outcome.REFER:
            return f"{dossier.product} đạt {result.total} điểm: phải chuyển Bộ đánh giá 5 sao (Điều 7.3.e)."
        case Outcome.RETURN_TO_PROVINCE:
            return f"{dossier.product} chưa đạt 5 sao ở trung ương: chuyển lại tỉnh quyết định (Điều 7.4)."
        case Outcome.KEEP:
            return (
                f"{dossier.product} không cao hơn hạng đang có: sao cũ giữ đến ngày hết hạn của nó."
            )
    return f"{dossier.product} chưa đạt 3 sao: không có quyết định công nhận (Điều 4.1.a)."


def require_minutes(dossier: Dossier, result: CouncilResult) -> None:
    """The council reports with its minutes (Điều 7.3.d, 7.4.d); before that nothing is decided."""
    if not has_minutes(result):
        raise RefusedError(
            f"Phiên họp “{result.item.session.name}” có {dossier.product} chưa kết thúc, "
            "chưa có biên bản.",
            field="awards",
        )


def concluded_on(result: CouncilResult) -> dt.date:
    """The day the council ended the session of this result: no decision on it is older."""
    return result.item.session.concluded_on or result.concluded_on


def _require_level(dossier: Dossier, unit: Unit | None) -> None:
    """Five stars are the ministry's, three and four the province's (Điều 4.1)."""
    central = dossier.state == DossierState.CENTRALLY_SCORED
    if central != (unit is None):
        signer = IssuerLevel.MINISTRY if central else IssuerLevel.PROVINCE
        raise RefusedError(f"{dossier.product}: thẩm quyền thuộc {signer.label}.", field="awards")


def one_province(dossiers: Sequence[Dossier]) -> Unit | None:
    """The province of all of them. Raises RefusedError at "awards" where there are several."""
    provinces = {dossier.province_id: dossier.province for dossier in dossiers}
    if len(provinces) > 1:
        raise RefusedError("Một quyết định chỉ gồm sản phẩm của một tỉnh.", field="awards")
    return next(iter(provinces.values()), None)


def locked_dossier(dossier: Dossier) -> Dossier:
    """The dossier as it is now, held until the end of the transaction."""
    return (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("product__producer", "commune__parent", "province")
        .get(pk=dossier.pk)
    )
