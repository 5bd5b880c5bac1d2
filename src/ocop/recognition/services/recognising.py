"""Recognising 3, 4 and 5 stars, and telling those below three what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.councils.models import CouncilResult
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import STEPS, DossierState
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.recognition import policy
from ocop.recognition.rules import Outcome, outcome_back_at_province, outcome_of
from ocop.recognition.services.certificates import issue_certificate
from ocop.recognition.services.decisions import DecisionPaper, enter_decision
from ocop.register.models import Certificate, Decision, IssuerLevel, Recognition


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
    audit chain, each dossier closed. All or nothing. Raises RefusedError.
    """
    province = _one_province(awards)
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
    """Điều 4.1.a: below 3 stars there is no decision and no certificate, only the notice (7.3.g)."""
    policy.require(policy.may_close(by, dossier))
    dossier = locked_dossier(dossier)
    result = latest_result(dossier)
    if _outcome(dossier, result) is not Outcome.CLOSE:
        raise RefusedError("Kết quả này đạt từ 3 sao. Hãy lập quyết định công nhận.")
    dossier.state = STEPS.target(dossier.state, "close_without_star")
    dossier.save(update_fields=["state", "changed_at"])
    audit.record(
        act="result_notified",
        actor=by.actor,
        subject=dossier.subject,
        facts={"total": result.total, "star": result.star},
        snapshot=result.snapshot,
    )
    return dossier


def latest_result(dossier: Dossier) -> CouncilResult:
    """The last council result of a dossier. Raises RefusedError where no council has concluded."""
    result = dossier.results.select_related("snapshot").order_by("-pk").first()
    if result is None:
        raise RefusedError("Hội đồng chưa kết luận hồ sơ này.")
    return result


def _recognise(
    awards: Sequence[Award], paper: DecisionPaper, by: User, *, unit: Unit | None
) -> list[Certificate]:
    if not awards:
        raise RefusedError("Chọn ít nhất một sản phẩm cho quyết định.", field="awards")
    pairs = []
    for award in awards:
        dossier = locked_dossier(award.dossier)
        result = latest_result(dossier)
        if _outcome(dossier, result) is not Outcome.RECOGNISE:
            raise RefusedError(_why_not(dossier, result), field="awards")
        _require_level(dossier, unit)
        pairs.append((award, dossier, result))
    decision = enter_decision(
        kind=Decision.Kind.RECOGNITION,
        unit=unit,
        paper=paper,
        concluded_on=max(result.concluded_on for _, _, result in pairs),
        by=by,
    )
    return [
        _award(dossier, result, decision, award.certificate_number, by)
        for award, dossier, result in pairs
    ]


def _award(
    dossier: Dossier, result: CouncilResult, decision: Decision, number: str, by: User
) -> Certificate:
    star = result.star
    assert star is not None
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
    certificate = issue_certificate(
        recognition=recognition,
        decision=decision,
        number=number,
        issued_on=decision.signed_on,
        by=by,
    )
    dossier.state = STEPS.target(dossier.state, "recognise")
    dossier.save(update_fields=["state", "changed_at"])
    return certificate


def _outcome(dossier: Dossier, result: CouncilResult) -> Outcome:
    if dossier.state == DossierState.BACK_AT_PROVINCE:
        return outcome_back_at_province(result.star)
    return outcome_of(level=result.level, band_star=result.band_star, star=result.star)


def _why_not(dossier: Dossier, result: CouncilResult) -> str:
    match _outcome(dossier, result):
        case Outcome.REFER:
            return f"{dossier.product} đạt {result.total} điểm: phải chuyển Bộ đánh giá 5 sao (Điều 7.3.e)."
        case Outcome.RETURN_TO_PROVINCE:
            return f"{dossier.product} chưa đạt 5 sao ở trung ương: chuyển lại tỉnh quyết định (Điều 7.4)."
    return f"{dossier.product} chưa đạt 3 sao: không có quyết định công nhận (Điều 4.1.a)."


def _require_level(dossier: Dossier, unit: Unit | None) -> None:
    """Five stars are the ministry's, three and four the province's (Điều 4.1)."""
    central = dossier.state == DossierState.CENTRALLY_SCORED
    if central != (unit is None):
        signer = IssuerLevel.MINISTRY if central else IssuerLevel.PROVINCE
        raise RefusedError(f"{dossier.product}: thẩm quyền thuộc {signer.label}.", field="awards")


def _one_province(awards: Sequence[Award]) -> Unit | None:
    provinces = {award.dossier.province_id: award.dossier.province for award in awards}
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
