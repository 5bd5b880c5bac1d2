"""A register of the whole country's size, for tests of scale and for the bench.

Every product is marked "(mẫu)"; names are combined from kinds of goods and real communes, numbers
from a fixed seed, so that two runs on one day make the same register.
"""

import random
from collections.abc import Callable

from django.db import transaction

from ocop.demo.national.actor import ACTOR
from ocop.demo.national.afterwards import write_afterwards
from ocop.demo.national.goods import make_producers, make_products
from ocop.demo.national.grounds import load_grounds
from ocop.demo.national.lives import stars_of
from ocop.kernel import clock
from ocop.kernel.changes import announced_once
from ocop.register.recording import record_replacements, record_stars

PRODUCTS = 20_000
EVALUATIONS = 60_000
BATCH = 10_000


@transaction.atomic
def generate(
    *,
    say: Callable[[str], object] = lambda _: None,
    products: int = PRODUCTS,
    evaluations: int = EVALUATIONS,
) -> None:
    """Fill an empty register; the units must be loaded. About a minute at full size.

    `evaluations` are stars given, at least one and at most five a product.
    """
    chance, today = random.Random(2026), clock.today()  # noqa: S311
    grounds = load_grounds()
    say(f"{len(grounds.whole)} xã, phường")
    producers = make_producers(grounds, max(1, products * 93 // 200), chance)
    made = make_products(producers, products, chance)
    say(f"{len(made)} sản phẩm của {len(producers)} chủ thể")
    stars = stars_of(made, evaluations, today, chance)
    with announced_once():
        for start in range(0, len(stars), BATCH):
            record_stars(stars=stars[start : start + BATCH], actor=ACTOR)
            say(f"{min(start + BATCH, len(stars))} lần công nhận")
        record_replacements(products=[one.product.pk for one in made])
        say(str(write_afterwards(today, chance)))
        say("Lập trang tra cứu…")
