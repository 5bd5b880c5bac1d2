"""A small register to read through the API."""

import datetime as dt

from ocop.catalogue.services import refresh
from ocop.places.models import Unit
from ocop.register.models import Certificate
from tests.factories.basic import make_producer, make_product
from tests.factories.certificates import make_certificate

UNTIL = dt.date(2099, 6, 30)


def listed(commune: Unit, count: int = 1, **product: object) -> list[Certificate]:
    """So many products with a certificate, as the search lists them."""
    made = []
    for _ in range(count):
        producer = make_producer(
            commune,
            phone="0901234567",
            email="chu@example.vn",
            representative_name="Người đại diện (mẫu)",
            address="Số 9 đường Mẫu",
        )
        one = make_product(producer, **product)
        made.append(
            make_certificate(commune, UNTIL, product=one, issued_on=dt.date(2024, 1, 1), star=4)
        )
    refresh([one.recognition.product_id for one in made])
    return made
