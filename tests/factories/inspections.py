"""Inspections at each step, reached through the product's own services."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.inspections.models import InspectingLevel, Inspection
from ocop.inspections.rules.checklists import checklist
from ocop.inspections.services import concluding, field, minutes, visits
from ocop.kernel import clock
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.register.models import Recognition
from ocop.register.recording import RecordedDecision, RecordedStar, record_stars
from tests.factories.basic import Places, make_official, make_producer, make_product, make_user
from tests.factories.uploads import picture


@dataclass(frozen=True)
class World:
    """A province's office and inspectors, and a producer with one star."""

    places: Places
    office: User
    lead: User
    member: User
    owner: User
    product: Product


def make_world(places: Places) -> World:
    """Đồng Tháp with its office, two inspectors, and a product of 4 stars."""
    owner = make_user("Chủ cơ sở (mẫu)")
    product = make_product(make_producer(places.tan_ho_co, owner=owner))
    give_star(product, 4)
    return World(
        places=places,
        office=make_official(Role.PROVINCE_OFFICE, places.dong_thap),
        lead=make_official(Role.INSPECTOR, places.dong_thap),
        member=make_official(Role.INSPECTOR, places.dong_thap),
        owner=owner,
        product=product,
    )


def give_star(product: Product, star: int, *, days_ago: int = 200) -> Recognition:
    """A recognition with a certificate of `days_ago`, as recorded from a list."""
    on = clock.today() - dt.timedelta(days=days_ago)
    province: Unit | None = product.commune.parent
    issuer = ("ministry", None) if star == 5 else ("province", province)
    [recognition] = record_stars(
        stars=[
            RecordedStar(
                product=product,
                star=star,
                commune=product.commune,
                source_note="Danh sách mẫu",
                kind="first",
                decision=RecordedDecision(f"{product.pk}/QĐ", on, *issuer),
                certificate_number=f"GCN-{product.pk}",
                product_code=f"82-29929-{product.pk}-{on.year}",
            )
        ],
        actor=make_user().actor,
    )
    return recognition


def opened(world: World, product: Product | None = None, **fields: object) -> Inspection:
    """An ad hoc inspection of the world's product, the team formed."""
    values = {
        "product": product or world.product,
        "level": InspectingLevel.PROVINCE,
        "cause": Inspection.Cause.COMPLAINT,
        "cause_text": "Đơn số 5 (mẫu)",
        "checklist_name": "after-recognition",
        "planned_on": clock.today(),
        "lead": world.lead,
        "members": [world.member],
        "by": world.office,
    }
    return visits.open_ad_hoc(**(values | fields))  # type: ignore[arg-type]


def answer(inspection: Inspection, code: str, value: str, by: User, remark: str = "") -> None:
    """One answer, written now."""
    field.enter_answer(
        inspection=inspection,
        client_id=uuid.uuid4(),
        question=code,
        value=value,
        remark=remark,
        written_at=clock.now(),
        at=None,
        by=by,
    )


def in_field(world: World, *, failing: tuple[str, ...] = (), **fields: object) -> Inspection:
    """Begun and every question answered: “chưa đạt” for `failing`, “đạt” for the rest."""
    inspection = visits.begin_visit(inspection=opened(world, **fields), by=world.lead)
    for question in checklist(inspection.checklist).questions():
        value = "fail" if question.code in failing else "pass"
        answer(
            inspection, question.code, value, world.lead, "Thấy tại chỗ" if value == "fail" else ""
        )
    return field.write_words(
        inspection=inspection,
        place="Cơ sở, ấp 1",
        producer_side="Chủ cơ sở (mẫu)",
        producer_opinion="Nhất trí",
        team_opinion="",
        internal_note="Ghi chú riêng của đoàn",
        by=world.lead,
    )


def signature() -> SimpleUploadedFile:
    """A small picture as a phone draws it."""
    return SimpleUploadedFile("chu-ky.png", picture((300, 120), "PNG"))


def minuted(world: World, *, failing: tuple[str, ...] = ("7.1",), **fields: object) -> Inspection:
    """Locked, signed by lead and producer, closed."""
    inspection = minutes.lock_minutes(
        inspection=in_field(world, failing=failing, **fields), reply_until=None, by=world.lead
    )
    lead = inspection.team.get(part="lead")
    minutes.sign(
        inspection=inspection, party="lead", name="", upload=signature(), by=world.lead, member=lead
    )
    minutes.sign(
        inspection=inspection,
        party="producer",
        name="Chủ cơ sở (mẫu)",
        upload=signature(),
        by=world.lead,
    )
    return minutes.close_minutes(inspection=inspection, by=world.lead)


def concluded(world: World, *, ground: str = "d", **fields: object) -> Inspection:
    """With the office's conclusion."""
    inspection = minuted(world, **fields)  # type: ignore[arg-type]
    concluding.conclude(
        inspection=inspection,
        number="15/KL-SNNMT",
        concluded_on=clock.today(),
        signer_title="Giám đốc (mẫu)",
        text="Cơ sở in sai số sao.",
        ground=ground,
        upload=None,
        by=world.office,
    )
    inspection.refresh_from_db()
    return inspection
