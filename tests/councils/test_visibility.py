"""Sealed sheets behind every query: owner alone, until the council has concluded."""

import json

import pytest

from ocop.accounts.models import Membership, User
from ocop.accounts.roles import Role
from ocop.councils import queries
from ocop.councils.services.concluding import conclude_item, conclude_session
from ocop.demo.answers import answers_for
from ocop.dossiers import queries as dossiers
from ocop.kernel.models import AuditEntry
from ocop.law.loading import load_rubric
from tests.factories.basic import TODAY_UNITS_FROM, make_official, make_places, make_user
from tests.factories.council_journey import (
    accepted_dossier,
    council_with,
    open_session,
    submit,
    submit_all,
)

pytestmark = pytest.mark.django_db
FOUR = answers_for(load_rubric("qd26-2026", 8), 4)


@pytest.fixture
def places():
    return make_places()


@pytest.fixture
def world(places):
    return council_with(places, members=2)


@pytest.fixture
def item(places, world):
    return open_session(world, accepted_dossier(places)).items.get()


def outsiders(places, world) -> dict[str, User]:
    """People who must not read a sealed sheet, several with a claim to something near it."""
    owner = world.council.sessions.get().items.get().dossier.product.producer.people.get().user
    return {
        "administrator": make_official(Role.ADMINISTRATOR, None),
        "provincial administrator": make_official(Role.ADMINISTRATOR, places.dong_thap),
        "auditor": make_official(Role.AUDITOR, places.dong_thap),
        "office": world.office,
        "secretary": world.secretary,
        "leader": make_official(Role.PROVINCE_LEADER, places.dong_thap),
        "other province": make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        "ministry": make_official(Role.MINISTRY_OFFICE, None),
        "producer": owner,
        "nobody": make_user(),
    }


def test_a_draft_and_a_sealed_sheet_are_read_by_their_owner_alone(places, world, item):
    sheet = submit(item, world.chair, FOUR)
    assert list(queries.sheets_visible_to(world.chair)) == [sheet]
    assert queries.sheets_visible_to(world.scorers[1]).count() == 0
    for who, user in outsiders(places, world).items():
        assert queries.sheets_visible_to(user).count() == 0, who


def test_after_the_conclusion_those_who_answer_for_it_read_the_sheets(places, world, item):
    submit_all(item, world, 4)
    conclude_item(by=world.chair, item=item)
    seen = {
        who: queries.sheets_visible_to(user).count()
        for who, user in outsiders(places, world).items()
    }
    assert seen == {
        "administrator": 0,
        "provincial administrator": 0,
        "auditor": 3,
        "office": 3,
        "secretary": 3,
        "leader": 0,
        "other province": 0,
        "ministry": 0,
        "producer": 0,
        "nobody": 0,
    }
    assert queries.sheets_visible_to(world.chair).count() == 3
    assert queries.sheets_visible_to(world.scorers[1]).count() == 1


def test_a_regulation_may_keep_them_sealed_until_the_session_ends(places):
    world = council_with(places, members=2, regulation={"sealed_until": "session"})
    item = open_session(world, accepted_dossier(places)).items.get()
    submit_all(item, world, 4)
    conclude_item(by=world.chair, item=item)
    assert queries.sheets_visible_to(world.office).count() == 0
    conclude_session(by=world.chair, session=item.session, minutes_number="1")
    assert queries.sheets_visible_to(world.office).count() == 3


def test_an_administrator_who_sits_on_the_council_still_reads_only_their_own(places, world, item):
    Membership.objects.create(
        user=world.scorers[1], role=Role.ADMINISTRATOR, unit=None, starts_on=TODAY_UNITS_FROM
    )
    submit(item, world.chair, FOUR)
    assert queries.sheets_visible_to(User.objects.get(pk=world.scorers[1].pk)).count() == 0


def test_the_audit_chain_tells_no_points_of_a_sealed_sheet(world, item):
    submit(item, world.chair, FOUR)
    entry = AuditEntry.objects.get(act="sheet_submitted")
    # The names of the facts, not their figures: an id may hold the same digits as a total.
    assert set(json.loads(entry.facts)) == {"item", "member", "round"}


def test_councils_sessions_and_results_are_scoped(places, world, item):
    submit_all(item, world, 4)
    conclude_item(by=world.chair, item=item)
    people = outsiders(places, world)
    councils = {who: queries.visible_to(user).count() for who, user in people.items()}
    assert councils == {
        "administrator": 1,
        "provincial administrator": 1,
        "auditor": 1,
        "office": 1,
        "secretary": 1,
        "leader": 1,
        "other province": 0,
        "ministry": 0,
        "producer": 0,
        "nobody": 0,
    }
    for who in ("administrator", "provincial administrator"):
        assert queries.sessions_visible_to(people[who]).count() == 0
        assert queries.items_visible_to(people[who]).count() == 0
        assert queries.results_visible_to(people[who]).count() == 0


def test_the_producer_reads_the_result_when_the_session_has_ended(places, world, item):
    submit_all(item, world, 4)
    conclude_item(by=world.chair, item=item)
    producer = item.dossier.product.producer.people.get().user
    commune = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    elsewhere = make_official(Role.COMMUNE_OFFICER, places.cau_ke)

    def readers():
        return [queries.results_visible_to(u).count() for u in (producer, commune, elsewhere)]

    assert readers() == [0, 0, 0]
    conclude_session(by=world.chair, session=item.session, minutes_number="1")
    assert readers() == [1, 1, 0]


def test_an_anonymous_visitor_reads_nothing(item):
    from django.contrib.auth.models import AnonymousUser

    visitor = AnonymousUser()
    for rows in (
        queries.visible_to(visitor),
        queries.sessions_visible_to(visitor),
        queries.sheets_visible_to(visitor),
        queries.results_visible_to(visitor),
        queries.own_items(visitor),
    ):
        assert rows.count() == 0


@pytest.mark.parametrize("who", ["chair", "secretary"])
def test_an_office_that_ended_closes_what_its_seat_opened(places, world, item, who):
    submit_all(item, world, 4)
    conclude_item(by=world.chair, item=item)
    conclude_session(by=world.chair, session=item.session, minutes_number="01/BB-HĐ")
    former = getattr(world, who)
    Membership.objects.filter(user=former).update(ends_on=TODAY_UNITS_FROM)
    former = User.objects.get(pk=former.pk)
    assert queries.worked_with(former).count() == 0
    assert queries.results_visible_to(former).count() == 0
    assert dossiers.visible_to(former).count() == 0
    assert dossiers.readable_files(former).count() == 0
    # A sheet of one's own stays one's own.
    assert queries.sheets_visible_to(former).count() == (1 if who == "chair" else 0)
