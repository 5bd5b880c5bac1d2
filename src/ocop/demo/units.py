"""A sample producer of a commune that was divided: somebody has to say where it lies today."""

import datetime as dt

from ocop.accounts.models import User
from ocop.demo.pictures import product_photo
from ocop.places.queries import unit_on
from ocop.producers.models import LegalForm
from ocop.producers.services import register_producer
from ocop.products.services import add_photo, register_product

THE_LAST_DAY = dt.date(2025, 6, 30)
DIVIDED = "30079"
LOTUS_SET = 7


def leave_one_to_be_placed(office: User) -> None:
    """One producer with one product of xã Gáo Giồng, recorded before July 2025."""
    commune = unit_on(DIVIDED, THE_LAST_DAY)
    assert commune is not None
    producer = register_producer(
        name="Cơ sở sen Gáo Giồng (mẫu)",
        legal_form=LegalForm.HOUSEHOLD,
        commune=commune,
        address="Ấp 1 (mẫu)",
        by=office,
        owner=None,
        is_sample=True,
    )
    product = register_product(
        producer=producer, name="Hạt sen sấy (mẫu)", commune=commune, by=office, is_sample=True
    )
    photo = product_photo(product.name, LOTUS_SET, office)
    add_photo(product=product, file=photo, by=office, caption="Ảnh mẫu")
