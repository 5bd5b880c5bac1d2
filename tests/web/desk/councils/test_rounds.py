"""Pages of a round of written opinions: what each person may do and see (Điều 7.6.d)."""

import datetime as dt

import pytest
from django.urls import reverse

from ocop.accounts.roles import Role
from ocop.councils.models import AgendaItem, Session
from ocop.councils.services.rounds import OWN_SHEETS, call_meeting, collect
from ocop.councils.services.sheets import own_sheet
from ocop.kernel import clock
from tests.factories.basic import make_official
from tests.factories.council_journey import council_with, fill_sheet, submit
from tests.factories.reevaluation import waiting_for_council
from tests.factories.rounds import answers, opened_round, planned_round
from tests.papers.pdf import text_of

pytestmark = pytest.mark.django_db
TODAY = f"{clock.today():%d/%m/%Y}"


def board(session):
    return reverse("desk:councils:board", args=[session.pk])


def page_of(client, address):
    got = client.get(address)
    assert got.status_code == 200
    return got.content.decode()


def test_a_round_from_the_office_to_the_minutes(browse, places, world):
    office, chair = browse(world.office), browse(world.chair)
    dossier = waiting_for_council(places)
    got = office.post(
        reverse("desk:councils:plan_written", args=[world.council.pk]),
        {"name": "Đợt tháng 11", "reply_by": TODAY},
    )
    session = Session.objects.get(name="Đợt tháng 11")
    agenda = reverse("desk:councils:agenda", args=[session.pk])
    assert got.url == agenda
    office.post(agenda, {"dossiers": [dossier.pk]})
    assert "Gửi xin ý kiến" in page_of(office, board(session))
    office.post(reverse("desk:councils:ask_written", args=[session.pk]))
    item = AgendaItem.objects.get(session=session)
    for user in world.scorers:
        client = browse(user)
        assert "Đề nghị họp" in page_of(client, reverse("desk:councils:review", args=[item.pk]))
        sheet = fill_sheet(item, user, answers(item))
        got = client.post(
            reverse("desk:councils:submit", args=[item.pk]), {"version": sheet.version}
        )
        assert got.url == OWN_SHEETS == reverse("desk:councils:mine")
    office.post(reverse("desk:councils:collect_written", args=[session.pk]))
    assert "Ý kiến thống nhất" in page_of(chair, reverse("desk:councils:item", args=[item.pk]))
    chair.post(reverse("desk:councils:conclude", args=[item.pk]), {"discussion": ""})
    close = reverse("desk:councils:close", args=[session.pk])
    assert close in page_of(chair, board(session))
    chair.post(close, {"minutes_number": "11/BB-HĐ"})
    paper = chair.get(reverse("desk:councils:minutes", args=[session.pk]))
    words = " ".join(text_of(paper.content).split())
    assert "lấy ý kiến bằng văn bản (Điều 7.6.d" in words
    assert "Nhận phiếu của 3/3 thành viên" in words


def test_names_of_those_who_owe_a_sheet_stand_on_the_page_and_no_points(browse, places, world):
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    submit(item, world.chair, answers(item))
    page = page_of(browse(world.secretary), board(session))
    assert "Chưa gửi đủ phiếu" in page
    assert page.count("Thành viên Hội đồng cấp tỉnh (mẫu)") == 2
    assert "Trung bình" not in page
    for user in (world.secretary, world.scorers[1], world.office):
        shown = page_of(browse(user), reverse("desk:councils:item", args=[item.pk]))
        assert "Trung bình" not in shown
        assert "Ý kiến thống nhất" not in shown


def test_differing_opinions_lead_to_the_page_that_calls_the_meeting(browse, places, world):
    office = browse(world.office)
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    for user, star in zip(world.scorers, (4, 4, 3), strict=True):
        submit(item, user, answers(item, star))
    meet = reverse("desk:councils:call_meeting", args=[session.pk])
    assert office.get(meet).url == board(session)
    collect(by=world.office, session=session)
    assert "Hạng theo từng phiếu khác nhau." in page_of(office, meet)
    office.post(meet, {"name": "Phiên họp", "held_on": TODAY})
    meeting = Session.objects.get(name="Phiên họp")
    again = meeting.items.get()
    assert own_sheet(again, world.member(world.chair)).round == 2
    shown = page_of(browse(world.chair), reverse("desk:councils:item", args=[again.pk]))
    assert "Tiếp từ đợt lấy ý kiến bằng văn bản" in shown


@pytest.mark.parametrize(
    "view", ["ask_written", "extend_written", "collect_written", "call_meeting"]
)
def test_members_and_strangers_neither_ask_nor_collect(browse, places, world, view):
    session = planned_round(world, waiting_for_council(places))
    address = reverse(f"desk:councils:{view}", args=[session.pk])
    other = council_with(None, unit=places.vinh_long)
    assert browse(world.scorers[1]).post(address, {}).status_code == 403
    assert browse(other.office).post(address, {}).status_code == 404
    owner = session.items.get().dossier.product.producer.people.get(part="owner").user
    assert browse(owner).post(address, {}).status_code == 403


def test_the_producer_reads_nothing_of_the_round(browse, places, world):
    dossier = waiting_for_council(places)
    opened_round(world, dossier)
    owner = dossier.product.producer.people.get(part="owner").user
    page = page_of(browse(owner), reverse("portal:dossier", args=[dossier.pk]))
    assert "Hội đồng cấp tỉnh đang đánh giá" in page
    assert "Thành viên Hội đồng" not in page


def test_a_late_day_and_what_was_typed_stay_on_the_page(browse, places, world):
    client = browse(world.office)
    yesterday = f"{clock.today() - dt.timedelta(days=1):%d/%m/%Y}"
    got = client.post(
        reverse("desk:councils:plan_written", args=[world.council.pk]),
        {"name": "Đợt tôi gõ", "reply_by": yesterday},
    )
    assert got.status_code == 422
    assert "Hạn gửi phiếu không thể trước hôm nay." in got.content.decode()
    assert "Đợt tôi gõ" in got.content.decode()
    session = opened_round(world, waiting_for_council(places))
    got = client.post(
        reverse("desk:councils:extend_written", args=[session.pk]), {"reply_by": TODAY}
    )
    assert got.status_code == 422
    assert "Hạn mới phải sau hạn cũ" in got.content.decode()


@pytest.mark.parametrize("products", [1, 3])
def test_the_page_asks_the_same_whatever_the_list(
    browse, places, world, products, django_assert_num_queries
):
    session = opened_round(world, *(waiting_for_council(places) for _ in range(products)))
    client = browse(make_official(Role.PROVINCE_LEADER, places.dong_thap))
    client.get(board(session))
    with django_assert_num_queries(13):
        client.get(board(session))


def test_a_called_meeting_is_told_on_the_round(browse, places, world):
    session = opened_round(world, waiting_for_council(places))
    item = session.items.get()
    for user, star in zip(world.scorers, (4, 4, 3), strict=True):
        submit(item, user, answers(item, star))
    collect(by=world.office, session=session)
    call_meeting(by=world.office, session=session, name="Họp", held_on=clock.today())
    shown = page_of(browse(world.office), reverse("desk:councils:item", args=[item.pk]))
    assert "Đã chuyển sang họp" in shown
