"""A plan's sample: drawn once, frozen, drawn again by anyone, replaced with a reason."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop.inspections.candidates import candidates_for
from ocop.inspections.models import Plan
from ocop.inspections.rules.sampling import redraw
from ocop.inspections.services import planning, visits
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.misuse.models import Report
from ocop.producers.models import Paper
from ocop.register.models import Certificate
from tests.factories import inspections as made
from tests.factories.basic import make_places, make_producer, make_product
from tests.factories.inspections import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return made.make_world(make_places())


def _plan(world: World, **fields: object) -> Plan:
    year = clock.today().year
    values = {
        "name": "Kế hoạch kiểm tra (mẫu)",
        "year": year,
        "basis": "Kế hoạch số 5 (mẫu)",
        "starts_on": clock.today(),
        "ends_on": dt.date(year, 12, 31),
        "level": "province",
        "province": world.places.dong_thap,
        "by": world.office,
    }
    return planning.draw_up_plan(**(values | fields))  # type: ignore[arg-type]


def _more_products(world: World, count: int) -> None:
    producer = make_producer(world.places.sa_dec)
    for _ in range(count):
        made.give_star(make_product(producer), 3)


def test_a_draw_can_be_repeated_from_its_frozen_content(world: World) -> None:
    _more_products(world, 6)
    plan = _plan(world)
    lines = planning.draw_sample(plan=plan, size=4, risk_percent=50, by=world.office)
    plan.refresh_from_db()

    assert redraw(planning.frozen_draw(plan)) == [line.product_id for line in lines]
    assert [line.share for line in lines] == ["risk", "risk", "random", "random"]
    with pytest.raises(RefusedError, match="đã chọn mẫu"):
        planning.draw_sample(plan=plan, size=4, risk_percent=50, by=world.office)


def test_only_valid_stars_of_the_province_may_be_drawn(world: World) -> None:
    five = make_product(make_producer(world.places.sa_dec))
    made.give_star(five, 5)
    abroad = make_product(make_producer(world.places.cau_ke))
    made.give_star(abroad, 4)
    old = make_product(make_producer(world.places.sa_dec))
    made.give_star(old, 4, days_ago=1800)
    Paper.objects.create(
        producer=world.product.producer,
        kind="food_safety",
        title="Giấy an toàn thực phẩm",
        expires_on=clock.today() - dt.timedelta(days=1),
    )

    [only] = candidates_for(_plan(world), clock.today())
    assert only.id == world.product.pk
    assert only.facts == {"papers_expired": 1, "never_inspected": 1, "high_star": 1}


def test_the_past_of_a_product_counts(world: World) -> None:
    made.minuted(world, failing=("6.2", "8.2"))
    [only] = candidates_for(_plan(world), clock.today())
    assert only.facts == {"labels_over_output": 1, "open_findings": 2, "high_star": 1}


def test_a_report_found_true_counts_for_a_year(world: World) -> None:
    certificate = Certificate.objects.get(recognition__product=world.product)
    for code, days, verdict in (
        ("A", 10, "founded"),
        ("B", 10, "not_founded"),
        ("C", 400, "founded"),
    ):
        Report.objects.create(
            follow_code=code,
            kind=Report.Kind.WRONG_STAR,
            certificate=certificate,
            product_name="Khô cá",
            verdict=verdict,
            filed_at=clock.now() - dt.timedelta(days=days),
        )
    [only] = candidates_for(_plan(world), clock.today())
    assert only.facts["founded_reports"] == 1


def test_the_facts_cost_the_same_for_any_number(world: World) -> None:
    plan = _plan(world)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            candidates_for(plan, clock.today())
        return len(seen)

    one = queries()
    _more_products(world, 8)
    assert queries() == one


def test_a_drawn_product_is_replaced_with_a_reason(world: World) -> None:
    _more_products(world, 3)
    plan = _plan(world)
    first, second = planning.draw_sample(plan=plan, size=2, risk_percent=0, by=world.office)
    with pytest.raises(RefusedError) as refused:
        planning.replace_line(line=first, because=" ", by=world.office)
    assert refused.value.field == "because"
    new = planning.replace_line(line=first, because="Cơ sở bị lũ", by=world.office)
    first.refresh_from_db()

    assert (first.replaced_by, new.share) == (new, "replacement")
    assert new.product_id not in {first.product_id, second.product_id}
    with pytest.raises(RefusedError, match="đã được thay"):
        planning.replace_line(line=first, because="Lại", by=world.office)


def test_one_team_visits_several_drawn_products(world: World) -> None:
    _more_products(world, 2)
    plan = _plan(world)
    lines = planning.draw_sample(plan=plan, size=3, risk_percent=50, by=world.office)
    team = {"planned_on": clock.today(), "lead": world.lead, "members": [world.member]}
    opened = visits.open_from_plan(lines=lines[:2], **team, by=world.office)

    assert [(one.product_id, one.plan) for one in opened] == [
        (line.product_id, plan) for line in lines[:2]
    ]
    with pytest.raises(RefusedError, match="đã có đoàn"):
        visits.open_from_plan(lines=lines[:1], **team, by=world.office)
    with pytest.raises(RefusedError, match="đã có đoàn"):
        planning.replace_line(line=lines[0], because="Xa", by=world.office)


def test_the_office_of_another_province_plans_nothing_here(world: World) -> None:
    stranger = made.make_official(made.Role.PROVINCE_OFFICE, world.places.vinh_long)
    with pytest.raises(RefusedError, match="không được làm"):
        _plan(world, by=stranger)
    plan = _plan(world)
    with pytest.raises(RefusedError, match="không được làm"):
        planning.draw_sample(plan=plan, size=1, risk_percent=0, by=stranger)
