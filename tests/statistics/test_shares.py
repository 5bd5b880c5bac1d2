"""Figures of real reports: sums, percentages and what their roundings add up to."""

from decimal import Decimal

import pytest

from ocop.producers.models import LegalForm
from ocop.statistics.published import producer_types
from ocop.statistics.shares import Share, ratio, sum_of


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (12, 136, "8.82"),
        (85, 136, "62.50"),
        (39, 136, "28.68"),  # a report cut it off to 28,67
        (21, 246, "8.54"),
        (9, 4, "225.00"),
        (238, 251, "94.82"),
        (57, 104, "54.81"),
        (1, 800, "0.13"),  # exactly 0,125: half up
        (0, 5, "0.00"),
    ],
)
def test_a_percentage_is_rounded_half_up(part: int, whole: int, percent: str) -> None:
    assert Share(part, whole).percent == Decimal(percent)


def test_nothing_has_no_share() -> None:
    assert Share(0, 0).percent is None
    assert ratio(5, 0) is None


def test_581_products_of_246_producers() -> None:
    stars = [Share(part, 581) for part in (464, 116, 1)]
    assert [share.percent for share in stars] == [
        Decimal("79.86"),
        Decimal("19.97"),
        Decimal("0.17"),
    ]
    assert sum_of(stars) == Decimal("100.00")
    assert ratio(581, 246) == Decimal("2.36")


def test_roundings_that_do_not_add_up_are_said() -> None:
    thirds = [Share(1, 3)] * 3
    assert sum_of(thirds) == Decimal("99.99")


def test_every_legal_form_is_in_one_type() -> None:
    named = [form for kind in producer_types() for form in kind.forms]
    assert sorted(named) == sorted(LegalForm.values)
