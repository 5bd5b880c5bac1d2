"""A province with its office, a resolution, and certificates of one decision."""

import datetime as dt
from dataclasses import dataclass

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.benefits.models import RewardNorm
from ocop.benefits.services.norms import enter_norm
from ocop.kernel import clock
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.register.models import Certificate, Decision
from tests.factories.basic import Places, make_official, make_places, make_producer, make_user
from tests.factories.certificates import make_certificate

TRIEU = 1_000_000
FIRST = {("first", 3): 50 * TRIEU, ("first", 4): 150 * TRIEU}


@dataclass
class World:
    places: Places
    office: User
    leader: User
    neighbour: User
    owner: User
    producer: Producer
    norm: RewardNorm
    certificates: list[Certificate]

    @property
    def decision(self) -> Decision:
        decision = self.certificates[0].recognition.decision
        assert decision is not None
        return decision


def days(count: int) -> dt.date:
    return clock.today() + dt.timedelta(days=count)


def make_norm(province: Unit, by: User, **fields: object) -> RewardNorm:
    values: dict[str, object] = {
        "number": "12/2026/NQ-HĐND",
        "signed_on": days(-400),
        "valid_from": days(-400),
        "valid_to": None,
        "upgrades": "stated",
        "amounts": FIRST,
    }
    return enter_norm(province=province, by=by, **(values | fields))  # type: ignore[arg-type]


def make_world(stars: tuple[int, ...] = (3, 4)) -> World:
    places = make_places()
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    owner = make_user("Chủ cơ sở (mẫu)")
    producer = make_producer(places.tan_ho_co, owner=owner)
    certificates = [
        make_certificate(
            places.tan_ho_co, days(900), star=star, producer=producer, issued_on=days(-100)
        )
        for star in stars
    ]
    first = certificates[0].recognition.decision
    for certificate in certificates:
        certificate.recognition.decision = first
        certificate.recognition.save()
    return World(
        places,
        office,
        make_official(Role.PROVINCE_LEADER, places.dong_thap),
        make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        owner,
        producer,
        make_norm(places.dong_thap, office),
        certificates,
    )
