"""What no database holds is answered as a malformed request, on every route and nothing written."""

import pytest
from django.test import Client
from django.urls import reverse

from ocop.accounts.roles import Role
from ocop.councils.models import Session
from tests.factories.basic import make_official, make_places
from tests.factories.council_journey import accepted_dossier, council_with, open_session

pytestmark = pytest.mark.django_db
TOO_LONG = "9" * 25


def _client(user) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    return client


def test_a_list_of_ids_too_long_for_the_database_is_refused_and_nothing_written() -> None:
    places = make_places()
    world = council_with(places, members=2)
    session = open_session(world, accepted_dossier(places))
    before = set(session.present.values_list("pk", flat=True))
    answer = _client(world.chair).post(
        reverse("desk:councils:attendance", args=[session.pk]), {"present": [TOO_LONG]}
    )
    # PostgreSQL finds no such member, SQLite cannot even ask.
    assert answer.status_code in {400, 422}
    assert set(Session.objects.get().present.values_list("pk", flat=True)) == before


def test_an_address_with_such_an_id_is_no_error_of_ours() -> None:
    make_places()
    assert Client(raise_request_exception=False).get(f"/san-pham/{TOO_LONG}/").status_code in {
        400,
        404,
    }


@pytest.mark.parametrize("typed", ["\0", "a\0b"])
@pytest.mark.parametrize("name", ["tim", "xa", "loc", "xep", "trang"])
def test_a_search_with_a_zero_byte_is_no_error_of_ours(name: str, typed: str) -> None:
    office = make_official(Role.PROVINCE_OFFICE, make_places().dong_thap)
    answer = _client(office).get(reverse("desk:province:queue"), {name: typed})
    assert answer.status_code in {200, 400}
    assert Client(raise_request_exception=False).get("/", {name: typed}).status_code in {200, 400}
