"""A register of the whole country's size, for tests of scale and for the bench.

Every product is marked "(mẫu)"; names are combined from kinds of goods and real communes, numbers
from a fixed seed, so that two runs make the same register.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence

from django.db import transaction

from ocop.kernel.audit import Actor
from ocop.kernel.changes import announced_once
from ocop.kernel.text import folded
from ocop.law.calendars import add_months
from ocop.places.models import Level, Unit
from ocop.producers.models import LegalForm, Producer
from ocop.products.models import Product
from ocop.register.models import EvaluationKind, IssuerLevel
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars

PRODUCTS = 20_000
PRODUCERS = 9_300
EVALUATIONS = 60_000
ACTOR = Actor(id="", label="Dữ liệu mẫu")
GOODS = (
    ("Rau muống", 1),
    ("Trứng vịt", 2),
    ("Gạo thơm", 3),
    ("Mật ong", 4),
    ("Bánh tráng", 6),
    ("Mứt gừng", 7),
    ("Khô cá lóc", 8),
    ("Nước mắm", 9),
    ("Muối ớt", 10),
    ("Chè xanh", 11),
    ("Trà tim sen", 12),
    ("Cà phê rang", 13),
    ("Rượu nếp", 14),
    ("Tinh dầu tràm", 20),
    ("Giỏ lục bình", 21),
    ("Khăn rằn", 22),
    ("Hoa cúc", 23),
    ("Điểm du lịch vườn", 26),
)
FORMS = (
    LegalForm.HOUSEHOLD,
    LegalForm.HOUSEHOLD,
    LegalForm.COOPERATIVE,
    LegalForm.SMALL_ENTERPRISE,
)
FIRST_DECISION = dt.date(2019, 12, 20)


@transaction.atomic
def generate(
    *,
    say: Callable[[str], object] = lambda _: None,
    products: int = PRODUCTS,
    evaluations: int = EVALUATIONS,
) -> None:
    """Fill an empty register: communes must be loaded. Takes about a minute at full size."""
    chance = random.Random(2026)  # noqa: S311
    communes = list(
        Unit.objects.filter(level=Level.COMMUNE, valid_to=None).select_related("parent")
    )
    say(f"{len(communes)} xã, phường")
    producers = _producers(communes, min(PRODUCERS, products), chance)
    made = _products(producers, products, chance)
    say(f"{len(made)} sản phẩm của {len(producers)} chủ thể")
    stars = list(_stars(made, evaluations, chance))
    with announced_once():
        for start in range(0, len(stars), 10_000):
            record_stars(stars=stars[start : start + 10_000], actor=ACTOR)
            say(f"{min(start + 10_000, len(stars))} lần công nhận")


def _producers(
    communes: Sequence[Unit], count: int, chance: random.Random
) -> list[tuple[Producer, Unit]]:
    rows = []
    for number in range(count):
        # The first pass gives every commune a producer, the rest fall where they may.
        commune = communes[number] if number < len(communes) else chance.choice(communes)
        name = f"Cơ sở {commune.name} {number + 1} (mẫu)"
        producer = Producer(
            name=name,
            folded_name=folded(name),
            legal_form=FORMS[number % len(FORMS)],
            commune=commune,
            current_commune=commune,
            is_sample=True,
        )
        rows.append((producer, commune))
    Producer.objects.bulk_create([producer for producer, _ in rows], batch_size=1000)
    return rows


def _products(
    producers: Sequence[tuple[Producer, Unit]], count: int, chance: random.Random
) -> list[tuple[Product, Unit]]:
    serials: dict[int, int] = {}
    rows = []
    for number in range(count):
        producer, commune = producers[number % len(producers)]
        goods, leaf = chance.choice(GOODS)
        serials[commune.pk] = serials.get(commune.pk, 0) + 1
        name = f"{goods} {commune.name} {number + 1} (mẫu)"
        product = Product(
            producer=producer,
            name=name,
            folded_name=folded(name),
            leaf=leaf,
            commune=commune,
            current_commune=commune,
            serial=serials[commune.pk],
            description=f"{goods} làm tại {commune.full_name}.",
            story=f"Người {commune.full_name} làm {goods.lower()} từ nhiều đời, mỗi vụ chọn nguyên liệu trong xã.",
            is_sample=True,
        )
        rows.append((product, commune))
    Product.objects.bulk_create([product for product, _ in rows], batch_size=1000)
    return rows


def _stars(
    products: Sequence[tuple[Product, Unit]], count: int, chance: random.Random
) -> Iterator[RecordedStar]:
    """Each product's evaluations about 18 months apart, the last ones reaching into 2026."""
    each = -(-count // len(products))
    left = count
    for number, (product, commune) in enumerate(products):
        begun = FIRST_DECISION + dt.timedelta(days=chance.randrange(1100))
        star = chance.choices((3, 4, 5), (80, 19, 1))[0]
        for step in range(min(each, left)):
            signed_on = add_months(begun, 18 * step)
            unit = commune.parent if star < 5 else None
            decision = RecordedDecision(
                number=f"{signed_on.toordinal() % 900 + 1}/QĐ-{'UBND' if unit else 'BNNMT'}",
                signed_on=signed_on.replace(day=20),
                level=IssuerLevel.PROVINCE if unit else IssuerLevel.MINISTRY,
                unit=unit,
            )
            yield RecordedStar(
                product=product,
                star=star,
                commune=commune,
                source_note="Dữ liệu mẫu",
                kind=EvaluationKind.REEVALUATION if step else EvaluationKind.FIRST,
                decision=decision,
                instrument="qd148-2023" if signed_on.year >= 2023 else "qd1048-2019",
                set_number=product.leaf,
                certificate_number=f"{number + 1}-{step + 1}",
                product_code=f"{(commune.parent or commune).code}-{commune.code}-{product.serial}-{signed_on.year}",
            )
            left -= 1
