"""A council of three scorers with one product open for scoring, and a browser for each person."""

from collections.abc import Callable

import pytest
from django.test import Client

from ocop.accounts.models import User
from ocop.councils.models import AgendaItem
from tests.factories.basic import Places, make_places
from tests.factories.council_journey import World, accepted_dossier, council_with, open_session


@pytest.fixture
def places() -> Places:
    return make_places()


@pytest.fixture
def world(places: Places) -> World:
    return council_with(places, members=2)


@pytest.fixture
def item(places: Places, world: World) -> AgendaItem:
    return open_session(world, accepted_dossier(places)).items.get()


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """A client signed in as the person."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
        return client

    return sign_in
