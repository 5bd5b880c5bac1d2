"""Products: entering, changing, photos."""

import pytest

from ocop.kernel.errors import RefusedError
from ocop.products.services import add_photo, register_product, update_product
from tests.factories.basic import make_places, make_user
from tests.factories.journey import owner_of, started_dossier, stored_photo

pytestmark = pytest.mark.django_db


def test_an_idea_needs_only_a_name_and_a_place() -> None:
    places = make_places()
    owner, producer = owner_of(places)
    idea = register_product(
        producer=producer, name="Mứt  ổi", commune=places.sa_dec, by=owner, stage="idea"
    )
    assert (idea.name, idea.folded_name, idea.leaf) == ("Mứt ổi", "mut oi", None)
    assert idea.current_commune == places.sa_dec
    with pytest.raises(RefusedError):
        register_product(producer=producer, name="Mứt", commune=places.sa_dec, by=make_user())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"leaf": 27}, "leaf"),
        ({"leaf": 0}, "leaf"),
        ({"stage": "x"}, "stage"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changes, field) -> None:
    places = make_places()
    owner, producer = owner_of(places)
    with pytest.raises(RefusedError) as refusal:
        register_product(
            producer=producer, by=owner, **({"name": "Khô", "commune": places.sa_dec} | changes)
        )
    assert refusal.value.field == field


def test_group_and_place_are_bound_while_a_dossier_is_open() -> None:
    places = make_places()
    dossier = started_dossier(places)
    product, owner = dossier.product, dossier.created_by
    for changes in ({"leaf": 9}, {"commune": places.sa_dec}):
        with pytest.raises(RefusedError):
            update_product(product=product, by=owner, **changes)
        product.refresh_from_db()
    assert update_product(product=product, by=owner, name="Khô mới").leaf == 8
    dossier.state = "withdrawn"
    dossier.save()
    assert update_product(product=product, by=owner, leaf=9).leaf == 9


def test_photos_are_pictures_in_order() -> None:
    dossier = started_dossier(make_places())
    product, owner = dossier.product, dossier.created_by
    first = add_photo(product=product, file=stored_photo(owner), by=owner)
    second = add_photo(product=product, file=stored_photo(owner), by=owner, caption="Bao bì")
    assert list(product.photos.all()) == [first, second]
    with pytest.raises(RefusedError):
        add_photo(product=product, file=stored_photo(owner), by=make_user())
