"""Planning a session: whose dossiers, which conflicts, when scoring may open."""

import datetime as dt

import pytest

from ocop.accounts.roles import Role
from ocop.councils.models import Session
from ocop.councils.services.agenda import (
    declare_conflict,
    place_on_agenda,
    plan_session,
    report_advice,
    take_off_agenda,
)
from ocop.councils.services.meeting import open_scoring, record_attendance
from ocop.dossiers.services.submission import withdraw_dossier
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.producers.models import ProducerPerson
from tests.factories.basic import TODAY_UNITS_FROM, make_official, make_places
from tests.factories.council_journey import (
    accepted_dossier,
    council_with,
    open_session,
    planned_session,
)
from tests.factories.journey import submitted_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    return make_places()


@pytest.fixture
def world(places):
    return council_with(places)


def test_an_accepted_dossier_goes_on_the_list_and_back(places, world):
    dossier = accepted_dossier(places)
    session = planned_session(world, dossier)
    item = session.items.get()
    dossier.refresh_from_db()
    assert (dossier.state, item.submission) == (
        DossierState.IN_COUNCIL,
        dossier.submissions.get(number=1),
    )

    take_off_agenda(by=world.secretary, item=item)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.ACCEPTED
    place_on_agenda(by=world.office, session=session, dossier=dossier)
    assert session.items.filter(taken_off_on=None).count() == 1


def test_a_dossier_at_another_step_or_of_another_province_is_not_placed(places, world):
    session = planned_session(world)
    foreign = council_with(places, unit=places.vinh_long)
    early = submitted_dossier(places)
    with pytest.raises(RefusedError) as refusal:
        place_on_agenda(by=world.office, session=session, dossier=early)
    assert refusal.value.field == "dossier"

    with pytest.raises(RefusedError):
        place_on_agenda(
            by=foreign.office, session=planned_session(foreign), dossier=accepted_dossier(places)
        )


def test_the_central_council_takes_only_forwarded_dossiers(places):
    central = council_with(None)
    session = planned_session(central)
    dossier = accepted_dossier(places)
    with pytest.raises(RefusedError):
        place_on_agenda(by=central.office, session=session, dossier=dossier)

    dossier.state = DossierState.FORWARDED
    dossier.save()
    place_on_agenda(by=central.office, session=session, dossier=dossier)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.IN_CENTRAL_COUNCIL


def test_members_do_not_plan_and_a_session_is_not_before_its_council(world):
    with pytest.raises(RefusedError):
        plan_session(
            by=world.scorers[1], council=world.council, name="Phiên", held_on=clock.today()
        )
    with pytest.raises(RefusedError) as refusal:
        plan_session(
            by=world.office,
            council=world.council,
            name="Phiên",
            held_on=clock.today() - dt.timedelta(days=1),
        )
    assert refusal.value.field == "held_on"


def test_the_producers_own_people_conflict_by_themselves(places, world):
    dossier = accepted_dossier(places)
    ProducerPerson.objects.create(
        user=world.scorers[1],
        producer=dossier.product.producer,
        part=ProducerPerson.Part.HELPER,
        starts_on=TODAY_UNITS_FROM,
    )
    conflict = planned_session(world, dossier).items.get().conflicts.get()
    assert conflict.member == world.member(world.scorers[1])
    assert conflict.reason == f"Là người của {dossier.product.producer.name}."


def test_a_member_declares_for_themselves_the_office_for_anyone(places, world):
    item = planned_session(world, accepted_dossier(places)).items.get()
    one, two = world.member(world.scorers[1]), world.member(world.scorers[2])

    with pytest.raises(RefusedError):
        declare_conflict(by=two.user, item=item, member=one, reason="Người thân")
    declare_conflict(by=one.user, item=item, member=one, reason="Người thân là chủ cơ sở")
    declare_conflict(by=world.office, item=item, member=two, reason="Có góp vốn")
    with pytest.raises(RefusedError) as refusal:
        declare_conflict(by=one.user, item=item, member=one, reason="Lần nữa")
    assert refusal.value.field == "member"
    with pytest.raises(RefusedError) as refusal:
        declare_conflict(by=world.office, item=item, member=world.member(world.chair), reason=" ")
    assert refusal.value.field == "reason"


def test_the_advisory_team_reports_to_the_chair(places, world):
    item = planned_session(world, accepted_dossier(places)).items.get()
    team = make_official(Role.ADVISORY_TEAM, places.dong_thap)
    report_advice(by=team, item=item, report="Đã khảo sát cơ sở.")
    item.refresh_from_db()
    assert item.advisory_report == "Đã khảo sát cơ sở."
    with pytest.raises(RefusedError):
        report_advice(by=world.scorers[1], item=item, report="Không được giao.")


def test_scoring_opens_with_quorum_and_chair_on_the_day(places, world):
    session = planned_session(world, accepted_dossier(places))
    members = list(world.council.members.all())
    without_chair = [m for m in members if m.user != world.chair]
    with pytest.raises(RefusedError, match="Chủ tịch"):
        open_scoring(by=world.secretary, session=session, present=without_chair)
    with pytest.raises(RefusedError, match="cần ít nhất 3") as refusal:
        open_scoring(by=world.secretary, session=session, present=members[:2])
    assert refusal.value.field == "present"
    with pytest.raises(RefusedError):
        open_scoring(by=world.office, session=session, present=members)

    open_scoring(by=world.chair, session=session, present=members)
    session.refresh_from_db()
    assert session.state == Session.State.SCORING
    assert session.present.count() == 5


def test_a_session_of_tomorrow_or_without_products_does_not_open(places, world):
    everyone = list(world.council.members.all())
    with pytest.raises(RefusedError) as refusal:
        open_scoring(by=world.chair, session=planned_session(world), present=everyone)
    assert refusal.value.field == "items"

    later = planned_session(world, accepted_dossier(places))
    Session.objects.filter(pk=later.pk).update(held_on=clock.today() + dt.timedelta(days=1))
    with pytest.raises(RefusedError) as refusal:
        open_scoring(by=world.chair, session=later, present=everyone)
    assert refusal.value.field == "held_on"


def test_attendance_can_be_corrected_while_quorum_stands(places, world):
    session = open_session(world, accepted_dossier(places))
    members = list(world.council.members.all())
    record_attendance(by=world.secretary, session=session, present=members[:3])
    assert session.present.count() == 3
    with pytest.raises(RefusedError):
        record_attendance(by=world.secretary, session=session, present=members[:2])


def test_a_withdrawn_dossier_stays_on_the_list_but_nothing_is_done_to_it(places, world):
    dossier = accepted_dossier(places)
    item = open_session(world, dossier).items.get()
    owner = dossier.product.producer.people.get().user
    withdraw_dossier(dossier=dossier, by=owner)
    with pytest.raises(RefusedError, match="rút hồ sơ"):
        take_off_agenda(by=world.office, item=item)
