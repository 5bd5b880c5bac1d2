"""A small world for the desks' pages: two communes, two provinces, their officials, dossiers."""

from dataclasses import dataclass

from django.test import Client

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.products.models import Product
from tests.factories.basic import (
    Places,
    make_official,
    make_places,
    make_producer,
    make_product,
    make_user,
)
from tests.factories.desk_journey import Desk, make_desk
from tests.factories.journey import CONTACT, submitted_dossier


@dataclass(frozen=True)
class World:
    """The places, the two desks, and officials who must see nothing of Tân Hộ Cơ."""

    places: Places
    desk: Desk
    other_commune: User
    other_province: User


def make_world() -> World:
    places = make_places()
    return World(
        places=places,
        desk=make_desk(places),
        other_commune=make_official(Role.COMMUNE_OFFICER, places.sa_dec),
        other_province=make_official(Role.PROVINCE_OFFICE, places.vinh_long),
    )


def client_of(user: User | None) -> Client:
    """A browser signed in as the person; anonymous for None."""
    client = Client()
    if user:
        client.force_login(user, backend="ocop.accounts.authentication.PhoneOrEmailBackend")
    return client


def product_named(
    world: World, name: str, *, producer: str = "Cơ sở Mẫu", leaf: int = 8
) -> Product:
    """A product made at Tân Hộ Cơ, of a producer with its own representative."""
    owner = make_user("Chủ cơ sở (mẫu)")
    made_by = make_producer(world.places.tan_ho_co, owner=owner, name=producer, **CONTACT)
    return make_product(made_by, name=name, leaf=leaf)


def submitted_named(world: World, name: str, *, producer: str = "Cơ sở Mẫu") -> Dossier:
    """A dossier handed in to Tân Hộ Cơ under a name that a leak would show."""
    return submitted_dossier(world.places, product=product_named(world, name, producer=producer))
