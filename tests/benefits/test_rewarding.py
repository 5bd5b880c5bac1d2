import pytest

from ocop.benefits import reward_queries
from ocop.benefits.models import RewardLine, RewardNorm
from ocop.benefits.services import rewarding
from ocop.benefits.services.norms import end_norm, remove_norm
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.notices.models import Notice
from ocop.register.models import EvaluationKind
from tests.benefits.world import TRIEU, World, days, make_norm, make_world
from tests.factories.basic import make_producer, make_product
from tests.factories.certificates import add_fact, make_certificate

pytestmark = pytest.mark.django_db


def draw(world: World) -> list[RewardLine]:
    drawn = rewarding.draw_up_list(
        province=world.places.dong_thap, decision=world.decision, by=world.office
    )
    return list(reward_queries.lines_of(drawn))


def test_a_list_is_drawn_approved_and_paid_once() -> None:
    world = make_world()
    four, three = draw(world)
    assert (four.amount, three.amount) == (150 * TRIEU, 50 * TRIEU)
    assert reward_queries.rewards_of(world.owner).count() == 0
    made = rewarding.approve_list(
        reward_list=four.reward_list, number="99/QĐ-UBND", approved_on=days(-10), by=world.leader
    )
    assert made.snapshot is not None
    assert '"total":200000000' in made.snapshot.content.replace(" ", "")
    assert reward_queries.rewards_of(world.owner).count() == 2
    assert Notice.objects.filter(person=world.owner, kind="reward").count() == 2
    with pytest.raises(RefusedError):
        rewarding.leave_out(line=four, reason="nhầm", by=world.office)
    with pytest.raises(RefusedError):
        rewarding.discard_list(reward_list=made, by=world.office)
    paid = {"paid_on": days(-1), "document": "UNC 45", "by": world.office}
    assert rewarding.mark_paid(reward_list=made, lines=[four.pk], **paid) == 1  # type: ignore[arg-type]
    with pytest.raises(RefusedError):
        rewarding.mark_paid(reward_list=made, lines=[four.pk, three.pk], **paid)  # type: ignore[arg-type]
    three.refresh_from_db()
    assert three.paid_on is None
    summed = reward_queries.with_sums(reward_queries.visible_to(world.office)).get()
    assert (summed.total, summed.paid_total, summed.paid_count) == (200 * TRIEU, 150 * TRIEU, 1)  # type: ignore[attr-defined]
    rewarding.undo_payment(line=four, reason="ghi nhầm dòng", by=world.office)
    four.refresh_from_db()
    assert (four.paid_on, four.payment_document) == (None, "")
    assert AuditEntry.objects.filter(act="reward_payment_undone").count() == 1


def test_a_recognition_is_on_one_list_only() -> None:
    world = make_world()
    assert reward_queries.decisions_to_reward(world.places.dong_thap).count() == 1
    lines = draw(world)
    assert reward_queries.decisions_to_reward(world.places.dong_thap).count() == 0
    with pytest.raises(RefusedError):
        draw(world)
    rewarding.discard_list(reward_list=lines[0].reward_list, by=world.office)
    assert len(draw(world)) == 2


def test_an_upgrade_earns_the_difference_and_a_withdrawn_star_nothing() -> None:
    world = make_world((3,))
    end_norm(norm=world.norm, valid_to=days(-60), by=world.office)
    product = world.certificates[0].recognition.product
    make_norm(world.places.dong_thap, world.office, valid_from=days(-59), upgrades="difference")
    upgraded = make_certificate(
        world.places.tan_ho_co, days(1000), star=4, product=product, issued_on=days(-20)
    )
    recognition = upgraded.recognition
    recognition.kind = EvaluationKind.UPGRADE
    recognition.save()
    assert recognition.decision is not None
    [line] = reward_queries.lines_of(
        rewarding.draw_up_list(
            province=world.places.dong_thap, decision=recognition.decision, by=world.office
        )
    )
    assert (line.previous_star, line.amount, line.case) == (3, 100 * TRIEU, "upgraded")
    add_fact(world.certificates[0], "withdrawn", days(-1))
    [withdrawn] = draw(world)
    assert withdrawn.left_out_reason == "Giấy chứng nhận đã bị thu hồi hoặc được thay"
    with pytest.raises(RefusedError):
        rewarding.approve_list(
            reward_list=withdrawn.reward_list,
            number="1/QĐ",
            approved_on=days(-1),
            by=world.office,
        )


def test_a_line_is_left_out_with_a_reason_and_taken_in_again() -> None:
    world = make_world()
    four, _ = draw(world)
    rewarding.leave_out(line=four, reason="Cơ sở xin không nhận", by=world.office)
    four.refresh_from_db()
    assert four.is_rewarded is False
    rewarding.leave_out(line=four, reason="", by=world.office)
    four.refresh_from_db()
    assert four.is_rewarded is True


def test_periods_do_not_overlap_and_sums_rise_with_the_star() -> None:
    world = make_world()
    with pytest.raises(RefusedError) as refused:
        make_norm(world.places.dong_thap, world.office, valid_from=days(-10))
    assert refused.value.field == "valid_from"
    falling = {("first", 3): 50, ("first", 4): 40}
    with pytest.raises(RefusedError) as refused:
        make_norm(world.places.vinh_long, world.neighbour, amounts=falling)
    assert refused.value.field == "first_4"
    draw(world)
    with pytest.raises(RefusedError):
        remove_norm(norm=world.norm, by=world.office)
    assert RewardNorm.objects.count() == 1


def test_only_the_own_province_pays_and_reads() -> None:
    world = make_world()
    with pytest.raises(RefusedError):
        rewarding.draw_up_list(
            province=world.places.dong_thap, decision=world.decision, by=world.neighbour
        )
    [line, _] = draw(world)
    assert reward_queries.visible_to(world.neighbour).count() == 0
    assert reward_queries.norms_visible_to(world.neighbour).count() == 0
    assert reward_queries.visible_to(world.owner).count() == 0
    with pytest.raises(RefusedError):
        rewarding.leave_out(line=line, reason="x", by=world.neighbour)


def test_another_provinces_products_of_the_same_decision_stay_out() -> None:
    world = make_world((5,))
    far = make_product(make_producer(world.places.cau_ke))
    other = make_certificate(world.places.cau_ke, days(900), star=5, product=far)
    other.recognition.decision = world.decision
    other.recognition.save()
    lines = draw(world)
    assert [line.recognition_id for line in lines] == [world.certificates[0].recognition_id]
