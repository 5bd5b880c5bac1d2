"""Invented producers and products: every legal form, key sectors, craft villages, traits."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from ocop.demo.national.grounds import Ground, Grounds
from ocop.kernel.text import folded
from ocop.producers.models import LegalForm, Producer
from ocop.products.models import KeySector, Product, ProductTrait

BATCH = 1000
Trait = ProductTrait.Kind


@dataclass(frozen=True, slots=True)
class Good:
    """A kind of goods with its leaf of Phụ lục I, its key sector ("" for none) and its traits."""

    name: str
    leaf: int
    sector: str
    traits: tuple[Trait, ...]


GOODS = (
    Good("Rau muống", 1, "Rau màu", (Trait.FRESH,)),
    Good("Trứng vịt", 2, "Vịt", (Trait.FRESH,)),
    Good("Gạo thơm", 3, "Lúa gạo", (Trait.PROCESSED, Trait.EXPORT)),
    Good("Mật ong", 4, "", (Trait.PROCESSED, Trait.GIFT)),
    Good("Bánh tráng", 6, "Lúa gạo", (Trait.PROCESSED,)),
    Good("Mứt gừng", 7, "", (Trait.DEEP_PROCESSED, Trait.SEASONAL)),
    Good("Khô cá lóc", 8, "Cá", (Trait.PROCESSED, Trait.GIFT)),
    Good("Nước mắm", 9, "Cá", (Trait.DEEP_PROCESSED, Trait.EXPORT)),
    Good("Muối ớt", 10, "", (Trait.PROCESSED,)),
    Good("Chè xanh", 11, "Chè", (Trait.PROCESSED, Trait.EXPORT)),
    Good("Trà tim sen", 12, "Sen", (Trait.DEEP_PROCESSED, Trait.GIFT)),
    Good("Cà phê rang", 13, "Cà phê", (Trait.DEEP_PROCESSED, Trait.EXPORT)),
    Good("Rượu nếp", 14, "Lúa gạo", (Trait.PROCESSED, Trait.GIFT)),
    Good("Tinh dầu tràm", 20, "", (Trait.DEEP_PROCESSED,)),
    Good("Giỏ lục bình", 21, "", (Trait.GIFT, Trait.EXPORT)),
    Good("Khăn rằn", 22, "", (Trait.GIFT,)),
    Good("Hoa cúc", 23, "Hoa kiểng", (Trait.FRESH, Trait.SEASONAL)),
    Good("Điểm du lịch vườn", 26, "", (Trait.TOURISM, Trait.COMMUNITY)),
)
# How often each legal form occurs among a hundred producers.
FORMS = {
    LegalForm.HOUSEHOLD: 34,
    LegalForm.COOPERATIVE: 32,
    LegalForm.SMALL_ENTERPRISE: 22,
    LegalForm.COOPERATIVE_GROUP: 5,
    LegalForm.FAMILY: 2,
    LegalForm.FARM: 2,
    LegalForm.UNKNOWN: 1,
    LegalForm.ASSOCIATION: 1,
    LegalForm.OPERATING_CENTRE: 1,
}
FROM_CRAFT_VILLAGE = {21: 0.5, 22: 0.5, 8: 0.15, 9: 0.2, 6: 0.3}


@dataclass(frozen=True, slots=True)
class Sample:
    """A written product and where it is made."""

    product: Product
    ground: Ground


def make_producers(
    grounds: Grounds, count: int, chance: random.Random
) -> list[tuple[Producer, Ground]]:
    """Write `count` producers, spread over every commune."""
    rows = []
    forms = chance.choices(list(FORMS), list(FORMS.values()), k=count)
    for number, ground in enumerate(grounds.some(count, chance)):
        name = f"Cơ sở {ground.now.name} {number + 1} (mẫu)"
        producer = Producer(
            name=name,
            folded_name=folded(name),
            legal_form=forms[number],
            commune=ground.at_first,
            current_commune=None if ground.is_open else ground.now,
            representative_sex=chance.choices(("female", "male", ""), (41, 56, 3))[0],
            is_sample=True,
        )
        rows.append((producer, ground))
    Producer.objects.bulk_create([producer for producer, _ in rows], batch_size=BATCH)
    return rows


def make_products(
    producers: Sequence[tuple[Producer, Ground]], count: int, chance: random.Random
) -> list[Sample]:
    """Write `count` products with key sectors and traits; each producer has one before any has two."""
    sectors = _key_sectors({ground.now.province_today_id for _, ground in producers})
    serials: dict[int, int] = {}
    samples, traits = [], []
    for number in range(count):
        producer, ground = producers[number % len(producers)]
        good, place = chance.choice(GOODS), ground.now
        serials[place.pk] = serials.get(place.pk, 0) + 1
        product = _product(number, good, producer, ground, serials[place.pk], chance)
        product.key_sector = sectors.get((place.province_today_id, good.sector))
        samples.append(Sample(product, ground))
        traits += [ProductTrait(product=product, kind=kind) for kind in good.traits[:1]]
        traits += [
            ProductTrait(product=product, kind=kind)
            for kind in good.traits[1:]
            if chance.random() < 0.3
        ]
    Product.objects.bulk_create([sample.product for sample in samples], batch_size=BATCH)
    ProductTrait.objects.bulk_create(traits, batch_size=BATCH)
    return samples


def _product(
    number: int,
    good: Good,
    producer: Producer,
    ground: Ground,
    serial: int,
    chance: random.Random,
) -> Product:
    place = ground.now
    name = f"{good.name} {place.name} {number + 1} (mẫu)"
    is_craft = chance.random() < FROM_CRAFT_VILLAGE.get(good.leaf, 0)
    return Product(
        producer=producer,
        name=name,
        folded_name=folded(name),
        leaf=good.leaf,
        commune=ground.at_first,
        current_commune=producer.current_commune,
        serial=serial,
        description=f"{good.name} làm tại {place.full_name}.",
        story=f"Người {place.full_name} làm {good.name.lower()} từ nhiều đời, mỗi vụ chọn nguyên liệu trong xã.",
        craft_village=f"Làng nghề {good.name.lower()} {ground.at_first.name} (mẫu)"
        if is_craft
        else "",
        is_sample=True,
    )


def _key_sectors(provinces: set[int | None]) -> dict[tuple[int | None, str], KeySector]:
    """Every province sorts by about half of the sectors, the same ones each time."""
    names = sorted({good.sector for good in GOODS if good.sector})
    rows = [
        KeySector(province_id=province, name=name, folded_name=folded(name), basis="Kế hoạch (mẫu)")
        for place, province in enumerate(sorted(pk for pk in provinces if pk))
        for number, name in enumerate(names)
        if (number + place) % 2
    ]
    KeySector.objects.bulk_create(rows)
    return {(row.province_id, row.name): row for row in rows}
