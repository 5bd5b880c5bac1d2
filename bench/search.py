"""A search page against the same page fetched by primary keys, and the plans behind both."""

import random
from unittest.mock import patch

from bench.measure import Row, at_most, take_turns

PAGES_IN_A_TURN = 12
TURNS = 9
FULL_SCANS = ("SCAN catalogue_", "Seq Scan on catalogue_")


def run() -> list[Row]:
    """Median time of a page with words typed, its counts never kept from an earlier question."""
    _prepare()
    from django.test import Client

    from ocop.catalogue import finding
    from ocop.catalogue.services import rebuild_where_needed

    rebuild_where_needed(print)
    client = Client(headers={"host": "localhost"})
    addresses = [f"/san-pham/?tim={words}" for words in questions(PAGES_IN_A_TURN)]
    answers = {address: _answer(address) for address in addresses}

    def search() -> None:
        for address in addresses:
            finding.forget()
            assert client.get(address).status_code == 200

    def by_keys() -> None:
        for address in addresses:
            with patch("ocop.web.public.register.listing.find", return_value=answers[address]):
                assert client.get(address).status_code == 200

    medians = [each / PAGES_IN_A_TURN for each in take_turns(search, by_keys, TURNS)]
    scans = len(full_scans())
    return [
        at_most("trang tìm kiếm trên 20.000 sản phẩm", *medians, 1.5),
        Row("lần đọc cả bảng khi tìm", 0, 0, scans, "= 0", scans == 0),
    ]


def questions(count: int) -> list[str]:
    """What people type: goods with a commune, the same ones each time."""
    from ocop.catalogue.models import ListedProduct

    rows = ListedProduct.objects.select_related("product", "commune").order_by("pk")
    names = [f"{row.product.name.split(' ')[0]} {row.commune.name}" for row in rows[:4000:7]]
    return random.Random(11).sample(names, count)


def full_scans() -> list[str]:
    """The lines of the plans of a page that read a whole table of the search; should be none.

    The page is the part that every request pays; counting everything is paid once for each edition.
    """
    from ocop.catalogue.finding import find
    from ocop.catalogue.queries import answering
    from ocop.catalogue.search import Search
    from ocop.kernel import clock

    found = []
    for words in questions(3):
        search = Search(clock.today(), words)
        plan = answering(search, find(search).words).explain()
        found += [line for line in plan.splitlines() if any(scan in line for scan in FULL_SCANS)]
    return found


def _answer(address: str) -> object:
    from django.http import QueryDict

    from ocop.catalogue.finding import find
    from ocop.web.public.register.asking import asked

    return find(asked(QueryDict(address.partition("?")[2])).search)


def _prepare() -> None:
    import django
    from django.conf import settings

    django.setup()
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
