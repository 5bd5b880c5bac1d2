import datetime as dt

import pytest

from ocop.kernel.errors import RefusedError
from ocop.notices.models import Notice
from ocop.withdrawals.models import Withdrawal
from ocop.withdrawals.services.records import due_on
from tests.withdrawals.world import days_ago, make_world, propose

pytestmark = pytest.mark.django_db


def test_article_8_4_fifteen_days_run_from_the_conclusion_not_from_today() -> None:
    case = propose(make_world())
    assert case.state == "proposed"
    assert due_on(case) == days_ago(5) + dt.timedelta(days=15)


def test_the_office_of_the_star_is_told_once() -> None:
    world = make_world()
    propose(world, by=world.inspector)
    told = Notice.objects.values_list("person", "title")
    assert list(told) == [
        (world.office.pk, f"Đề nghị thu hồi giấy chứng nhận của {_product(world)}")
    ]


def test_five_stars_go_to_the_ministrys_office_although_the_province_issued_it() -> None:
    world = make_world(star=5)
    propose(world)
    assert list(Notice.objects.values_list("person", flat=True)) == [world.ministry.pk]


def test_the_commune_confirms_the_end_of_production_and_nothing_else() -> None:
    world = make_world()
    with pytest.raises(RefusedError, match="không có thẩm quyền"):
        propose(world, by=world.commune)
    case = propose(world, by=world.commune, ground="đ", source="commune")
    assert due_on(case) == days_ago(5) + dt.timedelta(days=15)


def test_neighbours_strangers_and_the_producer_propose_nothing() -> None:
    world = make_world()
    for person in (world.neighbour, world.stranger, world.owner):
        with pytest.raises(RefusedError, match="không có thẩm quyền"):
            propose(world, by=person)
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ground": "x"}, "ground"),
        ({"source": "rumour"}, "source"),
        ({"source": "commune"}, "source"),
        ({"ground": "đ"}, "source"),
        ({"conclusion_number": "  "}, "conclusion_number"),
        ({"conclusion_issuer": ""}, "conclusion_issuer"),
        ({"concluded_on": days_ago(-1)}, "concluded_on"),
        ({"concluded_on": dt.date(2026, 3, 1)}, "concluded_on"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(given: dict[str, object], field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        propose(make_world(), **given)
    assert refused.value.field == field


def test_one_certificate_has_one_open_case() -> None:
    world = make_world()
    propose(world)
    with pytest.raises(RefusedError, match="chưa xong"):
        propose(world)
    assert Withdrawal.objects.count() == 1


def _product(world: object) -> str:
    return world.certificate.recognition.product.name  # type: ignore[attr-defined]
