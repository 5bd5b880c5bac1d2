"""Filling the tables, and confirming a divided unit."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from ocop.kernel.errors import RefusedError
from ocop.places import queries
from ocop.places.models import Level, Unit, UnitChange
from ocop.places.services import LoadedUnits, confirm_change, load_units

OLD, NEW = dt.date(2025, 6, 30), dt.date(2025, 7, 1)


@pytest.fixture(scope="module")
def whole_country(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The whole country in the tables for this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_units()
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_country")]


def unit(code: str, day: dt.date) -> Unit:
    found = queries.unit_on(code, day)
    assert found is not None
    return found


def test_totals_in_the_tables() -> None:
    for day, expected in ((OLD, (63, 696, 10_035)), (NEW, (34, 0, 3_321))):
        counts = tuple(queries.units_on(day, level).count() for level in Level)
        assert counts == expected
    assert UnitChange.objects.count() == 10_885
    assert UnitChange.objects.filter(is_proposal=True).count() == 1_013


def test_a_second_load_changes_nothing() -> None:
    assert load_units() == LoadedUnits(units_added=0, units_mended=0, changes_added=0)


def test_a_load_mends_what_differs() -> None:
    Unit.objects.filter(code="29929", valid_to=None).update(name="Sai tên", folded_name="sai ten")
    assert load_units() == LoadedUnits(units_added=0, units_mended=1, changes_added=0)
    assert (unit("29929", NEW).name, unit("29929", NEW).folded_name) == ("Tân Hộ Cơ", "tan ho co")


def test_every_unit_knows_its_province_of_today() -> None:
    assert not Unit.objects.filter(province_today=None).exists()
    assert not Unit.objects.filter(valid_to=None).exclude(today_id__isnull=False).exists()
    assert Unit.objects.filter(level=Level.COMMUNE, today=None).count() == 482


def test_display_with_parents(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        shown = unit("29929", OLD).display
    assert shown == "Xã Tân Hộ Cơ, huyện Tân Hồng, tỉnh Đồng Tháp"


def test_confirming_a_proposal_moves_the_unit_and_survives_a_load() -> None:
    old, new = unit("29902", OLD), unit("29905", NEW)
    assert old.today is None and not queries.is_within(old, new)
    change = queries.open_changes_of(old).get()
    confirm_change(change=change, by="Cán bộ tỉnh (mẫu)", on=dt.date(2026, 1, 5))
    old.refresh_from_db()
    assert old.today == new and queries.is_within(old, new)
    assert not queries.open_changes_of(old).exists()
    assert load_units() == LoadedUnits(units_added=0, units_mended=0, changes_added=0)
    old.refresh_from_db()
    assert old.today == new


def test_only_one_follower_is_confirmed() -> None:
    gao_giong = unit("30079", OLD)
    here, there = queries.open_changes_of(gao_giong).order_by("new__code")
    confirm_change(change=here, by="Cán bộ tỉnh (mẫu)", on=NEW)
    with pytest.raises(RefusedError, match="một đơn vị khác"):
        confirm_change(change=there, by="Cán bộ tỉnh (mẫu)", on=NEW)


def test_communes_of_a_province_today_and_then(django_assert_num_queries: Any) -> None:
    dong_thap = unit("82", NEW)
    with django_assert_num_queries(1):
        assert len(queries.communes_of(dong_thap)) == 102
    assert queries.communes_of(unit("87", OLD), OLD).count() == 141
    assert queries.communes_of(unit("75", NEW)).count() == 95
    assert queries.communes_of(unit("75", NEW), NEW).count() == 95


def test_an_office_of_today_covers_what_became_part_of_its_unit() -> None:
    dong_thap, tan_ho_co = unit("82", NEW), unit("29929", NEW)
    below = queries.unit_and_below(dong_thap)
    assert below.filter(level=Level.COMMUNE, valid_to=None).count() == 102
    assert below.filter(level=Level.PROVINCE).count() == 3
    assert {u.code for u in queries.unit_and_below(tan_ho_co)} == {"29929", "29941"}
    assert queries.is_within(unit("29929", OLD), dong_thap)
    assert queries.is_within(unit("29902", OLD), dong_thap)  # divided: the province's, no commune's
    assert not queries.is_within(unit("29308", NEW), dong_thap)


def test_an_office_that_ended_covers_only_its_own_time() -> None:
    ben_tre = unit("83", OLD)
    below = queries.unit_and_below(ben_tre)
    assert not below.filter(valid_to=None).exists()
    assert below.filter(level=Level.PROVINCE).get() == ben_tre
    assert queries.is_within(unit("28882", OLD), ben_tre)
    assert not queries.is_within(unit("28870", NEW), ben_tre)


def test_a_renewed_unit_covers_the_same_as_its_new_version() -> None:
    before, after = unit("75", dt.date(2026, 4, 29)), unit("75", dt.date(2026, 4, 30))
    assert set(queries.unit_and_below(before)) == set(queries.unit_and_below(after))
    ward = unit("25270", dt.date(2026, 4, 30))
    assert queries.is_within(unit("25270", dt.date(2026, 4, 29)), ward)
    assert queries.is_within(ward, unit("25270", dt.date(2026, 4, 29)))


def test_is_within_asks_nothing_for_an_office_of_today(django_assert_num_queries: Any) -> None:
    commune, province = unit("29929", OLD), unit("82", NEW)
    with django_assert_num_queries(0):
        assert queries.is_within(commune, province)


def test_today_of() -> None:
    assert [u.code for u in queries.today_of(unit("29929", OLD))] == ["29929"]
    assert [u.code for u in queries.today_of(unit("87", OLD))] == ["82"]
    assert {u.code for u in queries.today_of(unit("30079", OLD))} == {"30025", "30088"}
    assert {u.code for u in queries.today_of(unit("845", OLD))} == {
        "29308",
        "29317",
        "29329",
        "29335",
    }
