"""Following `next` meets every row that stays exactly once, whatever happens meanwhile."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ocop.catalogue.models import ListedProduct
from ocop.web.api import limits
from tests.factories.basic import make_places
from tests.web.api.world import listed

pytestmark = pytest.mark.django_db


class Walks(TestCase):
    @given(
        st.integers(0, 9),
        st.integers(1, 4),
        st.lists(st.sampled_from(["add", "remove", "nothing"]), max_size=5),
        st.booleans(),
    )
    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def test_each_row_once(
        self, count: int, size: int, meanwhile: list[str], with_words: bool
    ) -> None:
        limits.forget()
        places = make_places()
        stay = {one.short_code for one in listed(places.tan_ho_co, count)}
        query = "&q=khô" if with_words else ""
        address, seen, changes = f"/api/v1/products?limit={size}{query}", [], list(meanwhile)
        client = Client()
        while address:
            page = client.get(address).json()
            assert len(page["items"]) <= size
            seen += [item["certificate"] for item in page["items"]]
            address = page["next"]
            self._change(changes.pop(0) if changes else "", places, stay)

        assert len(seen) == len(set(seen))
        assert stay <= set(seen)

    def _change(self, what: str, places: object, stay: set[str]) -> None:
        if what == "add":
            listed(places.tan_ho_co)  # type: ignore[attr-defined]
        if what == "remove":
            gone = ListedProduct.objects.order_by("-pk").first()
            if gone:
                certificate = gone.periods.get(last_day__year=9999).recognition.certificate
                stay.discard(certificate.short_code)
                gone.delete()
