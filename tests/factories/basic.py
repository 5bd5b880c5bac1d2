"""Small worlds for tests: two provinces, three communes, their officials, one producer.

Factories write rows only where no service is the subject; states of a dossier are reached through
the product's own services (see `tests/factories/journey.py`).
"""

import datetime as dt
import itertools
from dataclasses import dataclass

from ocop.accounts.models import Membership, User
from ocop.accounts.roles import Role
from ocop.kernel.text import folded
from ocop.places.models import Level, Unit
from ocop.producers.models import LegalForm, Producer, ProducerPerson
from ocop.products.models import Product

TODAY_UNITS_FROM = dt.date(2025, 7, 1)
PASSWORD = "mat-khau-thu-2026"
_serial = itertools.count(1)


@dataclass(frozen=True)
class Places:
    """Đồng Tháp with two communes, Vĩnh Long with one."""

    dong_thap: Unit
    tan_ho_co: Unit
    sa_dec: Unit
    vinh_long: Unit
    cau_ke: Unit


def make_unit(code: str, kind: str, name: str, parent: Unit | None = None) -> Unit:
    """A unit in force since 1/7/2025."""
    return Unit.objects.create(
        code=code,
        kind=kind,
        name=name,
        level=Level.COMMUNE if parent else Level.PROVINCE,
        parent=parent,
        valid_from=TODAY_UNITS_FROM,
        valid_to=None,
        folded_name=folded(name),
    )


def make_places() -> Places:
    """The five units of the small world."""
    dong_thap = make_unit("82", "Tỉnh", "Đồng Tháp")
    vinh_long = make_unit("86", "Tỉnh", "Vĩnh Long")
    return Places(
        dong_thap=dong_thap,
        tan_ho_co=make_unit("29929", "Xã", "Tân Hộ Cơ", dong_thap),
        sa_dec=make_unit("29905", "Phường", "Sa Đéc", dong_thap),
        vinh_long=vinh_long,
        cau_ke=make_unit("29308", "Xã", "Cầu Kè", vinh_long),
    )


def make_user(name: str = "Người dùng (mẫu)", *, phone: str = "", email: str = "") -> User:
    """An account that signs in with `PASSWORD`."""
    if not (phone or email):
        email = f"nguoi-{next(_serial)}@example.vn"
    return User.objects.create_user(full_name=name, password=PASSWORD, phone=phone, email=email)


def make_official(role: Role, unit: Unit | None, **membership: object) -> User:
    """An account that has held `role` at `unit` since 1/7/2025, named for the role."""
    user = make_user(f"{role.label} (mẫu)")
    Membership.objects.create(
        user=user, role=role, unit=unit, starts_on=TODAY_UNITS_FROM, **membership
    )
    return user


def make_producer(commune: Unit, *, owner: User | None = None, **fields: object) -> Producer:
    """A registered household; `owner` becomes its representative's account."""
    values = {
        "name": f"Cơ sở Mẫu {next(_serial)}",
        "legal_form": LegalForm.HOUSEHOLD,
        "registration_number": "51A8000000",
        "commune": commune,
        "current_commune": commune,
        "is_sample": True,
    }
    producer = Producer.objects.create(**(values | fields))
    if owner:
        ProducerPerson.objects.create(
            user=owner,
            producer=producer,
            part=ProducerPerson.Part.OWNER,
            starts_on=TODAY_UNITS_FROM,
        )
    return producer


def make_product(producer: Producer, **fields: object) -> Product:
    """A product of set 8 made at the producer's commune."""
    values = {
        "producer": producer,
        "name": f"Khô cá lóc mẫu {next(_serial)}",
        "leaf": 8,
        "commune": producer.commune,
        "current_commune": producer.current_commune,
        "description": "Cá lóc nuôi tại xã, phơi khô.",
        "is_sample": True,
    }
    return Product.objects.create(**(values | fields))
