"""After the star: sample norms, one reward list, one ceremony, two uses of the mark."""

import datetime as dt

from ocop.benefits.mark_queries import valid_on
from ocop.benefits.models import Ceremony
from ocop.benefits.reward_queries import decisions_to_reward
from ocop.benefits.services.ceremonies import (
    Plan,
    add_certificates,
    mark_presence,
    plan_ceremony,
)
from ocop.benefits.services.marks import Declared, check_use, declare_use
from ocop.benefits.services.norms import enter_norm
from ocop.benefits.services.rewarding import approve_list, draw_up_list, mark_paid
from ocop.demo.accounts import DONG_THAP
from ocop.demo.drafts import World
from ocop.demo.people import unit_today
from ocop.kernel import clock
from ocop.law.calendars import add_months
from ocop.register.models import Certificate, Decision

TRIEU = 1_000_000
SUMS = {
    ("first", 3): 20 * TRIEU,
    ("first", 4): 40 * TRIEU,
    ("first", 5): 80 * TRIEU,
    ("kept", 3): 5 * TRIEU,
    ("kept", 4): 10 * TRIEU,
}
MOST_MONTHS = 12


def reward_and_hand_over(world: World) -> None:
    """Norms of the demo province, marked as samples, and what follows from them."""
    province, office = unit_today(DONG_THAP), world.people["tinh"]
    first_day = add_months(clock.today(), -MOST_MONTHS)
    enter_norm(
        province=province,
        number="00/NQ-HĐND (mẫu)",
        signed_on=first_day,
        valid_from=first_day,
        valid_to=None,
        upgrades="difference",
        amounts=SUMS,
        note="Số tiền mẫu, không phải mức của tỉnh nào.",
        by=office,
        is_sample=True,
    )
    samples = decisions_to_reward(province).filter(
        recognitions__product__is_sample=True, recognitions__certificate__isnull=False
    )
    decision = samples.order_by("-in_province", "-signed_on", "pk").first()
    if decision is None:
        return
    _reward(decision, world)
    _hand_over(decision, world)
    _uses(world)


def _reward(decision: Decision, world: World) -> None:
    office, today = world.people["tinh"], clock.today()
    drawn = draw_up_list(
        province=unit_today(DONG_THAP), decision=decision, by=office, is_sample=True
    )
    given = list(drawn.lines.filter(left_out_reason=""))
    if not given:
        return
    approve_list(
        reward_list=drawn, number="00/QĐ-UBND (mẫu)", approved_on=today, by=world.people["tinh"]
    )
    mark_paid(
        reward_list=drawn, lines=[given[0].pk], paid_on=today, document="UNC 01 (mẫu)", by=office
    )


def _hand_over(decision: Decision, world: World) -> Ceremony:
    office, today = world.people["tinh"], clock.today()
    ceremony = plan_ceremony(
        province=unit_today(DONG_THAP),
        plan=Plan(
            name="Lễ công bố và trao giấy chứng nhận OCOP (mẫu)",
            held_on=today,
            starts_at=dt.time(8),
            place="Hội trường của tỉnh (mẫu)",
            event="Trưng bày sản phẩm và gặp gỡ nhà phân phối trong ngày (mẫu).",
        ),
        by=office,
        is_sample=True,
    )
    add_certificates(
        ceremony=ceremony,
        certificates=list(Certificate.objects.filter(recognition__decision=decision)),
        by=office,
    )
    first = ceremony.lines.first()
    if first is not None:
        mark_presence(line=first, presence="present", receiver="Đại diện cơ sở (mẫu)", by=office)
    return ceremony


def _uses(world: World) -> None:
    """One right, one wrong, of two certificates whose producers have people here."""
    samples = {product.pk: product for product in world.products.values()}
    held = valid_on(clock.today()).filter(recognition__product__in=samples)
    chosen = list(held.select_related("recognition__product").order_by("pk")[:2])
    kinds = (
        ("label", "Tem tròn dán nắp hộp (mẫu)", 5000),
        ("web", "Gian hàng trên mạng (mẫu)", None),
    )
    for place, certificate in enumerate(chosen):
        kind, words, stamps = kinds[place]
        use = declare_use(
            certificate=certificate,
            declared=Declared(
                kind,
                words,
                max(certificate.issued_on, clock.today() - dt.timedelta(days=20)),
                stamps,
            ),
            by=world.owner_of(samples[certificate.recognition.product_id]),
            is_sample=True,
        )
        check_use(
            use=use,
            is_right=place == 0,
            reason=""
            if place == 0
            else "Ảnh trên gian hàng ghi 5 sao, giấy chứng nhận ít sao hơn (mẫu).",
            by=world.people["tinh"],
        )
