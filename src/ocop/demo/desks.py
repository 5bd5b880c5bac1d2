"""Sample dossiers moved across the desks of commune and province by the officials' own services."""

import datetime as dt
from collections.abc import Callable, Mapping

from ocop.demo.answers import answers_for
from ocop.demo.catalogue import Past, SampleProduct
from ocop.demo.drafts import World, fill_in
from ocop.dossiers.models import Dossier
from ocop.dossiers.rules.assessment import CONTENTS
from ocop.dossiers.rules.returning import ReturnPoint
from ocop.dossiers.services import carried_over, commune, province, submission
from ocop.dossiers.services.carried_over import PaperPast, PaperReceipt
from ocop.dossiers.services.commune import ReportPapers
from ocop.dossiers.states import DossierState as S
from ocop.kernel import clock
from ocop.law.choosing import instrument_for_filing
from ocop.law.instruments import DossierKind
from ocop.law.loading import load_rubric
from ocop.register.models import EvaluationKind

SAMPLES = 5
OFFICERS = {"29929": "xa", "29905": "phuong"}
TEXTS = {
    content.field: f"Xã đã xem tại nơi sản xuất: {content.short_name} đúng như hồ sơ (mẫu)."
    for content in CONTENTS
}
ANSWERED_IN_DRAFT = 11

Step = Callable[[Dossier, World], None]


def bring_to_desk(described: SampleProduct, world: World) -> Dossier:
    """The product's dossier at `described.reached`, or accepted where a council comes after."""
    match described.reached:
        case S.DRAFT:
            return fill_in(described, world, answered=ANSWERED_IN_DRAFT)
        case Past.OVERDUE_AT_COMMUNE:
            return _carried_over(described, world, S.AT_COMMUNE)
        case Past.ACCEPTED_ON_PAPER:
            return _carried_over(described, world, S.ACCEPTED)
    dossier = fill_in(described, world)
    for step in PATHS.get(S(described.reached), PATHS[S.ACCEPTED]):
        step(dossier, world)
    return dossier


def _submit(dossier: Dossier, world: World) -> None:
    submission.submit_dossier(
        dossier=dossier, by=world.owner_of(dossier.product), is_committed=True
    )


def _withdraw(dossier: Dossier, world: World) -> None:
    submission.withdraw_dossier(
        dossier=dossier,
        by=world.owner_of(dossier.product),
        reason="Cơ sở muốn làm lại bao bì rồi nộp sau (mẫu).",
    )


def _receive_at_commune(dossier: Dossier, world: World) -> None:
    commune.receive_at_commune(
        dossier=dossier,
        by=world.people[OFFICERS[dossier.commune.code]],
        received_on=clock.today(),
        samples=SAMPLES,
    )


def _return_from_commune(dossier: Dossier, world: World) -> None:
    commune.return_from_commune(
        dossier=dossier,
        by=world.people[OFFICERS[dossier.commune.code]],
        points=[
            ReturnPoint("papers", "Giấy chứng nhận cơ sở đủ điều kiện bị mờ trang 1, chụp lại."),
            ReturnPoint("plan", "Nêu rõ số lượng dự kiến bán ra trong năm tới."),
        ],
        due_on=clock.today() + dt.timedelta(days=10),
    )


def _propose(dossier: Dossier, world: World) -> None:
    officer = world.people[OFFICERS[dossier.commune.code]]
    commune.save_assessment(dossier=dossier, by=officer, version=0, texts=TEXTS, is_complete=True)
    commune.propose_to_province(dossier=dossier, by=officer, papers=_report(clock.today()))


def _receive_at_province(dossier: Dossier, world: World) -> None:
    province.receive_at_province(
        dossier=dossier, by=world.people["tinh"], received_on=clock.today(), samples=SAMPLES
    )


def _return_from_province(dossier: Dossier, world: World) -> None:
    province.return_from_province(
        dossier=dossier,
        by=world.people["tinh"],
        points=[ReturnPoint("papers", "Phiếu kiểm nghiệm đã quá 12 tháng, gửi phiếu mới.")],
    )


def _accept(dossier: Dossier, world: World) -> None:
    province.accept(dossier=dossier, by=world.people["tinh"], note="Hồ sơ đủ thành phần (mẫu).")


_AT_COMMUNE: tuple[Step, ...] = (_submit, _receive_at_commune)
_PROPOSED = (*_AT_COMMUNE, _propose)
_AT_PROVINCE = (*_PROPOSED, _receive_at_province)
PATHS: Mapping[S, tuple[Step, ...]] = {
    S.SUBMITTED: (_submit,),
    S.AT_COMMUNE: _AT_COMMUNE,
    S.RETURNED_BY_COMMUNE: (*_AT_COMMUNE, _return_from_commune),
    S.WITHDRAWN: (*_AT_COMMUNE, _withdraw),
    S.PROPOSED: _PROPOSED,
    S.AT_PROVINCE: _AT_PROVINCE,
    S.RETURNED_BY_PROVINCE: (*_AT_PROVINCE, _return_from_province),
    S.ACCEPTED: (*_AT_PROVINCE, _accept),
}


def _report(day: dt.date) -> ReportPapers:
    return ReportPapers("01/BC-UBND (mẫu)", "02/UBND (mẫu)", day, "Chủ tịch UBND xã (mẫu)")


def _carried_over(described: SampleProduct, world: World, reached: S) -> Dossier:
    """A dossier that began on paper: received forty days ago, longer than a commune has."""
    day = clock.today() - dt.timedelta(days=40)
    product = world.products[described]
    instrument = instrument_for_filing(day, DossierKind.FIRST).instrument
    answers = answers_for(load_rubric(instrument, described.leaf), described.star, described.points)
    is_proposed = reached != S.AT_COMMUNE
    by = "tinh" if is_proposed else OFFICERS[product.commune.code]
    return carried_over.enter_carried_over(
        product=product,
        kind=EvaluationKind.FIRST,
        by=world.people[by],
        reached=reached,
        past=PaperPast(
            submitted_on=day - dt.timedelta(days=1),
            commune=PaperReceipt(serial=1, received_on=day, samples=SAMPLES),
            report=_report(day + dt.timedelta(days=14)) if is_proposed else None,
            texts=TEXTS if is_proposed else {},
            province=PaperReceipt(1, day + dt.timedelta(days=16), samples=SAMPLES)
            if is_proposed
            else None,
            answers=answers.options,
            cases=answers.cases,
            note="Nhập từ sổ giấy (mẫu)",
        ),
    )
