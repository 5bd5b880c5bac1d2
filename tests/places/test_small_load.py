"""A part of the country, for tests and small installations; units entered one by one."""

import datetime as dt

import pytest

from ocop.places import queries
from ocop.places.models import Level, Unit
from ocop.places.services import LoadedUnits, load_units

pytestmark = pytest.mark.django_db


def test_one_province_with_all_it_was_made_of() -> None:
    load_units(only_provinces=["82"])
    assert queries.units_on(dt.date(2025, 7, 1), Level.COMMUNE).count() == 102
    assert [u.name for u in queries.units_on(dt.date(2025, 6, 30), Level.PROVINCE)] == [
        "Tiền Giang",
        "Đồng Tháp",
    ]
    assert load_units(only_provinces=["82"]) == LoadedUnits(0, 0, 0)
    assert load_units(only_provinces=["86"]).units_added > 124


def test_a_unit_entered_on_its_own_follows_itself() -> None:
    day = dt.date(2025, 7, 1)
    province = Unit.objects.create(
        code="82", kind="Tỉnh", name="Đồng Tháp", level=Level.PROVINCE, valid_from=day
    )
    commune = Unit.objects.create(
        code="29929",
        kind="Xã",
        name="Tân Hộ Cơ",
        level=Level.COMMUNE,
        parent=province,
        valid_from=day,
    )
    assert (commune.today, commune.province_today) == (commune, province)
    assert commune.folded_name == "tan ho co"
    assert set(queries.unit_and_below(province)) == {province, commune}
    assert load_units(only_provinces=["82"]).units_mended == 2
