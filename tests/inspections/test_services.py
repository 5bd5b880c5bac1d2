"""From the opened visit to the conclusion and the withdrawal, and everything that is refused."""

import datetime as dt
import json
import uuid

import pytest

from ocop.inspections import reminders
from ocop.inspections.models import FieldEntry, Inspection
from ocop.inspections.queries import current_entries
from ocop.inspections.services import concluding, field, findings, minutes, samples, visits
from ocop.kernel import clock
from ocop.kernel.audit import first_broken_link
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.notices.models import Notice
from tests.factories import inspections as made
from tests.factories.basic import make_official, make_places, make_producer, make_product
from tests.factories.inspections import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return made.make_world(make_places())


def test_a_message_sent_twice_is_stored_once(world: World) -> None:
    inspection = visits.begin_visit(inspection=made.opened(world), by=world.lead)
    said = {
        "inspection": inspection,
        "client_id": uuid.uuid4(),
        "question": "1.1",
        "value": "fail",
        "remark": "Xưởng đóng cửa",
        "written_at": clock.now(),
        "at": None,
        "by": world.member,
    }
    first = field.enter_answer(**said)
    assert field.enter_answer(**said) == first
    assert FieldEntry.objects.count() == 1


def test_the_newest_written_counts_whatever_arrives_last(world: World) -> None:
    inspection = visits.begin_visit(inspection=made.opened(world), by=world.lead)
    now = clock.now()
    for value, ago in (("pass", 1), ("fail", 30)):
        field.enter_answer(
            inspection=inspection,
            client_id=uuid.uuid4(),
            question="1.1",
            value=value,
            remark="",
            written_at=now - dt.timedelta(minutes=ago),
            at=None,
            by=world.lead,
        )
    assert current_entries(inspection)["1.1"].value == "pass"


def test_only_the_team_writes_and_only_in_the_field(world: World) -> None:
    inspection = made.opened(world)
    with pytest.raises(RefusedError, match="chưa bắt đầu"):
        made.answer(inspection, "1.1", "pass", world.lead)
    visits.begin_visit(inspection=inspection, by=world.lead)
    with pytest.raises(RefusedError, match="không được làm"):
        made.answer(inspection, "1.1", "pass", world.office)
    with pytest.raises(RefusedError) as refused:
        made.answer(inspection, "99.9", "pass", world.lead)
    assert refused.value.field == "question"


def test_locking_needs_every_answer_and_makes_findings_of_failures(world: World) -> None:
    inspection = visits.begin_visit(inspection=made.opened(world), by=world.lead)
    field.write_words(
        inspection=inspection,
        place="Ấp 1",
        producer_side="Chủ cơ sở (mẫu)",
        producer_opinion="",
        team_opinion="",
        internal_note="",
        by=world.lead,
    )
    with pytest.raises(RefusedError, match="chưa trả lời"):
        minutes.lock_minutes(inspection=inspection, reply_until=None, by=world.lead)

    other = make_product(make_producer(world.places.sa_dec))
    made.give_star(other, 3)
    locked = minutes.lock_minutes(
        inspection=made.in_field(world, failing=("7.1", "8.2"), product=other),
        reply_until=None,
        by=world.lead,
    )
    assert list(locked.findings.values_list("question", "ground")) == [("7.1", "d"), ("8.2", "c")]
    content = json.loads(locked.minutes.content)
    assert [row["ground"] for row in content["findings"]] == ["d", "c"]
    assert "Ghi chú riêng" not in locked.minutes.content


def test_minutes_need_lead_and_producer_or_a_refusal_with_witness(world: World) -> None:
    inspection = minutes.lock_minutes(
        inspection=made.in_field(world), reply_until=None, by=world.lead
    )
    with pytest.raises(RefusedError, match="Trưởng đoàn chưa ký"):
        minutes.close_minutes(inspection=inspection, by=world.lead)
    minutes.sign(
        inspection=inspection,
        party="lead",
        name="",
        upload=made.signature(),
        by=world.lead,
        member=inspection.team.get(part="lead"),
    )
    minutes.sign(
        inspection=inspection,
        party="producer",
        name="Chủ cơ sở (mẫu)",
        upload=None,
        refusal="Không đồng ý với điểm 7.1",
        by=world.lead,
    )
    with pytest.raises(RefusedError, match="người chứng kiến"):
        minutes.close_minutes(inspection=inspection, by=world.lead)
    minutes.sign(
        inspection=inspection,
        party="witness",
        name="Trưởng ấp (mẫu)",
        upload=made.signature(),
        by=world.lead,
    )
    assert minutes.close_minutes(inspection=inspection, by=world.lead).state == "minuted"


def test_opened_again_the_minutes_need_new_signatures(world: World) -> None:
    inspection = minutes.lock_minutes(
        inspection=made.in_field(world), reply_until=None, by=world.lead
    )
    lead = inspection.team.get(part="lead")
    sign = {"inspection": inspection, "party": "lead", "name": "", "by": world.lead, "member": lead}
    minutes.sign(**sign, upload=made.signature())
    with pytest.raises(RefusedError, match="đã ký rồi"):
        minutes.sign(**sign, upload=made.signature())
    minutes.reopen_minutes(inspection=inspection, because="Ghi nhầm", by=world.lead)
    inspection = minutes.lock_minutes(inspection=inspection, reply_until=None, by=world.lead)
    assert minutes.missing_signatures(inspection)[0] == "Trưởng đoàn chưa ký."


def test_a_copy_signed_on_paper_is_enough(world: World) -> None:
    inspection = minutes.lock_minutes(
        inspection=made.in_field(world), reply_until=None, by=world.lead
    )
    minutes.add_signed_copy(inspection=inspection, upload=made.signature(), by=world.member)
    assert minutes.close_minutes(inspection=inspection, by=world.lead).state == "minuted"


def test_a_failing_sample_is_a_finding(world: World) -> None:
    inspection = made.in_field(world)
    sample = samples.take_sample(
        inspection=inspection,
        what="Khô cá lóc",
        quantity="500 g",
        seal_number="NP-01",
        stage="storage",
        taken_on=clock.today(),
        laboratory="Trung tâm kiểm nghiệm (mẫu)",
        sent_on=None,
        by=world.lead,
    )
    rows = [
        samples.ResultRow("E. coli", "10", "3", "CFU/g", True),
        samples.ResultRow("Histamin", "100", "240", "mg/kg", False),
    ]
    samples.enter_report(
        sample=sample,
        laboratory="Trung tâm kiểm nghiệm (mẫu)",
        report_number="KN-9",
        reported_on=clock.today(),
        rows=rows,
        upload=None,
        by=world.lead,
    )
    [finding] = inspection.findings.all()
    assert (finding.ground, finding.sample) == ("c", sample)
    assert "Histamin 240 mg/kg, giới hạn 100" in finding.text
    with pytest.raises(RefusedError, match="không sửa"):
        samples.enter_report(
            sample=sample,
            laboratory="x",
            report_number="y",
            reported_on=clock.today(),
            rows=rows,
            upload=None,
            by=world.lead,
        )


def test_the_producer_replies_until_the_day_and_mends(world: World) -> None:
    inspection = made.minuted(world)
    findings.reply(inspection=inspection, text="Đã in lại bao bì", upload=None, by=world.owner)
    [finding] = inspection.findings.all()
    step = {"finding": finding, "text": "Đã thay", "upload": made.signature()}
    findings.report_remedy(**step, by=world.owner)
    finding.refresh_from_db()
    assert finding.state == "reported"
    findings.judge_remedy(**step, is_mended=False, by=world.lead)
    finding.refresh_from_db()
    assert finding.state == "open"
    findings.judge_remedy(**step, is_mended=True, by=world.office)
    with pytest.raises(RefusedError, match="đã được xác nhận"):
        findings.report_remedy(**step, by=world.owner)

    Inspection.objects.update(reply_until=clock.today() - dt.timedelta(days=1))
    with pytest.raises(RefusedError, match="hết hạn"):
        findings.reply(inspection=inspection, text="Muộn", upload=None, by=world.owner)


def test_from_the_conclusion_to_the_withdrawal_in_one_step(world: World) -> None:
    inspection = made.concluded(world)
    case = concluding.propose_from_conclusion(inspection=inspection, by=world.office)

    assert (case.ground, case.source, case.conclusion_number, case.concluded_on) == (
        "d",
        "inspection",
        "15/KL-SNNMT",
        clock.today(),
    )
    assert case.certificate.recognition.product == world.product
    assert "Đồng Tháp" in case.conclusion_issuer
    with pytest.raises(RefusedError, match="chưa xong"):
        concluding.propose_from_conclusion(inspection=inspection, by=world.office)
    acts = AuditEntry.objects.filter(subject=inspection.subject).values_list("act", flat=True)
    assert list(acts)[-3:] == [
        "inspection_minutes_closed",
        "inspection_concluded",
        "withdrawal_proposed_from_inspection",
    ]
    assert first_broken_link() is None


def test_a_conclusion_without_ground_leads_to_no_withdrawal(world: World) -> None:
    inspection = made.concluded(world, ground="")
    with pytest.raises(RefusedError, match="chưa nêu căn cứ"):
        concluding.propose_from_conclusion(inspection=inspection, by=world.office)


def test_a_member_alone_neither_locks_nor_concludes(world: World) -> None:
    with pytest.raises(RefusedError, match="không được làm"):
        minutes.lock_minutes(inspection=made.in_field(world), reply_until=None, by=world.member)
    other = make_product(make_producer(world.places.sa_dec))
    made.give_star(other, 3)
    inspection = made.minuted(world, product=other)
    with pytest.raises(RefusedError, match="không được làm"):
        concluding.conclude(
            inspection=inspection,
            number="1",
            concluded_on=clock.today(),
            signer_title="x",
            text="x",
            ground="",
            upload=None,
            by=world.lead,
        )


def test_a_province_does_not_open_a_visit_to_five_stars(world: World) -> None:
    product = make_product(make_producer(world.places.sa_dec))
    made.give_star(product, 5)
    with pytest.raises(RefusedError) as refused:
        made.opened(world, product)
    assert refused.value.field == "product"
    assert made.opened(world, product, cause="request", cause_text="Công văn 8 (mẫu)").pk


def test_an_inspector_of_another_province_is_not_sent(world: World) -> None:
    stranger = make_official(made.Role.INSPECTOR, world.places.vinh_long)
    with pytest.raises(RefusedError) as refused:
        made.opened(world, lead=stranger)
    assert refused.value.field == "lead"
    with pytest.raises(RefusedError, match="không được làm"):
        made.opened(world, by=stranger)


def test_remedies_are_reminded_of_once(world: World) -> None:
    inspection = made.in_field(world, failing=("7.1",))
    findings.write_finding(
        inspection=inspection,
        finding=None,
        question="7.1",
        text="In sai số sao",
        ground="d",
        remedy="Thay bao bì",
        due_on=clock.today(),
        by=world.lead,
    )
    inspection = minutes.lock_minutes(inspection=inspection, reply_until=None, by=world.lead)
    minutes.add_signed_copy(inspection=inspection, upload=made.signature(), by=world.lead)
    minutes.close_minutes(inspection=inspection, by=world.lead)
    before = Notice.objects.count()
    reminders.remind_of_remedies()
    reminders.remind_of_remedies()
    new = Notice.objects.order_by("pk")[before:]
    assert [(notice.person, notice.title) for notice in new] == [
        (world.owner, f"Sắp đến hạn khắc phục: {world.product.name}")
    ]
