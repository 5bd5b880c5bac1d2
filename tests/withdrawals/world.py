"""A province with one certificate, the people around it, and its neighbours."""

import datetime as dt
from dataclasses import dataclass

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.products.models import Product
from ocop.register.models import Certificate, IssuerLevel
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars
from ocop.withdrawals.models import Withdrawal
from ocop.withdrawals.services import propose_withdrawal
from tests.factories.basic import (
    Places,
    make_official,
    make_places,
    make_producer,
    make_product,
    make_user,
)

ISSUED_ON = dt.date(2026, 3, 2)


@dataclass
class World:
    """Đồng Tháp's officials, a producer with one certificate of four stars, and strangers."""

    places: Places
    office: User
    leader: User
    inspector: User
    commune: User
    ministry: User
    minister: User
    neighbour: User
    owner: User
    stranger: User
    certificate: Certificate


def make_world(star: int = 4) -> World:
    """Everything above; the certificate is of `star` stars, issued on 2 March 2026."""
    places = make_places()
    owner = make_user("Chủ cơ sở (mẫu)")
    product = make_product(make_producer(places.tan_ho_co, owner=owner))
    stranger = make_user("Người khác (mẫu)")
    make_producer(places.cau_ke, owner=stranger)
    return World(
        places=places,
        office=make_official(Role.PROVINCE_OFFICE, places.dong_thap),
        leader=make_official(Role.PROVINCE_LEADER, places.dong_thap),
        inspector=make_official(Role.INSPECTOR, places.dong_thap),
        commune=make_official(Role.COMMUNE_OFFICER, places.tan_ho_co),
        ministry=make_official(Role.MINISTRY_OFFICE, None),
        minister=make_official(Role.MINISTER, None),
        neighbour=make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        owner=owner,
        stranger=stranger,
        certificate=make_certificate(product, star=star),
    )


def make_certificate(product: Product, *, star: int = 4) -> Certificate:
    """A recorded certificate of the product's province, issued on 2 March 2026."""
    decision = RecordedDecision(
        f"{100 + product.pk}/QĐ-UBND", ISSUED_ON, IssuerLevel.PROVINCE, product.commune.parent
    )
    [recognition] = record_stars(
        stars=[
            RecordedStar(
                product=product,
                star=star,
                commune=product.commune,
                source_note="Danh sách mẫu",
                decision=decision,
                certificate_number=f"GCN-{product.pk}-{Certificate.objects.count()}",
                product_code="82-29929-1-2026",
            )
        ],
        actor=make_user().actor,
    )
    return recognition.certificate


def days_ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def propose(world: World, *, by: User | None = None, **given: object) -> Withdrawal:
    """A case under point b from an inspection's conclusion of five days ago."""
    values: dict[str, object] = {
        "certificate": world.certificate,
        "ground": "b",
        "source": "inspection",
        "conclusion_number": "15/KL-SNNMT",
        "conclusion_issuer": "Đoàn kiểm tra (mẫu)",
        "concluded_on": days_ago(5),
        "note": "Nhãn không còn đúng hồ sơ.",
        "file": None,
    }
    return propose_withdrawal(**(values | given), by=by or world.office)  # type: ignore[arg-type]
