"""The commune's desk: Điều 6.2, 7.2 and Mẫu số 01, 03 of QĐ 26/2026/QĐ-TTg."""

import datetime as dt
import json

import pytest
from django.conf import LazySettings

from ocop.accounts.roles import Role
from ocop.dossiers.commune_report import paper_data
from ocop.dossiers.models import CommuneAssessment, Dossier, Receipt
from ocop.dossiers.queues import commune_filters, commune_queue
from ocop.dossiers.rules.clocks import commune_clock
from ocop.dossiers.rules.returning import ReturnPoint
from ocop.dossiers.services import commune
from ocop.dossiers.services.submission import submit_dossier
from ocop.dossiers.states import DossierState
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.kernel.models import AuditEntry
from ocop.law.readings import LawSettings
from ocop.papers.mau03 import render_mau03
from tests.factories.basic import Places, make_official, make_places
from tests.factories.desk_journey import (
    TEXTS,
    Desk,
    assess,
    make_desk,
    proposed_dossier,
    receive,
    received_dossier,
    report_papers,
)
from tests.factories.journey import submitted_dossier

pytestmark = pytest.mark.django_db
POINT = ReturnPoint("registration", "Chưa ghi chức vụ người đại diện.")


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def desk(places: Places) -> Desk:
    return make_desk(places)


@pytest.fixture
def submitted(places: Places) -> Dossier:
    return submitted_dossier(places)


def last_act(dossier: Dossier) -> tuple[str, dict[str, object]]:
    entry = AuditEntry.objects.filter(subject=dossier.subject).latest("number")
    return entry.act, json.loads(entry.facts)


def test_receipt_has_the_number_of_form_one_and_gives_the_product_its_serial(
    submitted: Dossier, desk: Desk
) -> None:
    today = clock.today()

    receipt = commune.receive_at_commune(
        dossier=submitted, by=desk.commune, received_on=today, samples=5
    )

    assert receipt.number == f"01/PĐK-82-29929-{today.year}"
    assert (receipt.desk, receipt.unit_id) == (Receipt.Desk.COMMUNE, submitted.commune_id)
    submitted.refresh_from_db()
    assert submitted.state == DossierState.AT_COMMUNE
    assert submitted.officer == desk.commune
    assert submitted.product.serial == 1
    act, facts = last_act(submitted)
    assert act == "dossier_received_by_commune"
    assert facts["warnings"] == []


def test_serials_count_on_and_a_typed_serial_is_kept(places: Places, desk: Desk) -> None:
    first, second, third = (submitted_dossier(places) for _ in range(3))
    today = clock.today()
    receive(first, desk)

    typed = commune.receive_at_commune(
        dossier=second, by=desk.commune, received_on=today, samples=5, serial=7
    )
    after = commune.receive_at_commune(dossier=third, by=desk.commune, received_on=today, samples=5)

    assert (typed.serial, after.serial) == (7, 8)
    assert [d.product.serial for d in Dossier.objects.order_by("pk")] == [1, 2, 3]


def test_a_used_serial_is_refused_at_its_field(places: Places, desk: Desk) -> None:
    received_dossier(places, desk)
    other = submitted_dossier(places)

    with pytest.raises(RefusedError) as refused:
        commune.receive_at_commune(
            dossier=other, by=desk.commune, received_on=clock.today(), samples=5, serial=1
        )

    assert refused.value.field == "serial"
    other.refresh_from_db()
    assert other.state == DossierState.SUBMITTED
    assert other.product.serial is None


@pytest.mark.parametrize("days", [-1, 1])
def test_receipt_date_lies_between_submission_and_today(
    submitted: Dossier, desk: Desk, days: int
) -> None:
    with pytest.raises(RefusedError) as refused:
        commune.receive_at_commune(
            dossier=submitted,
            by=desk.commune,
            received_on=clock.today() + dt.timedelta(days),
            samples=5,
        )

    assert refused.value.field == "received_on"
    assert not Receipt.objects.exists()


def test_fewer_than_five_samples_are_recorded_as_a_warning(submitted: Dossier, desk: Desk) -> None:
    """Điều 6.2.d: 05 samples."""
    receive(submitted, desk, samples=3)

    _, facts = last_act(submitted)
    assert facts["warnings"] == ["Mới có 3 trong 05 sản phẩm mẫu. Hồ sơ gửi tỉnh phải kèm đủ 05."]


@pytest.mark.parametrize("stranger", ["sa_dec", "cau_ke"])
def test_another_commune_may_not_receive(places: Places, submitted: Dossier, stranger: str) -> None:
    official = make_official(Role.COMMUNE_OFFICER, getattr(places, stranger))

    with pytest.raises(RefusedError):
        commune.receive_at_commune(
            dossier=submitted, by=official, received_on=clock.today(), samples=5
        )

    assert not Receipt.objects.exists()


def test_receiving_twice_is_refused(submitted: Dossier, desk: Desk) -> None:
    receive(submitted, desk)

    with pytest.raises(RefusedError):
        receive(submitted, desk)

    assert Receipt.objects.count() == 1


def test_return_keeps_places_and_reasons_and_the_second_receipt_starts_a_new_clock(
    places: Places, desk: Desk
) -> None:
    dossier = received_dossier(places, desk)
    due_on = clock.today() + dt.timedelta(5)

    note = commune.return_from_commune(
        dossier=dossier,
        by=desk.commune,
        points=[POINT, ReturnPoint("1.1", "Thiếu hợp đồng.")],
        due_on=due_on,
    )

    assert note.points == [
        {"place": "registration", "reason": "Chưa ghi chức vụ người đại diện."},
        {"place": "1.1", "reason": "Thiếu hợp đồng."},
    ]
    dossier.refresh_from_db()
    assert dossier.state == DossierState.RETURNED_BY_COMMUNE
    assert last_act(dossier)[0] == "dossier_returned_by_commune"

    owner = dossier.product.producer.people.get(part="owner").user
    submit_dossier(dossier=dossier, by=owner, is_committed=True)
    receive(dossier, desk)

    assert [r.serial for r in dossier.receipts.order_by("pk")] == [1, 2]
    assert Dossier.objects.get(pk=dossier.pk).product.serial == 1


@pytest.mark.parametrize(
    ("points", "due", "field"),
    [
        ([], 5, "points"),
        ([ReturnPoint("9.9", "Thiếu.")], 5, "points-0-place"),
        ([POINT, ReturnPoint("1.1", "  ")], 5, "points-1-reason"),
        ([POINT], 0, "due_on"),
    ],
)
def test_a_return_that_says_too_little_is_refused(
    places: Places, desk: Desk, points: list[ReturnPoint], due: int, field: str
) -> None:
    dossier = received_dossier(places, desk)

    with pytest.raises(RefusedError) as refused:
        commune.return_from_commune(
            dossier=dossier,
            by=desk.commune,
            points=points,
            due_on=clock.today() + dt.timedelta(due),
        )

    assert refused.value.field == field
    assert not dossier.return_notes.exists()


def test_a_draft_saved_by_a_colleague_in_between_is_not_overwritten(
    places: Places, desk: Desk
) -> None:
    dossier = received_dossier(places, desk)
    colleague = make_official(Role.COMMUNE_LEADER, places.tan_ho_co)
    assess(dossier, desk)

    with pytest.raises(StaleDraftError) as stale:
        commune.save_assessment(
            dossier=dossier, by=colleague, version=0, texts={}, is_complete=False
        )

    assert stale.value.current == 1
    kept = CommuneAssessment.objects.get(dossier=dossier)
    assert kept.local_materials == TEXTS["local_materials"]
    assess(dossier, desk, version=1)
    kept.refresh_from_db()
    assert kept.version == 2


def test_proposal_freezes_the_report(places: Places, desk: Desk) -> None:
    dossier = proposed_dossier(places, desk)

    assert Dossier.objects.get(pk=dossier.pk).state == DossierState.PROPOSED
    report = CommuneAssessment.objects.get(dossier=dossier)
    content = json.loads(report.snapshot.content)
    assert content["report_number"] == "12/BC-UBND"
    assert content["contents"]["local_labour"]["found"] == TEXTS["local_labour"]
    assert content["contents"]["local_labour"]["stated"].startswith("Cơ sở tự đánh giá mức")
    assert content["commune"] == {"code": "29929", "name": "xã Tân Hộ Cơ"}
    assert content["receipt_number"] == dossier.receipts.get().number
    act, facts = last_act(dossier)
    assert act == "dossier_proposed"
    assert facts["letter_number"] == "34/UBND-KT"
    assert audit.first_broken_link() is None


def test_frozen_report_prints(places: Places, desk: Desk) -> None:
    report = CommuneAssessment.objects.get(dossier=proposed_dossier(places, desk))

    data = paper_data(json.loads(report.snapshot.content))
    pdf = render_mau03(data, dated=clock.today())

    assert data["producer"]["representative"]["sex"] == "Nữ"
    assert data["signer"]["title"] == ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"]
    assert pdf.startswith(b"%PDF-")


@pytest.mark.parametrize("field", list(TEXTS))
def test_every_one_of_the_four_contents_is_needed(places: Places, desk: Desk, field: str) -> None:
    """Điều 7.2.a names four contents."""
    dossier = received_dossier(places, desk)
    assess(dossier, desk, texts=TEXTS | {field: ""})

    with pytest.raises(RefusedError) as refused:
        commune.propose_to_province(dossier=dossier, by=desk.commune, papers=report_papers())

    assert refused.value.field == field
    assert Dossier.objects.get(pk=dossier.pk).state == DossierState.AT_COMMUNE


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"report_number": " "}, "report_number"),
        ({"letter_number": ""}, "letter_number"),
        ({"signer_title": ""}, "signer_title"),
        ({"reported_on": dt.date(2026, 5, 22)}, "reported_on"),
        ({"reported_on": dt.date(2099, 1, 1)}, "reported_on"),
    ],
)
def test_papers_of_the_proposal_are_complete_and_dated_rightly(
    places: Places, desk: Desk, changes: dict[str, object], field: str
) -> None:
    dossier = received_dossier(places, desk)
    assess(dossier, desk)

    with pytest.raises(RefusedError) as refused:
        commune.propose_to_province(
            dossier=dossier, by=desk.commune, papers=report_papers(**changes)
        )

    assert refused.value.field == field
    assert CommuneAssessment.objects.get(dossier=dossier).snapshot is None


def test_composition_must_be_confirmed(places: Places, desk: Desk) -> None:
    dossier = received_dossier(places, desk)
    assess(dossier, desk, is_complete=False)

    with pytest.raises(RefusedError) as refused:
        commune.propose_to_province(dossier=dossier, by=desk.commune, papers=report_papers())

    assert refused.value.field == "is_complete"


def test_after_the_proposal_the_assessment_cannot_change(places: Places, desk: Desk) -> None:
    dossier = proposed_dossier(places, desk)

    with pytest.raises(RefusedError):
        assess(dossier, desk, version=2)


@pytest.mark.parametrize(("reading", "from_first"), [("restarts", False), ("continues", True)])
def test_the_clock_of_a_dossier_handed_in_again(
    reading: str, from_first: bool, places: Places, desk: Desk, settings: LazySettings
) -> None:
    """Điều 7.2 counts from the receipt and is silent on a second one: reading `commune_clock`."""
    settings.OCOP_LAW_SETTINGS = LawSettings(commune_clock=reading)
    dossier = received_dossier(places, desk)
    long_ago, today = dt.date(2026, 10, 1), clock.today()
    Receipt.objects.filter(dossier=dossier).update(received_on=long_ago)
    commune.return_from_commune(dossier=dossier, by=desk.commune, points=[POINT])
    submit_dossier(dossier=dossier, by=dossier.created_by, is_committed=True)
    receive(dossier, desk)

    counted_from = long_ago if from_first else today
    row = commune_queue(desk.commune, {dossier.commune_id}).get()
    assert (row.commune_received_on, row.counted_from) == (today, counted_from)
    _, facts = last_act(dossier)
    assert facts["due_on"] == f"{commune_clock(counted_from, today).due_on}"
    urgent = commune_queue(desk.commune, {dossier.commune_id}).filter(
        commune_filters(desk.commune, today)["gap"]
    )
    assert urgent.exists() is from_first

    assess(dossier, desk)
    commune.propose_to_province(dossier=dossier, by=desk.commune, papers=report_papers())
    _, facts = last_act(dossier)
    assert facts["working_days_used"] == commune_clock(counted_from, today).used
