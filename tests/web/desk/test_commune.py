"""The commune's pages: the whole way to the province, and what is typed wrongly on it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ocop.dossiers.models import CommuneAssessment, Dossier, Receipt
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from tests.factories.desk_journey import TEXTS, assess, receive
from tests.web.desk.world import World, client_of, make_world, submitted_named

pytestmark = pytest.mark.django_db
ASSESSMENT = TEXTS | {"version": "0", "is_complete": "on", "meeting_held_on": ""}
PAPERS = {
    "report_number": "12/BC-UBND",
    "letter_number": "34/UBND-KT",
    "signer_title": "Chủ tịch",
    "signer_name": "",
}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def officer(world: World) -> Client:
    return client_of(world.desk.commune)


@pytest.fixture
def dossier(world: World) -> Dossier:
    return submitted_named(world, "Khô cá lóc cửng")


def page(view: str, *args: object) -> str:
    return reverse(f"desk:commune:{view}", args=args)


def today() -> str:
    return f"{clock.today():%d/%m/%Y}"


def state_of(dossier: Dossier) -> str:
    return Dossier.objects.get(pk=dossier.pk).state


def test_from_receipt_to_the_province(officer: Client, dossier: Dossier) -> None:
    receipt = {"received_on": today(), "samples": "5", "serial": ""}
    assert officer.post(page("receive", dossier.pk), receipt).status_code == 302
    assert officer.post(page("assess", dossier.pk), ASSESSMENT | {"next": "1"}).url == page(
        "propose", dossier.pk
    )

    response = officer.post(page("propose", dossier.pk), PAPERS | {"reported_on": today()})

    assert response.url == page("dossier", dossier.pk)
    assert state_of(dossier) == DossierState.PROPOSED
    shown = officer.get(response.url).content.decode()
    assert "Đã gửi tỉnh. Mẫu số 03 đã khóa" in shown
    assert "Xong trong 0 ngày làm việc" in shown
    pdf = officer.get(page("mau03", dossier.pk))
    assert pdf.content.startswith(b"%PDF-")


def test_reading_a_dossier_shows_answers_with_their_proof(
    officer: Client, dossier: Dossier
) -> None:
    shown = officer.get(page("dossier", dossier.pk)).content.decode()

    assert "Khô cá lóc cửng" in shown
    assert "Hợp đồng mua cá (mẫu)" in shown
    assert "Phiếu đăng ký (Mẫu số 01)" in shown
    assert "Chủ thể nộp hồ sơ" in shown
    file = dossier.submissions.get().files.first()
    assert reverse("files:read", args=[file.pk]) in shown


def test_list_says_what_is_missing_and_what_to_do(
    officer: Client, world: World, dossier: Dossier
) -> None:
    other = receive(submitted_named(world, "Khô trâu"), world.desk)

    shown = officer.get(page("queue")).content.decode()

    assert "2 hồ sơ chờ xã" in shown
    assert "Còn 15 ngày làm việc" in shown
    assert "Chưa ghi nội dung nào" in shown
    assert page("receive", dossier.pk) in shown
    assert page("assess", other.pk) in shown


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("tim=kho+trau", ["Khô trâu"]),
        ("tim=ba+khia", ["Khô nhái rim sả ớt"]),
        ("loc=cho-nhan&tim=kh%C3%B4", ["Khô cá lóc cửng", "Khô nhái rim sả ớt"]),
        ("loc=dang-kiem-tra", ["Khô trâu"]),
        ("loc=khong-co&tim=khong+thay", []),
        ("xep=ten", ["Khô cá lóc cửng", "Khô nhái rim sả ớt", "Khô trâu"]),
        ("xep=-ten", ["Khô trâu", "Khô nhái rim sả ớt", "Khô cá lóc cửng"]),
        ("xep=han", ["Khô trâu", "Khô cá lóc cửng", "Khô nhái rim sả ớt"]),
    ],
)
def test_filter_search_without_marks_and_order(
    officer: Client, world: World, dossier: Dossier, query: str, names: list[str]
) -> None:
    submitted_named(world, "Khô nhái rim sả ớt", producer="Cơ sở khô Ba Khía")
    receive(submitted_named(world, "Khô trâu"), world.desk)

    rows = officer.get(f"{page('queue')}?{query}").context["rows"]

    assert [row.dossier.product.name for row in rows] == names


def test_urgent_rows_are_counted_and_found(
    officer: Client, world: World, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(dossier, world.desk)
    later = clock.today() + dt.timedelta(40)
    monkeypatch.setattr("ocop.kernel.clock.today", lambda: later)

    shown = officer.get(f"{page('queue')}?loc=gap")

    assert [row.dossier.pk for row in shown.context["rows"]] == [dossier.pk]
    assert "Quá hạn" in shown.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_questions(
    officer: Client,
    world: World,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        receive(submitted_named(world, f"Khô {number}"), world.desk)
    officer.get(page("queue"))

    with django_assert_num_queries(8):
        officer.get(page("queue"))


def test_refused_receipt_keeps_what_was_typed(officer: Client, dossier: Dossier) -> None:
    response = officer.post(
        page("receive", dossier.pk), {"received_on": "01/01/2099", "samples": "4", "serial": ""}
    )

    assert response.status_code == 422
    assert response.context["form"].errors == {"received_on": ["Ngày nhận không thể sau hôm nay."]}
    assert 'value="4"' in response.content.decode()
    assert not Receipt.objects.exists()


def test_return_asks_for_more_rows_without_losing_the_first(
    officer: Client, world: World, dossier: Dossier
) -> None:
    receive(dossier, world.desk)
    typed = {
        "points-TOTAL_FORMS": "3",
        "points-INITIAL_FORMS": "0",
        "points-0-place": "1.1",
        "points-0-reason": "Thiếu hợp đồng mua cá.",
        "points-1-place": "",
        "points-1-reason": "",
        "due_on": "",
    }

    more = officer.post(page("give_back", dossier.pk), typed | {"more": "1"})
    assert "Thiếu hợp đồng mua cá." in more.content.decode()
    assert len(more.context["rows"].forms) > 3
    assert state_of(dossier) == DossierState.AT_COMMUNE

    refused = officer.post(page("give_back", dossier.pk), typed | {"points-1-place": "plan"})
    assert refused.status_code == 422
    assert refused.context["rows"].errors[1] == {"reason": ["Hãy ghi rõ cần bổ sung gì."]}

    assert officer.post(page("give_back", dossier.pk), typed).status_code == 302
    assert state_of(dossier) == DossierState.RETURNED_BY_COMMUNE
    shown = officer.get(page("dossier", dossier.pk)).content.decode()
    assert "Thiếu hợp đồng mua cá." in shown
    assert "1.1 Nguồn nguyên liệu" in shown


def test_link_beside_a_criterion_fills_the_place(
    officer: Client, world: World, dossier: Dossier
) -> None:
    receive(dossier, world.desk)

    form = officer.get(f"{page('give_back', dossier.pk)}?cho=1.1").context["rows"].forms[0]

    assert form["place"].value() == "1.1"


def test_autosave_keeps_the_draft_and_refuses_an_old_one(
    officer: Client, world: World, dossier: Dossier
) -> None:
    receive(dossier, world.desk)
    json = {"HTTP_ACCEPT": "application/json"}
    half = ASSESSMENT | {"idea_origin": "", "is_complete": ""}

    first = officer.post(page("assess", dossier.pk), half, **json)
    assert first.json()["version"] == 1
    stale = officer.post(page("assess", dossier.pk), half, **json)

    assert stale.status_code == 409
    assert CommuneAssessment.objects.get().local_materials == TEXTS["local_materials"]
    assert state_of(dossier) == DossierState.AT_COMMUNE


def test_two_people_editing_see_both_versions(
    officer: Client, world: World, dossier: Dossier
) -> None:
    receive(dossier, world.desk)
    assess(dossier, world.desk)
    mine = ASSESSMENT | {"local_labour": "Tôi thấy có chín người của xã."}

    response = officer.post(page("assess", dossier.pk), mine)

    assert response.status_code == 422
    shown = response.content.decode()
    assert "Tôi thấy có chín người của xã." in shown
    assert TEXTS["local_labour"] in shown
    again = officer.post(page("assess", dossier.pk), mine | {"version": "1"})
    assert again.status_code == 302
    assert CommuneAssessment.objects.get().local_labour == "Tôi thấy có chín người của xã."


def test_a_version_nobody_saved_is_answered_with_the_page(
    officer: Client, world: World, dossier: Dossier
) -> None:
    receive(dossier, world.desk)
    refused = officer.post(page("assess", dossier.pk), ASSESSMENT | {"version": "7"})
    assert refused.status_code == 422
    assert refused.context["form"].data["version"] == "0"
    again = officer.post(page("assess", dossier.pk), ASSESSMENT)
    assert again.status_code == 302


def test_unfinished_assessment_cannot_be_sent(
    officer: Client, world: World, dossier: Dossier
) -> None:
    receive(dossier, world.desk)
    assess(dossier, world.desk, texts=TEXTS | {"idea_origin": ""})

    shown = officer.get(page("propose", dossier.pk)).content.decode()
    officer.post(page("propose", dossier.pk), PAPERS | {"reported_on": today()})

    assert "Chưa ghi nội dung “Nguồn gốc ý tưởng sản phẩm”." in shown
    assert state_of(dossier) == DossierState.AT_COMMUNE


def test_an_act_out_of_turn_leads_back_with_its_reason(officer: Client, dossier: Dossier) -> None:
    response = officer.get(page("propose", dossier.pk), follow=True)

    assert response.redirect_chain == [(page("dossier", dossier.pk), 302)]
    assert "Việc này không làm được ở bước hiện tại" in response.content.decode()


def test_report_cannot_be_opened_before_the_receipt(officer: Client, dossier: Dossier) -> None:
    assert officer.get(page("mau03", dossier.pk)).status_code == 404
