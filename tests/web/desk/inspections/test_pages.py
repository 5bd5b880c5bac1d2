"""The pages of inspections: what each person reads, what a POST does, how many questions a list asks."""

import datetime as dt
import uuid

import pytest
from django.test import Client

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.inspections.models import FieldEntry, Inspection, InspectionFinding, Plan
from ocop.inspections.rules.checklists import checklist
from ocop.inspections.services import planning, visits
from ocop.kernel import clock
from ocop.withdrawals.models import Withdrawal
from tests.factories import inspections as made
from tests.factories.basic import make_official, make_places, make_producer, make_product, make_user
from tests.factories.inspections import World
from tests.factories.uploads import picture, upload

pytestmark = pytest.mark.django_db
DESK = "/ban-lam-viec/kiem-tra/"


@pytest.fixture
def world() -> World:
    return made.make_world(make_places())


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _more(world: World, count: int) -> None:
    for _ in range(count):
        product = make_product(make_producer(world.places.sa_dec))
        made.give_star(product, 3)
        made.minuted(world, product=product)


def test_the_list_asks_the_same_number_of_questions(
    world: World, django_assert_num_queries: object
) -> None:
    client = _as(world.office)
    _more(world, 1)
    client.get(DESK)
    with django_assert_num_queries(8):  # type: ignore[operator]
        client.get(DESK)
    _more(world, 2)
    with django_assert_num_queries(8):  # type: ignore[operator]
        page = client.get(DESK)
    assert len(page.context["lines"]) == 3


def test_another_province_sees_nothing(world: World) -> None:
    inspection = made.concluded(world)
    finding = inspection.findings.get()
    stranger = _as(make_official(Role.INSPECTOR, world.places.vinh_long))

    page = stranger.get(DESK)
    assert page.context["lines"] == []
    assert world.product.name not in page.content.decode()
    assert world.product.name not in stranger.get(f"{DESK}xuat.csv").content.decode("utf-8-sig")
    for address in (
        f"{DESK}{inspection.pk}/",
        f"{DESK}{inspection.pk}/bien-ban.pdf",
        f"{DESK}vi-pham/{finding.pk}/",
        f"{DESK}san-pham/{world.product.pk}/",
        f"{DESK}hien-truong/{inspection.pk}/",
        f"/tep/{inspection.signatures.first().file_id}/",
    ):
        assert stranger.get(address).status_code == 404, address


def test_the_producer_reads_the_minutes_and_nothing_internal(world: World) -> None:
    inspection = made.concluded(world)
    owner = _as(world.owner)
    page = owner.get(f"/co-so/kiem-tra/{inspection.pk}/").content.decode()

    assert "15/KL-SNNMT" in page
    assert "Ghi chú riêng của đoàn" not in page
    assert "Đơn số 5" not in page
    assert owner.get(f"/co-so/kiem-tra/{inspection.pk}/bien-ban.pdf").status_code == 200
    assert owner.get(f"{DESK}{inspection.pk}/").status_code == 403
    stranger = _as(make_user())
    assert stranger.get(f"/co-so/kiem-tra/{inspection.pk}/").status_code == 404
    assert _as(world.office).get(f"/co-so/kiem-tra/{inspection.pk}/").status_code == 404


def test_a_planned_visit_is_no_business_of_the_producer_yet(world: World) -> None:
    inspection = visits.begin_visit(inspection=made.opened(world), by=world.lead)
    owner = _as(world.owner)
    assert owner.get("/co-so/kiem-tra/").context["lines"] == []
    assert owner.get(f"/co-so/kiem-tra/{inspection.pk}/").status_code == 404


def test_the_producer_replies_and_proves_on_their_page(world: World) -> None:
    inspection = made.minuted(world)
    finding = inspection.findings.get()
    owner = _as(world.owner)
    address = f"/co-so/kiem-tra/{inspection.pk}/"
    assert owner.post(address, {"text": ""}).status_code == 422
    assert owner.post(address, {"text": "Đã hiểu"}).status_code == 302
    proof = {"text": "Đã thay bao bì", "file": upload("a.jpg", picture())}
    assert owner.post(f"/co-so/kiem-tra/khac-phuc/{finding.pk}/", proof).status_code == 302
    finding.refresh_from_db()
    assert finding.state == InspectionFinding.State.REPORTED
    file = finding.follow_ups.get().file
    assert _as(world.office).get(f"/tep/{file.pk}/").status_code == 200

    Inspection.objects.update(reply_until=clock.today() - dt.timedelta(days=1))
    assert "Gửi ý kiến" not in owner.get(address).content.decode()
    assert owner.post(address, {"text": "Muộn"}).status_code == 422


def _message(**changes: object) -> dict[str, object]:
    return {
        "client_id": str(uuid.uuid4()),
        "question": "1.1",
        "value": "fail",
        "note": "Đóng cửa",
        "written_at": clock.now().isoformat(),
        "latitude": "10.123456789",
        "longitude": "105.5",
    } | changes


def test_the_phone_sends_once_with_time_and_place(world: World) -> None:
    inspection = visits.begin_visit(inspection=made.opened(world), by=world.lead)
    client = _as(world.lead)
    address = f"{DESK}hien-truong/{inspection.pk}/gui/"
    said = _message()
    assert [client.post(address, said).status_code for _ in range(2)] == [200, 200]
    [entry] = FieldEntry.objects.all()
    assert (str(entry.latitude), entry.value) == ("10.123457", "fail")

    bad = client.post(address, _message(client_id="khong"))
    assert (bad.status_code, "tải lại trang" in bad.json()["message"]) == (422, True)
    photo = _message(photo=upload("a.jpg", picture()), latitude="x")
    assert client.post(address, photo).status_code == 200
    assert inspection.photos.get().latitude is None
    assert (
        client.post(address, _message(photo=upload("a.jpg", b"khong phai anh"))).status_code == 422
    )
    outsider = _as(make_official(Role.INSPECTOR, world.places.dong_thap))
    assert outsider.post(address, _message()).status_code == 422


def test_the_same_form_without_a_script(world: World) -> None:
    inspection = visits.begin_visit(inspection=made.opened(world), by=world.lead)
    client = _as(world.lead)
    codes = [one.code for one in checklist(inspection.checklist).questions()]
    typed: dict[str, object] = {f"value-{code}": "pass" for code in codes}
    typed |= {"value-7.1": "fail", "note-7.1": "In 5 sao", "photo-7.1": upload("a.jpg", picture())}
    address = f"{DESK}hien-truong/{inspection.pk}/"
    assert client.post(address, typed).status_code == 302
    del typed["photo-7.1"]
    assert client.post(address, typed).status_code == 302
    assert FieldEntry.objects.count() == len(codes)
    assert inspection.photos.count() == 1

    words = {"place": "Ấp 1", "producer_side": "Chủ cơ sở (mẫu)"}
    results = f"{DESK}{inspection.pk}/ket-qua/"
    assert client.post(results, {**words, "place": "", "go": "lock"}).status_code == 422
    assert client.post(results, {**words, "go": "lock"}).status_code == 302
    sign = f"{DESK}{inspection.pk}/ky/"
    assert client.get(sign).status_code == 200
    assert client.post(sign, {"party": "producer", "name": "Chủ cơ sở"}).status_code == 422
    lead = inspection.team.get(part="lead")
    for party, name in ((f"team-{lead.pk}", ""), ("producer", "Chủ cơ sở (mẫu)")):
        said = {"party": party, "name": name, "signature": upload("k.png", picture(form="PNG"))}
        assert client.post(sign, said).status_code == 302
    assert client.post(f"{DESK}{inspection.pk}/ket-thuc/").status_code == 302
    inspection.refresh_from_db()
    assert inspection.state == "minuted"


def test_the_office_concludes_and_proposes_in_one_press(world: World) -> None:
    inspection = made.minuted(world)
    client = _as(world.office)
    address = f"{DESK}{inspection.pk}/ket-luan/"
    typed = {
        "number": "9/KL",
        "concluded_on": f"{clock.today():%d/%m/%Y}",
        "signer_title": "Giám đốc",
        "text": "In sai số sao",
        "ground": "d",
    }
    assert client.post(address, typed | {"number": ""}).status_code == 422
    assert client.post(address, typed).status_code == 302
    assert _as(world.lead).post(f"{DESK}{inspection.pk}/de-nghi-thu-hoi/").status_code == 403
    assert client.post(f"{DESK}{inspection.pk}/de-nghi-thu-hoi/").status_code == 302
    assert (Withdrawal.objects.get().ground, Withdrawal.objects.get().note) == (
        "d",
        "In sai số sao",
    )
    assert "Đã đề nghị thu hồi" in client.get(f"{DESK}{inspection.pk}/").content.decode()


def test_plan_draw_verify_replace_and_send_on_the_pages(world: World) -> None:
    for _ in range(3):
        made.give_star(make_product(make_producer(world.places.sa_dec)), 3)
    client = _as(world.office)
    today = clock.today()
    typed = {
        "name": "Kế hoạch năm (mẫu)",
        "basis": "Văn bản 1",
        "year": today.year,
        "starts_on": f"{today:%d/%m/%Y}",
        "ends_on": f"31/12/{today.year}",
    }
    late = typed | {"ends_on": f"01/01/{today.year}"}
    assert client.post(f"{DESK}ke-hoach/moi/", late).status_code in (302, 422)
    assert client.post(f"{DESK}ke-hoach/moi/", typed).status_code == 302
    plan = Plan.objects.order_by("pk").last()
    address = f"{DESK}ke-hoach/{plan.pk}/"
    assert client.post(f"{address}chon-mau/", {"size": 0, "risk_percent": 50}).status_code == 422
    drawn = {"size": 2, "risk_percent": 50, "seed": "abc"}
    assert client.post(f"{address}chon-mau/", drawn).status_code == 302
    assert client.get(f"{address}rut-lai/").context["agrees"] is True
    first, second = plan.lines.all()
    thay = f"{DESK}ke-hoach/dong/{first.pk}/thay/"
    assert client.post(thay, {"because": ""}).status_code == 422
    assert client.post(thay, {"because": "Ngập lụt"}).status_code == 302
    team = {"lines": [second.pk], "planned_on": f"{today:%d/%m/%Y}", "lead": world.lead.pk}
    assert client.post(f"{address}cu-doan/", team).status_code == 302
    assert Inspection.objects.get().product == second.product
    assert "Ngập lụt" in client.get(address).content.decode()
    stranger = _as(make_official(Role.PROVINCE_OFFICE, world.places.vinh_long))
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"{DESK}ke-hoach/").context["page"].object_list.count() == 0


def test_the_risk_reasons_are_not_on_the_producers_pages(world: World) -> None:
    plan = planning.draw_up_plan(
        name="Kế hoạch (mẫu)",
        year=clock.today().year,
        basis="x",
        starts_on=clock.today(),
        ends_on=clock.today(),
        level="province",
        province=world.places.dong_thap,
        by=world.office,
    )
    planning.draw_sample(plan=plan, size=1, risk_percent=100, by=world.office)
    owner = _as(world.owner)
    assert owner.get(f"{DESK}ke-hoach/{plan.pk}/").status_code == 403


def test_a_laboratory_report_on_its_page(world: World) -> None:
    inspection = visits.begin_visit(inspection=made.opened(world), by=world.lead)
    client = _as(world.lead)
    taken = {
        "what": "Khô cá",
        "quantity": "500 g",
        "seal_number": "NP-1",
        "stage": "sale",
        "taken_on": f"{clock.today():%d/%m/%Y}",
    }
    address = f"{DESK}{inspection.pk}/lay-mau/"
    assert client.post(address, taken | {"seal_number": ""}).status_code == 422
    assert client.post(address, taken).status_code == 302
    sample = inspection.samples.get()
    said = {
        "laboratory": "Trung tâm",
        "report_number": "1",
        "reported_on": f"{clock.today():%d/%m/%Y}",
        "row-TOTAL_FORMS": "2",
        "row-INITIAL_FORMS": "0",
        "row-0-indicator": "Histamin",
        "row-0-value": "240",
        "row-0-passes": "no",
    }
    assert client.post(f"{DESK}mau/{sample.pk}/", said).status_code == 302
    assert inspection.findings.get().ground == "c"
    assert client.get(f"{DESK}{inspection.pk}/").status_code == 200


def test_a_council_reads_conclusions_of_its_dossiers_only(world: World) -> None:
    made.concluded(world)
    member = _as(make_official(Role.COUNCIL_MEMBER, world.places.dong_thap))
    assert member.get(f"{DESK}san-pham/{world.product.pk}/").status_code == 404


def test_what_waits_stands_on_the_first_page(world: World) -> None:
    made.opened(world)
    page = _as(world.lead).get("/ban-lam-viec/").content.decode()
    assert "Cuộc kiểm tra bạn được cử" in page
    assert "1 cuộc" in page


def test_signing_out_empties_the_phone_of_who_inspects(world: World) -> None:
    assert _as(world.lead).post("/dang-xuat/")["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in _as(world.owner).post("/dang-xuat/")


def test_the_worker_reaches_the_field_pages_only(world: World) -> None:
    script = _as(world.lead).get(f"{DESK}hien-truong/worker.js")
    assert (script.status_code, script["Content-Type"]) == (200, "text/javascript")
    assert "Service-Worker-Allowed" not in script
