"""The board: products down, members across, nothing of a sealed sheet on it."""

import re

import pytest
from django.urls import reverse

from ocop.accounts.roles import Role
from ocop.councils.models import Session
from ocop.councils.services.concluding import conclude_item
from ocop.demo.answers import Answers, answers_for
from ocop.law.loading import load_rubric
from tests.factories.basic import make_official
from tests.factories.council_journey import (
    accepted_dossier,
    council_with,
    fill_sheet,
    open_session,
    planned_session,
    submit,
    submit_all,
)

pytestmark = pytest.mark.django_db
RUBRIC = load_rubric("qd26-2026", 8)
FOUR = answers_for(RUBRIC, 4)


def board_url(item):
    return reverse("desk:councils:board", args=[item.session_id])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_cells_say_how_far_each_member_is_and_nothing_more(browse, world, item):
    submit(item, world.chair, FOUR)
    fill_sheet(item, world.scorers[1], FOUR)
    for user in (world.chair, world.scorers[2], world.secretary, world.office):
        said = text_of(browse(user).get(board_url(item)))
        assert ("Đã nộp" in said, "Đang chấm" in said, "Chưa chấm" in said) == (True, True, True)
        assert "Chờ 2 phiếu" in said
        # Dates and the factories' running numbers ("Cơ sở Mẫu 780") are no points.
        assert "80" not in re.sub(r"\d\d/\d\d/\d{4}|[Mm]ẫu \d+", "", said)
        assert "Trung bình" not in said


def test_the_spread_appears_when_all_have_submitted_to_those_who_run_it(browse, world, item):
    for user, aim in zip(world.scorers, (74, 74, 85), strict=True):
        submit(item, user, answers_for(RUBRIC, 4, aim=aim))
    for user in (world.chair, world.secretary):
        said = text_of(browse(user).get(board_url(item)))
        assert "Trung bình 77,67 , chênh 11,00" in said
        assert "Vượt giới hạn 10,00." in said
    for user in (world.scorers[1], world.office):
        said = text_of(browse(user).get(board_url(item)))
        assert "Trung bình 7" not in said
        assert "Đã đủ phiếu chờ Chủ tịch kết luận" in said


def test_attendance_opens_the_scoring_and_quorum_is_checked_at_the_field(browse, places, world):
    session = planned_session(world, accepted_dossier(places))
    client = browse(world.secretary)
    url = reverse("desk:councils:attendance", args=[session.pk])
    few = client.post(url, {"present": [world.member(world.chair).pk]})
    assert few.status_code == 422
    assert "Quy chế cần ít nhất 3" in few.content.decode()
    everyone = [member.pk for member in world.council.members.all()]
    assert client.post(url, {"present": everyone}).status_code == 302
    session.refresh_from_db()
    assert session.state == Session.State.SCORING


def test_the_chair_agrees_concludes_and_closes(browse, world, item):
    one, two = dict(FOUR.options), dict(FOUR.options)
    one["1.5"], two["1.5"] = 1, 2
    sheets = (Answers(one, {}), Answers(two, {}), FOUR)
    for user, answers in zip(world.scorers, sheets, strict=True):
        submit(item, user, answers)
    chair = browse(world.chair)
    page = chair.get(reverse("desk:councils:item", args=[item.pk])).content.decode()
    assert "Thống nhất mức ở tiêu chí 1.5" in page
    early = chair.post(reverse("desk:councils:conclude", args=[item.pk]), {"discussion": "Giữ lại"})
    assert early.status_code == 422
    assert "Hội đồng cần thống nhất mức ở tiêu chí 1.5" in early.content.decode()
    assert "Giữ lại" in early.content.decode()

    agree = reverse("desk:councils:agree", args=[item.pk])
    assert chair.post(agree, {"criterion": "1.5", "option": "-2"}).status_code == 422
    done = chair.post(agree, {"criterion": "1.5", "option": "-2", "reason": "Hợp đồng 62%."})
    assert done.status_code == 302
    assert chair.post(reverse("desk:councils:conclude", args=[item.pk])).status_code == 302

    closing = reverse("desk:councils:close", args=[item.session_id])
    assert chair.post(closing, {"minutes_number": ""}).status_code == 422
    assert chair.post(closing, {"minutes_number": "05/BB-HĐ"}).status_code == 302
    minutes = chair.get(reverse("desk:councils:minutes", args=[item.session_id]))
    assert minutes.content.startswith(b"%PDF")
    assert "Kết luận 3 sao" in text_of(chair.get(board_url(item)))


def test_a_new_round_starts_from_the_item_page(browse, world, item):
    for user, aim in zip(world.scorers, (74, 74, 85), strict=True):
        submit(item, user, answers_for(RUBRIC, 4, aim=aim))
    secretary = browse(world.secretary)
    url = reverse("desk:councils:new_round", args=[item.pk])
    assert secretary.post(url, {"discussion": ""}).status_code == 422
    assert secretary.post(url, {"discussion": "Xem lại bao bì."}).status_code == 302
    item.refresh_from_db()
    assert item.round == 2
    again = browse(world.chair).get(reverse("desk:councils:review", args=[item.pk]))
    assert "Lượt chấm thứ 2" in again.content.decode()


def test_a_member_or_the_office_does_not_run_the_session(browse, world, item):
    for user in (world.scorers[1], world.office):
        client = browse(user)
        url = reverse("desk:councils:attendance", args=[item.session_id])
        assert client.get(url).status_code == 403
    submit_all(item, world, 4)
    client = browse(world.scorers[1])
    for name in ("conclude", "new_round", "agree", "gates", "advice", "take_off"):
        url = reverse(f"desk:councils:{name}", args=[item.pk])
        assert client.post(url, {"discussion": "x"}).status_code == 403, name
    assert (
        browse(world.secretary).post(reverse("desk:councils:conclude", args=[item.pk])).status_code
        == 403
    )


@pytest.mark.parametrize("products", [1, 3])
def test_the_board_asks_the_database_the_same_for_one_product_and_three(
    browse, places, world, products, django_assert_num_queries
):
    session = open_session(world, *(accepted_dossier(places) for _ in range(products)))
    for each in session.items.all():
        submit_all(each, world, 4)
    client = browse(world.chair)
    url = reverse("desk:councils:board", args=[session.pk])
    with django_assert_num_queries(14):
        client.get(url)


@pytest.mark.parametrize("products", [1, 3])
def test_my_sheets_ask_the_same_for_one_product_and_three(
    browse, places, world, products, django_assert_num_queries
):
    session = open_session(world, *(accepted_dossier(places) for _ in range(products)))
    fill_sheet(session.items.first(), world.scorers[1], FOUR)
    client = browse(world.scorers[1])
    with django_assert_num_queries(9):
        client.get(reverse("desk:councils:mine"))


def test_statistics_show_concluded_products_only(browse, places, world):
    session = open_session(world, accepted_dossier(places), accepted_dossier(places))
    first, second = session.items.all()
    submit_all(first, world, 4)
    submit_all(second, world, 4)
    url = reverse("desk:councils:statistics", args=[session.pk])
    client = browse(world.scorers[1])
    assert "Chưa có kết luận nào" in client.get(url).content.decode()
    conclude_item(by=world.chair, item=first)
    page = client.get(url).content.decode()
    assert first.dossier.product.name in page
    assert second.dossier.product.name not in page


def test_another_province_finds_nothing(browse, places, world, item):
    stranger = council_with(places, unit=places.vinh_long)
    for user in (stranger.office, stranger.chair, make_official(Role.AUDITOR, places.vinh_long)):
        client = browse(user)
        for name, pk in [
            ("board", item.session_id),
            ("item", item.pk),
            ("statistics", item.session_id),
        ]:
            url = reverse(f"desk:councils:{name}", args=[pk])
            assert client.get(url).status_code == 404, (user, name)


def test_a_member_reads_the_whole_dossier_as_handed_in(browse, world, item):
    url = reverse("desk:councils:dossier", args=[item.pk])
    page = browse(world.scorers[1]).get(url).content.decode()
    assert item.dossier.product.name in page
    assert "Giấy đăng ký (mẫu)" in page
