"""Producers and the people who act for them."""

import pytest

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.kernel.models import AuditEntry
from ocop.producers import policy, queries
from ocop.producers.models import LegalForm
from ocop.producers.services import add_person, end_person, register_producer, update_producer
from tests.factories.basic import make_official, make_places, make_producer, make_user

pytestmark = pytest.mark.django_db


def _fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_person_registers_their_own_producer() -> None:
    places, owner = make_places(), make_user()
    producer = register_producer(
        name="  Cơ sở   khô Mẫu ",
        legal_form=LegalForm.HOUSEHOLD,
        commune=places.tan_ho_co,
        by=owner,
        owner=owner,
        phone="0912345678",
    )
    assert (producer.name, producer.folded_name) == ("Cơ sở khô Mẫu", "co so kho mau")
    assert producer.current_commune == places.tan_ho_co
    assert policy.is_owner(owner, producer.pk)
    assert AuditEntry.objects.get().act == "producer_registered"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"legal_form": "shop"}, "legal_form"),
        ({"commune": "province"}, "commune"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changes, field) -> None:
    places, owner = make_places(), make_user()
    if "commune" in changes:
        changes = {"commune": places.dong_thap}
    values = {"name": "Mẫu", "legal_form": "farm", "commune": places.tan_ho_co} | changes
    with pytest.raises(RefusedError) as refusal:
        register_producer(by=owner, owner=owner, **values)
    assert refusal.value.field == field


def test_officials_write_only_for_a_producer_of_their_place_that_has_nobody() -> None:
    places = make_places()
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    alone = register_producer(
        name="Cơ sở ghi lại (mẫu)",
        legal_form=LegalForm.UNKNOWN,
        commune=places.tan_ho_co,
        by=officer,
        owner=None,
    )
    update_producer(producer=alone, by=officer, address="Ấp 1")
    neighbour = make_official(Role.COMMUNE_OFFICER, places.sa_dec)
    peopled = make_producer(places.tan_ho_co, owner=make_user())
    for user, producer in ((neighbour, alone), (officer, peopled), (make_user(), alone)):
        with pytest.raises(RefusedError):
            update_producer(producer=producer, by=user, address="Ấp 2")
    with pytest.raises(RefusedError):
        register_producer(
            name="Mẫu", legal_form="farm", commune=places.sa_dec, by=officer, owner=None
        )


def test_people_are_added_by_the_representative_and_recorded() -> None:
    places, owner, helper = make_places(), make_user(), make_user(phone="0912000222")
    producer = make_producer(places.tan_ho_co, owner=owner)
    person = add_person(producer=producer, contact="0912 000 222", part="helper", by=owner)
    for contact in ("0912 000 222", "0912 999 999", "12", "khong-co@example.vn"):
        with pytest.raises(RefusedError) as refusal:
            add_person(producer=producer, contact=contact, part="helper", by=owner)
        assert refusal.value.field == "contact"
    with pytest.raises(RefusedError):
        add_person(producer=producer, contact="0912000222", part="owner", by=owner)
    with pytest.raises(RefusedError):
        end_person(person=person, by=_fresh(helper))
    end_person(person=person, by=owner)
    with pytest.raises(RefusedError):
        end_person(person=producer.people.get(part="owner"), by=owner)
    assert [entry.act for entry in AuditEntry.objects.all()] == [
        "producer_person_added",
        "producer_person_removed",
    ]
    assert (
        add_person(producer=producer, contact="0912000222", part="staff", by=owner).pk != person.pk
    )


def test_producers_are_seen_at_their_place() -> None:
    places, owner = make_places(), make_user()
    producer = make_producer(places.tan_ho_co, owner=owner)
    seeing = [
        owner,
        make_official(Role.COMMUNE_LEADER, places.tan_ho_co),
        make_official(Role.PROVINCE_OFFICE, places.dong_thap),
        make_official(Role.MINISTRY_OFFICE, None),
    ]
    blind = [
        make_user(),
        make_official(Role.COMMUNE_LEADER, places.sa_dec),
        make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        make_official(Role.COUNCIL_MEMBER, places.dong_thap),
        make_official(Role.ADMINISTRATOR, None),
    ]
    assert [list(queries.visible_to(_fresh(user))) for user in seeing] == [[producer]] * 4
    assert [list(queries.visible_to(_fresh(user))) for user in blind] == [[]] * 5
