"""Inspections in the demo: a plan with its sample, one concluded visit, one in the field."""

import datetime as dt
import uuid
from collections.abc import Collection
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from ocop.accounts.models import User
from ocop.demo.accounts import DONG_THAP
from ocop.demo.drafts import World
from ocop.demo.people import unit_today
from ocop.inspections.models import Inspection
from ocop.inspections.rules.checklists import checklist
from ocop.inspections.services import concluding, field, findings, minutes, planning, visits
from ocop.kernel import clock

PROVINCE = "province"


def inspect(world: World) -> None:
    """Five products drawn by a fixed seed; two of them visited by the same team."""
    office, lead = world.people["tinh"], world.people["kiemtra"]
    today = clock.today()
    plan = planning.draw_up_plan(
        name=f"Kế hoạch kiểm tra sản phẩm OCOP năm {today.year} (mẫu)",
        year=today.year,
        basis="Kế hoạch số 45/KH-SNNMT (mẫu)",
        starts_on=today,
        ends_on=max(today, dt.date(today.year, 12, 31)),
        level=PROVINCE,
        province=unit_today(DONG_THAP),
        by=office,
    )
    lines = planning.draw_sample(plan=plan, size=5, risk_percent=60, by=office, seed="mau-2026")
    sent = visits.open_from_plan(
        lines=[line for line in lines if line.product.is_sample][:3],
        planned_on=today,
        lead=lead,
        members=[office],
        by=office,
    )
    _conclude(sent[0], lead, office)
    visit = visits.begin_visit(inspection=sent[1], by=lead)
    _answer(visit, lead, failing=(), only=("1.1", "1.2", "1.3", "2.1"))


def _conclude(inspection: Inspection, lead: User, office: User) -> None:
    visit = visits.begin_visit(inspection=inspection, by=lead)
    _answer(visit, lead, failing=("7.1",))
    field.write_words(
        inspection=visit,
        place="Tại cơ sở (mẫu)",
        producer_side="Chủ cơ sở (mẫu)",
        producer_opinion="Nhất trí, xin in lại bao bì trong tháng (mẫu).",
        team_opinion="Cơ sở sạch, sổ sách đủ; bao bì cũ còn lẫn trong lô mới (mẫu).",
        internal_note="Nhắc lại vào đợt sau (mẫu).",
        by=lead,
    )
    findings.write_finding(
        inspection=visit,
        finding=None,
        question="7.1",
        text="Một phần bao bì in số sao không đúng với giấy chứng nhận (mẫu)",
        ground="d",
        remedy="Ngừng dùng và thay bao bì in sai",
        due_on=clock.today() + dt.timedelta(days=30),
        by=lead,
    )
    minutes.lock_minutes(inspection=visit, reply_until=None, by=lead)
    _sign(visit, "lead", lead)
    _sign(visit, "producer", lead)
    minutes.close_minutes(inspection=visit, by=lead)
    concluding.conclude(
        inspection=visit,
        number="15/KL-SNNMT (mẫu)",
        concluded_on=clock.today(),
        signer_title="Giám đốc (mẫu)",
        text="Cơ sở giữ được chất lượng; phải thay bao bì in sai số sao trước hạn (mẫu).",
        ground="",
        upload=None,
        by=office,
    )


def _answer(
    visit: Inspection, lead: User, *, failing: Collection[str], only: Collection[str] = ()
) -> None:
    for question in checklist(visit.checklist).questions():
        if not only or question.code in only:
            failed = question.code in failing
            field.enter_answer(
                inspection=visit,
                client_id=uuid.uuid4(),
                question=question.code,
                value="fail" if failed else "pass",
                remark="Thấy 40 bao bì cũ trong kho (mẫu)." if failed else "",
                written_at=clock.now(),
                at=None,
                by=lead,
            )


def _sign(visit: Inspection, party: str, by: User) -> None:
    member = visit.team.select_related("user").filter(part=party).first()
    minutes.sign(
        inspection=visit,
        party=party,
        name="Chủ cơ sở (mẫu)",
        upload=_scribble(),
        by=by,
        member=member,
    )


def _scribble() -> ContentFile:  # type: ignore[type-arg]
    """A drawn line that is nobody's signature."""
    page = Image.new("RGB", (480, 170), "white")
    points = [(40 + 10 * n, 90 + (30 if n % 2 else -30) + n % 5 * 6) for n in range(40)]
    ImageDraw.Draw(page).line(points, fill=(16, 32, 58), width=4, joint="curve")
    written = BytesIO()
    page.save(written, "PNG")
    return ContentFile(written.getvalue(), name="chu-ky-mau.png")
