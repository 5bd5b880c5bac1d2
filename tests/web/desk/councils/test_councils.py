"""Setting up a council and a session in the browser."""

import pytest
from django.urls import reverse

from ocop.accounts.models import Membership
from ocop.accounts.roles import Role
from ocop.councils.models import Council, Session
from ocop.kernel import clock
from tests.factories.basic import make_official
from tests.factories.council_journey import accepted_dossier, planned_session

pytestmark = pytest.mark.django_db


def people(places):
    roles = [Role.COUNCIL_CHAIR, *[Role.COUNCIL_MEMBER] * 3, Role.COUNCIL_SECRETARY]
    return [make_official(role, places.dong_thap) for role in roles]


def posted(users, **changed):
    seats = {}
    for user in users:
        held = Membership.objects.get(user=user)
        seat = held.role.removeprefix("council_")
        seats[f"nguoi-{held.pk}-seat"] = seat
        seats[f"nguoi-{held.pk}-organisation"] = f"Sở số {held.pk}"
    values = {
        "name": "Hội đồng tỉnh",
        "decision_number": "1200/QĐ-UBND",
        "decided_on": f"{clock.today():%d/%m/%Y}",
        "decision_signer": "Chủ tịch (mẫu)",
        "quorum_percent": "75",
        "chair_attendance": "required",
        "chair_scoring": "scores",
        "least_sheets": "3",
        "spread_limit": "12",
        "council_option": "plurality",
        "sealed_until": "session",
        "written_difference": "stars",
    }
    return values | seats | changed


def test_the_office_enters_a_council_with_its_regulation(browse, places):
    client = browse(make_official(Role.PROVINCE_OFFICE, places.dong_thap))
    users = people(places)
    page = client.get(reverse("desk:councils:create")).content.decode()
    assert page.count("Vị trí của") == 5
    assert "Tây Ninh" in page

    done = client.post(reverse("desk:councils:create"), posted(users))
    council = Council.objects.get()
    assert done.url == reverse("desk:councils:detail", args=[council.pk])
    assert (council.rules.spread_limit, council.rules.council_option) == (12, "plurality")
    assert council.members.count() == 5


def test_a_refused_council_keeps_what_was_typed(browse, places):
    client = browse(make_official(Role.PROVINCE_OFFICE, places.dong_thap))
    users = people(places)
    got = client.post(reverse("desk:councils:create"), posted(users[1:], name="Tên tôi gõ"))
    assert got.status_code == 422
    page = got.content.decode()
    assert "đúng một Chủ tịch" in page
    assert "Tên tôi gõ" in page
    got = client.post(reverse("desk:councils:create"), posted(users, quorum_percent="20"))
    assert got.status_code == 422
    assert Council.objects.count() == 0


def test_others_do_not_enter_councils(browse, places):
    for role in (Role.COUNCIL_CHAIR, Role.ADMINISTRATOR, Role.PROVINCE_LEADER):
        client = browse(make_official(role, places.dong_thap))
        assert client.get(reverse("desk:councils:create")).status_code == 403


def test_a_session_is_planned_and_filled(browse, places, world):
    client = browse(world.office)
    dossier = accepted_dossier(places)
    plan = reverse("desk:councils:plan", args=[world.council.pk])
    wrong = client.post(plan, {"name": "Phiên", "held_on": "01/01/2020"})
    assert wrong.status_code == 422
    assert "phiên họp không thể trước đó" in wrong.content.decode()
    done = client.post(plan, {"name": "Phiên", "held_on": f"{clock.today():%d/%m/%Y}"})
    session = Session.objects.get()
    agenda = reverse("desk:councils:agenda", args=[session.pk])
    assert done.url == agenda
    assert dossier.product.name in client.get(agenda).content.decode()
    assert client.post(agenda, {"dossiers": [dossier.pk]}).status_code == 302
    assert session.items.get().dossier == dossier


def test_a_dossier_of_another_province_is_not_offered_nor_taken(browse, places, world):
    session = planned_session(world)
    dossier = accepted_dossier(places)
    dossier.province = places.vinh_long
    dossier.save()
    client = browse(world.office)
    agenda = reverse("desk:councils:agenda", args=[session.pk])
    assert dossier.product.name not in client.get(agenda).content.decode()
    assert client.post(agenda, {"dossiers": [dossier.pk]}).status_code == 422
    assert session.items.count() == 0


def test_conflict_advice_and_taking_off_from_the_item_page(browse, places, world):
    item = planned_session(world, accepted_dossier(places)).items.get()
    client = browse(world.office)
    member = world.member(world.scorers[1])
    client.post(
        reverse("desk:councils:conflict", args=[item.pk]),
        {"member": member.pk, "reason": "Có góp vốn"},
    )
    assert item.conflicts.get().member == member
    client.post(reverse("desk:councils:advice", args=[item.pk]), {"report": "Đã khảo sát."})
    item.refresh_from_db()
    assert item.advisory_report == "Đã khảo sát."
    client.post(reverse("desk:councils:take_off", args=[item.pk]))
    item.refresh_from_db()
    assert item.taken_off_on == clock.today()


def test_members_are_added_and_leave(browse, places, world):
    client = browse(world.office)
    newcomer = make_official(Role.COUNCIL_MEMBER, places.dong_thap)
    client.post(
        reverse("desk:councils:seat", args=[world.council.pk]),
        {"person": newcomer.pk, "seat": "member", "organisation": "Sở Y tế"},
    )
    seat = world.council.members.get(user=newcomer)
    client.post(reverse("desk:councils:unseat", args=[seat.pk]))
    seat.refresh_from_db()
    assert seat.left_on == clock.today()
    wrong = client.post(
        reverse("desk:councils:seat", args=[world.council.pk]),
        {"person": newcomer.pk, "seat": "chair"},
    )
    assert wrong.status_code == 422


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_index_asks_the_same_for_one_session_and_three(
    browse, world, sessions, django_assert_num_queries
):
    for _ in range(sessions):
        planned_session(world)
    client = browse(world.office)
    with django_assert_num_queries(7):
        client.get(reverse("desk:councils:index"))
