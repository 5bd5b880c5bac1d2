"""Who sees which dossier and file; every leak here would be a real one."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.dossiers import policy
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries import readable_files, visible_to, with_names
from ocop.dossiers.states import DossierState
from ocop.producers import vault
from ocop.producers.services import add_person, end_person
from tests.factories.basic import make_official, make_places, make_producer, make_user
from tests.factories.journey import filled_dossier, stored_photo, submitted_dossier

pytestmark = pytest.mark.django_db


def _sees(user: User | AnonymousUser, dossier: Dossier) -> bool:
    return visible_to(_fresh(user)).filter(pk=dossier.pk).exists()


def _fresh(user):
    return User.objects.get(pk=user.pk) if user.is_authenticated else user


def _move(dossier: Dossier, state: DossierState) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state=state)


def test_a_draft_belongs_to_its_producer_alone() -> None:
    places = make_places()
    dossier = filled_dossier(places)
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    auditor = make_official(Role.AUDITOR, None)
    assert _sees(dossier.created_by, dossier)
    assert not any(_sees(user, dossier) for user in (officer, office, auditor, AnonymousUser()))


def test_a_submitted_dossier_is_seen_by_its_own_desks() -> None:
    places = make_places()
    dossier = submitted_dossier(places)
    insiders = [
        make_official(Role.COMMUNE_OFFICER, places.tan_ho_co),
        make_official(Role.COMMUNE_LEADER, places.tan_ho_co),
        make_official(Role.PROVINCE_OFFICE, places.dong_thap),
        make_official(Role.PROVINCE_LEADER, places.dong_thap),
        make_official(Role.AUDITOR, places.dong_thap),
        make_official(Role.AUDITOR, None),
    ]
    outsiders = [
        make_user(),
        make_official(Role.COMMUNE_OFFICER, places.sa_dec),
        make_official(Role.COMMUNE_OFFICER, places.cau_ke),
        make_official(Role.PROVINCE_OFFICE, places.vinh_long),
        make_official(Role.AUDITOR, places.vinh_long),
        make_official(Role.ADVISORY_TEAM, places.dong_thap),
        make_official(Role.DEPARTMENT, places.dong_thap),
        make_official(Role.COUNCIL_MEMBER, places.dong_thap),
        make_official(Role.MINISTRY_OFFICE, None),
        make_official(Role.MINISTER, None),
        make_official(Role.ADMINISTRATOR, None),
        AnonymousUser(),
    ]
    assert [_sees(user, dossier) for user in insiders] == [True] * 6
    assert [_sees(user, dossier) for user in outsiders] == [False] * 12


def test_advisers_and_departments_see_what_reached_the_province() -> None:
    places = make_places()
    dossier = submitted_dossier(places)
    _move(dossier, DossierState.AT_PROVINCE)
    assert _sees(make_official(Role.ADVISORY_TEAM, places.dong_thap), dossier)
    assert _sees(make_official(Role.DEPARTMENT, places.dong_thap), dossier)
    assert _sees(make_official(Role.DEPARTMENT, places.dong_thap, sectors=["I"]), dossier)
    assert not _sees(make_official(Role.DEPARTMENT, places.dong_thap, sectors=["II"]), dossier)
    assert not _sees(make_official(Role.ADVISORY_TEAM, places.vinh_long), dossier)


def test_a_helper_sees_until_the_part_ends() -> None:
    dossier = filled_dossier(make_places())
    helper = make_user(email="to-cong-nghe@example.vn")
    person = add_person(
        producer=dossier.product.producer,
        contact="To-Cong-Nghe@example.vn",
        part="helper",
        by=dossier.created_by,
    )
    assert _sees(helper, dossier)
    assert policy.may_edit(_fresh(helper), dossier)
    person.starts_on = person.starts_on.replace(year=2025)
    person.save()
    end_person(person=person, by=_fresh(dossier.created_by))
    assert not _sees(helper, dossier)
    assert not policy.may_edit(_fresh(helper), dossier)


def test_desks_open_the_files_handed_in_and_no_newer_ones() -> None:
    places = make_places()
    dossier = submitted_dossier(places)
    owner = dossier.created_by
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    handed = set(dossier.submissions.get().files.all())
    later = stored_photo(owner)
    vault.add_files(paper=dossier.evidence.first().paper, files=[later], by=owner)
    assert set(readable_files(officer)) == handed
    assert set(readable_files(owner)) == handed | {later}
    for stranger in (make_user(), make_official(Role.COMMUNE_OFFICER, places.sa_dec)):
        assert not readable_files(stranger).exists()
    assert not readable_files(AnonymousUser()).exists()


def test_each_act_has_its_desk() -> None:
    places = make_places()
    dossier = submitted_dossier(places)
    officer = make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    office = make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    neighbour = make_official(Role.COMMUNE_OFFICER, places.sa_dec)
    assert policy.allowed_acts(dossier.created_by, dossier) == {"withdraw"}
    assert policy.allowed_acts(officer, dossier) == {"receive_at_commune"}
    assert policy.allowed_acts(neighbour, dossier) == frozenset()
    assert policy.allowed_acts(office, dossier) == frozenset()
    dossier.state = DossierState.AT_PROVINCE
    assert policy.allowed_acts(office, dossier) == {"accept", "return_from_province"}
    dossier.state = DossierState.FORWARDED
    assert policy.allowed_acts(office, dossier) == frozenset()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_with_names_is_one_query(count, django_assert_num_queries) -> None:
    places = make_places()
    for _ in range(count):
        submitted_dossier(places)
    officer = _fresh(make_official(Role.COMMUNE_OFFICER, places.tan_ho_co))
    visible_to(officer)
    with django_assert_num_queries(1):
        rows = [
            (row.product.producer.name, row.commune.name, row.province.name)
            for row in with_names(visible_to(officer))
        ]
    assert len(rows) == count


def test_what_was_handed_in_stays_with_who_handed_it_in() -> None:
    places = make_places()
    dossier = submitted_dossier(places)
    _move(dossier, DossierState.RECOGNISED)
    former = dossier.product.producer.people.get(part="owner").user
    buyer = make_user()
    product = dossier.product
    product.producer = make_producer(places.tan_ho_co, owner=buyer)
    product.save()
    assert _sees(former, dossier)
    assert not _sees(buyer, dossier)
    assert not readable_files(buyer).exists()
