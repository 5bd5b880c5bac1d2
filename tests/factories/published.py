"""A province's register as lists of earlier years give it: many stars, some made at random."""

import datetime as dt
import random
from collections.abc import Sequence

from ocop.catalogue.services import rebuild
from ocop.kernel.audit import Actor
from ocop.places.models import Level, Unit, UnitChange
from ocop.producers.models import LegalForm, Producer
from ocop.products.models import Product
from ocop.register.models import CertificateFact, IssuerLevel, Recognition
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars
from tests.factories.basic import Places, make_producer, make_product

ACTOR = Actor(id="", label="Thử")
BEFORE = {"valid_from": dt.date(2004, 7, 8), "valid_to": dt.date(2025, 6, 30)}


def old_communes(places: Places) -> list[Unit]:
    """Two communes of a district of Đồng Tháp as it was: one merged, one divided and not confirmed."""
    province = Unit.objects.create(
        code="87", kind="Tỉnh", name="Đồng Tháp", level=Level.PROVINCE, **BEFORE
    )
    district = Unit.objects.create(
        code="869", kind="Huyện", name="Tân Hồng", level=Level.DISTRICT, parent=province, **BEFORE
    )
    common = {"kind": "Xã", "level": Level.COMMUNE, "parent": district, **BEFORE}
    merged = Unit.objects.create(
        code="29932", name="Tân Phước", today=places.tan_ho_co,
        province_today=places.dong_thap, **common,
    )  # fmt: skip
    divided = Unit.objects.create(
        code="29935", name="Tân Thành B", province_today=places.dong_thap, **common
    )
    for new in (places.tan_ho_co, places.sa_dec):
        UnitChange.objects.create(old=divided, new=new, kind="divided", is_proposal=True)
    return [merged, divided]


def published_stars(
    rows: Sequence[tuple[Product, int, dt.date | None, str]], province: Unit
) -> list[Recognition]:
    """(product, star, day of the decision or None, kind), written as a list is."""
    return record_stars(
        stars=[
            RecordedStar(
                product=product,
                star=star,
                commune=product.commune,
                source_note="Danh sách thử",
                kind=kind,
                decision=signed_on
                and RecordedDecision(
                    f"{signed_on:%d%m}/QĐ-UBND", signed_on, IssuerLevel.PROVINCE, province
                ),
                is_unnumbered=star >= 3,
            )
            for product, star, signed_on, kind in rows
        ],
        actor=ACTOR,
    )


def random_register(places: Places, seed: int, products: int = 40) -> list[Product]:
    """Products with up to three stars each and random facts, in old and new communes."""
    chance = random.Random(seed)
    communes = [places.tan_ho_co, places.sa_dec, places.cau_ke, *old_communes(places)]
    made = []
    for number in range(products):
        commune = chance.choice(communes)
        producer: Producer = make_producer(
            commune,
            current_commune=commune.today,
            legal_form=chance.choice(LegalForm.values),
            representative_sex=chance.choice(["female", "male", ""]),
        )
        product = make_product(
            producer,
            name=f"Món {number}",
            leaf=chance.choice([None, 3, 8, 21, 26]),
            current_commune=commune.today,
            craft_village=chance.choice(["", "Làng nghề mẫu"]),
        )
        made.append(product)
        stars = []
        for _ in range(chance.randint(0, 3)):
            signed_on = chance.choice([None, dt.date(2019, 1, 1), dt.date(2024, 2, 29)])
            if signed_on:
                signed_on += dt.timedelta(days=chance.randint(0, 900))
            kind = chance.choice(["", "first", "reevaluation", "upgrade"])
            stars.append((product, chance.choice([2, 3, 3, 4, 5]), signed_on, kind))
        for recognition in published_stars(stars, places.dong_thap) if stars else []:
            certificate = getattr(recognition, "certificate", None)
            for _ in range(chance.randint(0, 3)) if certificate else []:
                CertificateFact.objects.create(
                    certificate=certificate,
                    kind=chance.choice(CertificateFact.Kind.values),
                    on=certificate.issued_on + dt.timedelta(days=chance.randint(0, 1400)),
                )
    rebuild()
    return made
