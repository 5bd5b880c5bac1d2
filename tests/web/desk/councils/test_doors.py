"""A sealed sheet behind every address: nobody but its owner gets a word of it."""

import pytest
from django.urls import reverse

from ocop.accounts.roles import Role
from ocop.councils.services.concluding import conclude_item, conclude_session
from ocop.councils.services.sheets import save_sheet, submit_sheet
from ocop.demo.answers import answers_for
from ocop.law.loading import load_rubric
from tests.factories.basic import make_official, make_user
from tests.factories.council_journey import fill_sheet, submit_all

pytestmark = pytest.mark.django_db
FOUR = answers_for(load_rubric("qd26-2026", 8), 4)
SECRET = "Câu chỉ thành viên này viết"


@pytest.fixture
def sealed(world, item):
    sheet = fill_sheet(item, world.scorers[1], FOUR)
    sheet = save_sheet(
        by=world.scorers[1],
        item=item,
        criterion="1.1",
        option=2,
        comment=SECRET,
        version=sheet.version,
    )
    return submit_sheet(by=world.scorers[1], item=item, version=sheet.version)


def doors(sheet) -> list[str]:
    """Every address of the councils' desk that takes a session, an item or a sheet."""
    item = sheet.item
    return [
        reverse("desk:councils:index"),
        reverse("desk:councils:mine"),
        *(
            reverse(f"desk:councils:{name}", args=[item.session_id])
            for name in ("board", "statistics", "agenda", "attendance", "close", "minutes")
        ),
        reverse("desk:councils:detail", args=[item.session.council_id]),
        *(
            reverse(f"desk:councils:{name}", args=[item.pk])
            for name in ("item", "dossier", "result", "review")
        ),
        reverse("desk:councils:score", args=[item.pk, "1.1"]),
        reverse("desk:councils:sheet_paper", args=[sheet.pk]),
    ]


def test_nobody_reads_a_sealed_sheet_through_any_door(browse, places, world, item, sealed):
    people = [
        make_official(Role.ADMINISTRATOR, None),
        make_official(Role.ADMINISTRATOR, places.dong_thap),
        make_official(Role.AUDITOR, None),
        make_official(Role.PROVINCE_LEADER, places.dong_thap),
        make_official(Role.ADVISORY_TEAM, places.dong_thap),
        make_official(Role.MINISTRY_OFFICE, None),
        world.office,
        world.secretary,
        world.chair,
        world.scorers[2],
        item.dossier.product.producer.people.get().user,
    ]
    for user in people:
        client = browse(user)
        for door in doors(sealed):
            page = client.get(door)
            body = b"" if page["Content-Type"] == "application/pdf" else page.content
            assert page["Content-Type"] != "application/pdf", (user, door)
            assert SECRET not in body.decode(), (user, door)


def test_the_administrator_opens_nothing_but_the_list(browse, places, sealed):
    client = browse(make_official(Role.ADMINISTRATOR, places.dong_thap))
    answers = {door: client.get(door).status_code for door in doors(sealed)}
    assert answers.pop(reverse("desk:councils:index")) == 200
    assert set(answers.values()) <= {403, 404}


def test_a_stranger_opens_nothing(browse, client, sealed):
    for door in doors(sealed):
        assert browse(make_user()).get(door).status_code in {403, 404}, door
        anonymous = client.get(door)
        assert anonymous.status_code == 302, door
        assert "/dang-nhap/" in anonymous.url


def test_posting_to_anothers_sheet_writes_ones_own(browse, world, item, sealed):
    """There is no address with somebody else's sheet in it: the item leads to one's own."""
    browse(world.scorers[2]).post(
        reverse("desk:councils:score", args=[item.pk, "1.1"]), {"answer": "1", "version": "1"}
    )
    sealed.refresh_from_db()
    assert sealed.answers["1.1"] == 2
    assert item.sheets.get(member__user=world.scorers[2]).answers == {"1.1": 1}


def test_after_the_session_the_producer_reads_result_and_comments_without_names(
    browse, places, world, item
):
    for user in world.scorers:
        sheet = fill_sheet(item, user, FOUR)
        sheet = save_sheet(
            by=user,
            item=item,
            criterion="1.1",
            option=FOUR.options["1.1"],
            comment=SECRET,
            version=sheet.version,
        )
        submit_sheet(by=user, item=item, version=sheet.version)
    conclude_item(by=world.chair, item=item)
    producer = browse(item.dossier.product.producer.people.get().user)
    url = reverse("desk:councils:result", args=[item.pk])
    assert producer.get(url).status_code == 404
    conclude_session(by=world.chair, session=item.session, minutes_number="1")

    page = producer.get(url).content.decode()
    assert SECRET in page
    assert "Phiếu của thành viên" not in page
    for member in world.council.members.all():
        assert member.organisation not in page
        assert member.user.full_name not in page


def test_after_the_conclusion_office_chair_and_auditor_read_the_sheets(browse, places, world, item):
    submit_all(item, world, 4)
    conclude_item(by=world.chair, item=item)
    url = reverse("desk:councils:result", args=[item.pk])
    for user in (world.office, world.chair, make_official(Role.AUDITOR, places.dong_thap)):
        assert "Phiếu của thành viên" in browse(user).get(url).content.decode()
    member = browse(world.scorers[1]).get(url).content.decode()
    assert member.count("Phiếu PDF") == 1
