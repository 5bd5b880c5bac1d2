"""Near-duplicate names."""

import pytest

from ocop.products.queries import comparable_for
from ocop.products.similarity import near_products
from ocop.register.models import Recognition
from tests.factories.basic import make_places, make_product
from tests.factories.journey import owner_of

pytestmark = pytest.mark.django_db


def _recognise(product) -> None:
    Recognition.objects.create(
        product=product, star=3, commune=product.commune, source=Recognition.Source.RECORDED
    )


def test_near_names_of_the_province_own_first() -> None:
    places = make_places()
    owner, producer = owner_of(places)
    _, other = owner_of(places)
    known = make_product(other, name="KHÔ CÁ LÓC")
    _recognise(known)
    make_product(other, name="Khô cá lóc bí mật")
    far = make_product(
        other, name="Khô cá lóc", commune=places.cau_ke, current_commune=places.cau_ke
    )
    _recognise(far)
    found = near_products(
        name="lóc khô cá",
        commune=places.sa_dec,
        among=comparable_for(owner),
        producer_id=producer.pk,
    )
    assert [(each.id, each.likeness) for each in found] == [(known.pk, 100)]
    own = make_product(producer, name="Khô cá lóc A")
    found = near_products(
        name="kho ca loc",
        commune=places.sa_dec,
        among=comparable_for(owner),
        producer_id=producer.pk,
    )
    assert [(each.id, each.is_same_producer) for each in found] == [
        (own.pk, True),
        (known.pk, False),
    ]


def test_no_name_no_answer() -> None:
    places = make_places()
    owner, _ = owner_of(places)
    assert near_products(name="  ", commune=places.sa_dec, among=comparable_for(owner)) == []
