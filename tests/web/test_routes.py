"""Every door: declared, closed to visitors unless said otherwise, and never written through by GET."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.law.loading import load_rubric
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import Award, recognise_by_province
from tests.factories import basic, council_journey, desk_journey, journey
from tests.web.routes import Route, WroteError, look, refuse_writes, routes, walk_links

pytestmark = pytest.mark.django_db

ROUTES = routes()
BY_TOKEN = [route for route in ROUTES if route.access and route.access.scope]
CLOSED = [
    route for route in ROUTES if route.access and not route.access.anyone and not route.access.scope
]
OPEN = [route for route in ROUTES if route.access and route.access.anyone]


def test_every_route_declares_who_may_open_it() -> None:
    assert [route.name for route in ROUTES if route.access is None] == []


def test_there_are_routes_to_walk() -> None:
    assert len(CLOSED) > 50
    assert len(OPEN) > 10


def test_closed_routes_ask_a_visitor_to_sign_in(client: Client) -> None:
    answers = {route.name: look(client, route.example) for route in CLOSED}

    assert {
        name: answer.get("Location", answer.status_code)
        for name, answer in answers.items()
        if not answer.get("Location", "").startswith("/dang-nhap/?next=/")
    } == {}


def test_closed_routes_take_no_post_from_a_visitor(client: Client) -> None:
    answers = {route.name: client.post(route.example).status_code for route in CLOSED}

    assert set(answers.values()) == {302}


def test_a_program_without_token_is_told_so(client: Client) -> None:
    client.force_login(basic.make_official(Role.AUDITOR, None))

    assert len(BY_TOKEN) > 2
    assert _wrong(lambda route: look(client, route.example).status_code, {401}, BY_TOKEN) == {}


def _wrong(
    open_it: Callable[[Route], int], allowed: set[int], among: list[Route]
) -> dict[str, int]:
    statuses = {route.name: open_it(route) for route in among}
    return {name: status for name, status in statuses.items() if status not in allowed}


def test_open_routes_answer_a_visitor(client: Client) -> None:
    """What is not there answers 404, what only takes a POST 405; nothing fails, nothing is refused."""
    answer = _wrong(
        lambda route: look(client, route.example).status_code, {200, 302, 404, 405}, OPEN
    )

    assert answer == {}


def test_office_routes_are_closed_to_people_without_office(client: Client) -> None:
    client.force_login(basic.make_user())
    offices = [route for route in CLOSED if route.access and route.access.roles]

    assert _wrong(lambda route: look(client, route.example).status_code, {403}, offices) == {}


@pytest.mark.parametrize("role", list(Role))
def test_each_office_opens_its_own_routes_only(client: Client, role: Role) -> None:
    """Nothing is behind the examples: 404 where the office may look, 403 where it may not."""
    places = basic.make_places()
    unit = {
        Role.COMMUNE_OFFICER: places.tan_ho_co,
        Role.COMMUNE_LEADER: places.tan_ho_co,
        Role.MINISTRY_OFFICE: None,
        Role.MINISTRY_COUNCIL: None,
        Role.MINISTER: None,
    }.get(role, places.dong_thap)
    client.force_login(basic.make_official(role, unit))
    offices = [route for route in CLOSED if route.access and route.access.roles]
    own = [route for route in offices if route.access and role in route.access.roles]
    others = [route for route in offices if route not in own]

    assert _wrong(lambda route: look(client, route.example).status_code, {403}, others) == {}
    reached = {200, 302, 404, 405}
    assert _wrong(lambda route: look(client, route.example).status_code, reached, own) == {}


def test_a_get_that_writes_is_noticed() -> None:
    with connection.execute_wrapper(refuse_writes), pytest.raises(WroteError):
        basic.make_user()


def _people() -> dict[str, User | None]:
    """A province at work, and everyone who has something to look at in it."""
    places = basic.make_places()
    desk = desk_journey.make_desk(places)
    draft = journey.filled_dossier(places)
    desk_journey.received_dossier(places, desk)
    desk_journey.dossier_at_province(places, desk)
    recognised = council_journey.scored_dossier(places)
    leader = basic.make_official(Role.PROVINCE_LEADER, places.dong_thap)
    _recognise(recognised, leader)
    meeting = council_journey.council_with(places, members=2)
    waiting = council_journey.accepted_dossier(places)
    session = council_journey.open_session(meeting, waiting)
    rubric = load_rubric(waiting.instrument, waiting.set_number)
    council_journey.submit(session.items.get(), meeting.chair, journey.answers_for(rubric, 4))
    offices = {
        Role.COMMUNE_LEADER: places.tan_ho_co,
        Role.DEPARTMENT: places.dong_thap,
        Role.ADVISORY_TEAM: places.dong_thap,
        Role.INSPECTOR: places.dong_thap,
        Role.AUDITOR: places.dong_thap,
        Role.ADMINISTRATOR: places.dong_thap,
        Role.MINISTRY_OFFICE: None,
        Role.MINISTRY_COUNCIL: None,
        Role.MINISTER: None,
    }
    return {
        "visitor": None,
        "producer with a draft": draft.created_by,
        "producer with a star": recognised.dossier.created_by,
        "new person": basic.make_user(),
        "commune officer": desk.commune,
        "provincial office": desk.province,
        "office of the council": meeting.office,
        "provincial leader": leader,
        "chair": meeting.chair,
        "member": meeting.scorers[1],
        "secretary": meeting.secretary,
        "chair of a closed session": recognised.world.chair,
        "national auditor": basic.make_official(Role.AUDITOR, None),
        "national administrator": basic.make_official(Role.ADMINISTRATOR, None),
        **{role.value: basic.make_official(role, unit) for role, unit in offices.items()},
    }


def _recognise(scored: council_journey.Scored, leader: User) -> None:
    paper = DecisionPaper(number="12/QĐ-UBND", signed_on=clock.today(), signer_title="Chủ tịch")
    recognise_by_province(awards=[Award(scored.dossier, "GCN-01")], paper=paper, by=leader)


def test_every_link_opens_and_no_page_writes() -> None:
    problems, seen = [], set()
    for who, user in _people().items():
        client = Client()
        if user:
            client.force_login(user)
        walk = walk_links(client, "/viec-cua-toi/" if user else "/")
        problems += [f"{who}: {problem}" for problem in walk.problems]
        seen |= walk.seen

    assert problems == []
    assert len(seen) > len(ROUTES) // 2
