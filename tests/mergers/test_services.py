"""Units change, and what belongs to an office follows; what is a fact of its day stays."""

import datetime as dt

import pytest
from django.apps import apps

from ocop.accounts.roles import Role
from ocop.dossiers.queries import visible_to
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.mergers import queries, records
from ocop.mergers.services import apply_due, drop_reform, enter_reform, place_records, settle_whole
from ocop.places.models import Unit, UnitChange, UnitReform
from ocop.places.reforms import ReformRow
from ocop.places.services import load_units
from ocop.producers.policy import may_edit
from ocop.producers.queries import visible_to as producers_visible_to
from ocop.products.models import KeySector
from tests.factories import basic

pytestmark = pytest.mark.django_db
BASIS = "Nghị quyết thử 1/NQ-UBTVQH"


@pytest.fixture
def places() -> basic.Places:
    return basic.make_places()


def in_force(code: str) -> Unit:
    return Unit.objects.get(code=code, valid_to=None)


def test_every_key_to_a_unit_either_follows_or_is_kept() -> None:
    keys = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if not model.__name__.startswith("Historical")
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is Unit
    }
    following = {(kind.model, kind.field) for kind in records.FOLLOWING}
    assert following & records.KEPT == set()
    assert keys == following | records.KEPT


def test_two_communes_merge_and_their_work_goes_on(places: basic.Places) -> None:
    national = basic.make_official(Role.ADMINISTRATOR, None)
    officer = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    here, there = basic.make_producer(places.tan_ho_co), basic.make_producer(places.sa_dec)
    staying = basic.make_product(here, serial=3)
    arriving = basic.make_product(there, serial=3)
    reform = enter_reform(
        rows=[
            ReformRow("29929", "29929", "merged", "Tân Hồng", "Xã"),
            ReformRow("29905", "29929", "merged"),
        ],
        legal_basis=BASIS,
        effective_on=clock.today(),
        by=national,
    )
    assert reform.state == UnitReform.State.APPLIED
    new = in_force("29929")
    assert (new.full_name, new.parent, new.province_today) == (
        "Xã Tân Hồng",
        places.dong_thap,
        places.dong_thap,
    )
    places.tan_ho_co.refresh_from_db()
    assert (places.tan_ho_co.today, places.tan_ho_co.valid_to) == (
        new,
        clock.today() - dt.timedelta(days=1),
    )
    for record in (here, there, staying, arriving):
        record.refresh_from_db()
        assert record.current_commune == new
    assert (here.commune, there.commune) == (places.tan_ho_co, places.sa_dec)
    assert {staying.serial, arriving.serial} == {3, 4}
    assert officer.memberships.get().unit == new
    assert audit.first_broken_link() is None


def test_a_province_renewed_keeps_its_dossiers_in_view(places: basic.Places) -> None:
    from tests.factories.journey import submitted_dossier

    national = basic.make_official(Role.ADMINISTRATOR, None)
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    elsewhere = basic.make_official(Role.PROVINCE_OFFICE, places.vinh_long)
    dossier = submitted_dossier(places)
    assert set(visible_to(office)) == {dossier}
    enter_reform(
        rows=[ReformRow("82", "82", "whole", new_kind="Thành phố")],
        legal_basis=BASIS,
        effective_on=clock.today(),
        by=national,
    )
    del office._held_roles
    assert set(visible_to(office)) == {dossier}
    assert set(visible_to(elsewhere)) == set()
    assert in_force("29929").parent == in_force("82")
    dossier.refresh_from_db()
    assert (dossier.commune, dossier.province) == (in_force("29929"), in_force("82"))


def test_a_change_waits_for_its_day_and_may_be_dropped(places: basic.Places) -> None:
    national = basic.make_official(Role.ADMINISTRATOR, None)
    tomorrow = clock.today() + dt.timedelta(days=1)
    rows = [ReformRow("29929", "29929", "whole", new_kind="Phường")]
    reform = enter_reform(rows=rows, legal_basis=BASIS, effective_on=tomorrow, by=national)
    assert (reform.state, apply_due()) == (UnitReform.State.PREPARED, 0)
    UnitReform.objects.filter(pk=reform.pk).update(effective_on=clock.today())
    assert apply_due() == 1
    assert in_force("29929").kind == "Phường"
    with pytest.raises(RefusedError, match="đã áp dụng"):
        drop_reform(reform=reform, by=national)


def test_only_the_countrys_administrator_changes_units(places: basic.Places) -> None:
    for user in (
        basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap),
        basic.make_official(Role.ADMINISTRATOR, places.dong_thap),
    ):
        with pytest.raises(RefusedError, match="không có quyền"):
            enter_reform(
                rows=[ReformRow("29929", "29929", "whole", new_kind="Phường")],
                legal_basis=BASIS,
                effective_on=clock.today(),
                by=user,
            )
    assert UnitReform.objects.count() == 0


def divide(places: basic.Places) -> Unit:
    """Tân Hộ Cơ, divided between two communes; returns the divided unit."""
    enter_reform(
        rows=[
            ReformRow("29929", "29931", "divided", "Tân Hồng", "Xã"),
            ReformRow("29929", "29932", "divided", "Tân Hưng", "Xã"),
        ],
        legal_basis=BASIS,
        effective_on=clock.today(),
        by=basic.make_official(Role.ADMINISTRATOR, None),
    )
    return Unit.objects.get(pk=places.tan_ho_co.pk)


def test_nothing_of_a_divided_commune_moves_by_itself(places: basic.Places) -> None:
    producer = basic.make_producer(places.tan_ho_co)
    product, other = basic.make_product(producer, serial=1), basic.make_product(producer, serial=2)
    old = divide(places)
    for record in (producer, product, other):
        record.refresh_from_db()
        assert record.current_commune is None
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    waiting = queries.with_waiting(queries.divided_visible_to(office)).get()
    assert (waiting, waiting.producers_waiting, waiting.products_waiting) == (old, 1, 2)

    hong, hung = in_force("29931"), in_force("29932")
    assert (
        place_records(old=old, new=hong, producers=[producer.pk], products=[product.pk], by=office)
        == 2
    )
    assert place_records(old=old, new=hung, producers=[], products=[other.pk], by=office) == 1
    for record, place in ((producer, hong), (product, hong), (other, hung)):
        record.refresh_from_db()
        assert record.current_commune == place
    assert not queries.where_something_waits(queries.divided_visible_to(office)).exists()


def test_a_whole_commune_may_be_held_to_be_one_of_today(places: basic.Places) -> None:
    producer = basic.make_producer(places.tan_ho_co)
    officer = basic.make_official(Role.COMMUNE_OFFICER, places.tan_ho_co)
    old = divide(places)
    assert officer.memberships.get().unit == old
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    assert settle_whole(old=old, new=in_force("29932"), by=office) == 1
    producer.refresh_from_db()
    assert producer.current_commune == in_force("29932")
    assert officer.memberships.get().unit == in_force("29932")
    assert UnitChange.objects.get(old=old, new=in_force("29932")).confirmed_on == clock.today()
    assert not queries.divided_visible_to(office).exists()


def test_settling_is_for_the_office_of_that_province(places: basic.Places) -> None:
    producer = basic.make_producer(places.tan_ho_co)
    old = divide(places)
    stranger = basic.make_official(Role.PROVINCE_OFFICE, places.vinh_long)
    assert not queries.divided_visible_to(stranger).exists()
    with pytest.raises(RefusedError, match="không có quyền"):
        settle_whole(old=old, new=in_force("29931"), by=stranger)
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    with pytest.raises(RefusedError, match="không nhận phần nào"):
        place_records(old=old, new=places.sa_dec, producers=[producer.pk], products=[], by=office)
    with pytest.raises(RefusedError, match="ít nhất một"):
        place_records(old=old, new=in_force("29931"), producers=[], products=[], by=office)


def test_the_countrys_data_do_not_undo_a_change_entered_here() -> None:
    load_units(only_provinces=["82"])
    national = basic.make_official(Role.ADMINISTRATOR, None)
    enter_reform(
        rows=[ReformRow("29929", "29929", "whole", new_kind="Phường")],
        legal_basis=BASIS,
        effective_on=clock.today(),
        by=national,
    )
    load_units(only_provinces=["82"])
    assert in_force("29929").kind == "Phường"
    assert Unit.objects.filter(code="29929").count() == 3


def test_what_waits_in_a_divided_commune_is_the_provinces(places: basic.Places) -> None:
    producer = basic.make_producer(places.tan_ho_co)
    divide(places)
    producer.refresh_from_db()
    office = basic.make_official(Role.PROVINCE_OFFICE, places.dong_thap)
    stranger = basic.make_official(Role.PROVINCE_OFFICE, places.vinh_long)
    assert set(producers_visible_to(office)) == {producer}
    assert may_edit(office, producer)
    assert not producers_visible_to(stranger).exists()
    assert not may_edit(stranger, producer)


def test_of_two_offices_that_become_one_the_others_rules_stay_behind(
    places: basic.Places,
) -> None:
    for province in (places.dong_thap, places.vinh_long):
        KeySector.objects.create(province=province, name="Dừa")
    lotus = KeySector.objects.create(province=places.vinh_long, name="Sen")
    enter_reform(
        rows=[ReformRow("82", "82", "merged"), ReformRow("86", "82", "merged")],
        legal_basis=BASIS,
        effective_on=clock.today(),
        by=basic.make_official(Role.ADMINISTRATOR, None),
    )
    new = in_force("82")
    lotus.refresh_from_db()
    assert lotus.province == new
    assert KeySector.objects.filter(province=new, name="Dừa").count() == 1
    assert KeySector.objects.filter(name="Dừa").count() == 2
