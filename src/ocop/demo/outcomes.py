"""What follows a council's result: decisions, certificates, the way to the ministry and back."""

import datetime as dt
from dataclasses import replace

from ocop.demo.catalogue import Past, SampleProduct
from ocop.demo.drafts import World
from ocop.demo.signatures import signed_decision
from ocop.dossiers.models import Dossier
from ocop.kernel import clock
from ocop.law.calendars import add_months
from ocop.places.models import Unit
from ocop.places.queries import unit_on
from ocop.recognition.notice import NoticeHead
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.notices import notify_result
from ocop.recognition.services.recognising import (
    Award,
    recognise_by_ministry,
    recognise_by_province,
)
from ocop.recognition.services.referral import forward_list_to_ministry, return_to_province
from ocop.register.models import EvaluationKind, IssuerLevel
from ocop.register.recording import (
    RecordedDecision,
    RecordedStar,
    record_stars,
    record_withdrawal,
)

# Months since the decision behind a certificate of the past.
AGE_IN_MONTHS = {
    Past.CERTIFICATE_IN_WINDOW: 31,
    Past.CERTIFICATE_EXPIRING: 32,
    Past.CERTIFICATE_EXPIRED: 40,
    Past.CERTIFICATE_WITHDRAWN: 20,
}


def recognise(dossiers: list[Dossier], world: World) -> None:
    """One provincial decision for all of them, with their certificates."""
    recognise_by_province(
        awards=[Award(dossier, _certificate_number(dossier)) for dossier in dossiers],
        paper=replace(
            _paper("120/QĐ-UBND (mẫu)", "Chủ tịch (mẫu)"), file=signed_decision(dossiers, world)
        ),
        by=world.people["lanhdaotinh"],
    )


def tell(dossier: Dossier, world: World) -> None:
    """The notice to producer and commune; below three stars it ends the dossier."""
    head = NoticeHead(
        number=f"{dossier.pk}/TB-SNNMT (mẫu)",
        issued_on=clock.today(),
        signer_title="Giám đốc (mẫu)",
    )
    notify_result(dossier=dossier, head=head, by=world.people["tinh"])


def forward(dossiers: list[Dossier], world: World) -> None:
    """Ninety points and more: approved by one decision and sent to the ministry."""
    forward_list_to_ministry(
        dossiers=dossiers,
        paper=_paper("130/QĐ-UBND (mẫu)", "Chủ tịch (mẫu)"),
        letter_number="77/UBND-NN (mẫu)",
        sent_on=clock.today(),
        by=world.people["lanhdaotinh"],
    )


def recognise_five_stars(dossier: Dossier, world: World) -> None:
    """The Minister's decision and certificate."""
    recognise_by_ministry(
        awards=[Award(dossier, _certificate_number(dossier))],
        paper=_paper("210/QĐ-BNNMT (mẫu)", "Bộ trưởng (mẫu)"),
        by=world.people["lanhdaobo"],
    )


def send_back(dossier: Dossier, world: World) -> None:
    """Below five stars at the centre: the province decides."""
    return_to_province(dossier=dossier, by=world.people["bo"])


def record_past(described: SampleProduct, world: World) -> None:
    """A certificate of earlier years, as a list of the office tells it; one was withdrawn."""
    assert isinstance(described.reached, Past)
    product, actor = world.products[described], world.people["tinh"].actor
    signed_on = add_months(clock.today(), -AGE_IN_MONTHS[described.reached])
    commune = unit_on(product.commune.code, signed_on) or product.commune
    [recognition] = record_stars(
        stars=[
            RecordedStar(
                product=product,
                star=described.star,
                commune=commune,
                source_note="Danh sách mẫu",
                kind=EvaluationKind.FIRST,
                decision=_decision(f"{90 + product.pk}/QĐ-UBND (mẫu)", signed_on, commune),
                certificate_number=f"MẪU-{product.pk}/{signed_on.year}",
                product_code=_old_code(commune, product.pk, signed_on.year),
            )
        ],
        actor=actor,
    )
    if described.reached is Past.CERTIFICATE_WITHDRAWN:
        on = clock.today() - dt.timedelta(days=30)
        record_withdrawal(
            certificate=recognition.certificate,
            decision=_decision("205/QĐ-UBND (mẫu)", on, product.commune),
            ground="b",
            actor=actor,
        )


def _decision(number: str, signed_on: dt.date, commune: Unit) -> RecordedDecision:
    *_, province = _units_above(commune)
    return RecordedDecision(number, signed_on, IssuerLevel.PROVINCE, province)


def _old_code(commune: Unit, serial: int, year: int) -> str:
    above = [unit.code for unit in reversed(_units_above(commune))]
    return "-".join([*above, commune.code, str(serial), str(year)])


def _units_above(unit: Unit) -> list[Unit]:
    above = []
    while unit.parent:
        unit = unit.parent
        above.append(unit)
    return above


def _paper(number: str, title: str) -> DecisionPaper:
    return DecisionPaper(number=number, signed_on=clock.today(), signer_title=title)


def _certificate_number(dossier: Dossier) -> str:
    return f"{dossier.pk:02d}/{clock.today().year}/OCOP (mẫu)"
