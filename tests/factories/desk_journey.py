"""Dossiers on the desks of the commune and the province, moved by their officials' own services."""

from dataclasses import dataclass

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.rules.assessment import CONTENTS
from ocop.dossiers.services import commune, province
from ocop.dossiers.services.commune import ReportPapers
from ocop.kernel import clock
from ocop.products.models import Product
from tests.factories.basic import Places, make_official
from tests.factories.journey import submitted_dossier

TEXTS = {content.field: f"{content.name}: xã đã xem tại chỗ (mẫu)." for content in CONTENTS}


@dataclass(frozen=True)
class Desk:
    """One official of each office that a dossier passes, at Tân Hộ Cơ and Đồng Tháp."""

    commune: User
    province: User


def make_desk(places: Places) -> Desk:
    """The two officials; make them once for a world."""
    return Desk(
        commune=make_official(Role.COMMUNE_OFFICER, places.tan_ho_co),
        province=make_official(Role.PROVINCE_OFFICE, places.dong_thap),
    )


def report_papers(**changes: object) -> ReportPapers:
    """Numbers and signature of Mẫu số 03 of today."""
    values = {
        "report_number": "12/BC-UBND",
        "letter_number": "34/UBND-KT",
        "reported_on": clock.today(),
        "signer_title": "KT. Chủ tịch, Phó Chủ tịch",
    }
    return ReportPapers(**(values | changes))


def receive(dossier: Dossier, desk: Desk, *, samples: int = 5) -> Dossier:
    """Received by the commune today."""
    commune.receive_at_commune(
        dossier=dossier, by=desk.commune, received_on=clock.today(), samples=samples
    )
    return dossier


def assess(dossier: Dossier, desk: Desk, *, version: int = 0, **changes: object) -> None:
    """All four contents written and the composition confirmed."""
    values = {"texts": TEXTS, "is_complete": True} | changes
    commune.save_assessment(dossier=dossier, by=desk.commune, version=version, **values)


def received_dossier(
    places: Places, desk: Desk, *, star: int = 4, product: Product | None = None
) -> Dossier:
    """On the commune's desk, nothing assessed yet."""
    return receive(submitted_dossier(places, star=star, product=product), desk)


def proposed_dossier(
    places: Places, desk: Desk, *, star: int = 4, product: Product | None = None
) -> Dossier:
    """Proposed to the province with Mẫu số 03."""
    dossier = received_dossier(places, desk, star=star, product=product)
    assess(dossier, desk)
    commune.propose_to_province(dossier=dossier, by=desk.commune, papers=report_papers())
    return dossier


def dossier_at_province(
    places: Places, desk: Desk, *, star: int = 4, product: Product | None = None
) -> Dossier:
    """Received by the provincial OCOP office."""
    dossier = proposed_dossier(places, desk, star=star, product=product)
    province.receive_at_province(
        dossier=dossier, by=desk.province, received_on=clock.today(), samples=5
    )
    return dossier


def accepted_dossier(
    places: Places, desk: Desk, *, star: int = 4, product: Product | None = None
) -> Dossier:
    """Complete, waiting for a council."""
    dossier = dossier_at_province(places, desk, star=star, product=product)
    province.accept(dossier=dossier, by=desk.province)
    return dossier
