"""The data itself: totals, followers, corrections."""

import datetime as dt
from collections import Counter

import pytest

from ocop.places import gazetteer

UNITS = gazetteer.load()


def totals(day: dt.date) -> dict[str, int]:
    return dict(Counter(place.level for place in UNITS.places if place.is_valid_on(day)))


def follows(code: str, day: dt.date) -> tuple[list[str], bool]:
    place = UNITS.on(code, day)
    assert place is not None
    followers = UNITS.today(place)
    return sorted(each.code for each in followers.places), followers.certain


OLD, NEW = dt.date(2025, 6, 30), dt.date(2025, 7, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (OLD, {"province": 63, "district": 696, "commune": 10_035}),
        (NEW, {"province": 34, "commune": 3_321}),
        (dt.date(2026, 4, 30), {"province": 34, "commune": 3_321}),
        (dt.date(2026, 9, 1), {"province": 34, "commune": 3_321}),
        (dt.date(2026, 9, 20), {"province": 34, "commune": 3_321}),
    ],
)
def test_totals_on_a_day(day: dt.date, expected: dict[str, int]) -> None:
    assert totals(day) == expected


@pytest.mark.parametrize(
    ("day", "wards", "communes"),
    [(NEW, 687, 2_621), (dt.date(2026, 4, 30), 697, 2_611), (dt.date(2026, 9, 20), 709, 2_599)],
)
def test_wards_and_communes_on_a_day(day: dt.date, wards: int, communes: int) -> None:
    kinds = Counter(place.kind for place in UNITS.places if place.is_valid_on(day))
    assert (kinds["Phường"], kinds["Xã"], kinds["Đặc khu"]) == (wards, communes, 13)


def test_no_day_has_two_versions_of_a_code_and_none_is_missing_between() -> None:
    for place in UNITS.places:
        later = [each for each in UNITS.versions(place.code) if each.valid_from > place.valid_from]
        if later:
            assert place.valid_to == later[0].valid_from - dt.timedelta(days=1)


def test_every_unit_has_the_parent_its_level_needs() -> None:
    for place in UNITS.places:
        levels = [each.level for each in UNITS.ancestors(place)]
        if place.level == "province":
            assert levels == []
        elif place.level == "district" or place.valid_from >= NEW:
            assert levels == ["province"]
        else:
            assert levels == ["district", "province"]


def test_every_ended_unit_is_followed_and_all_of_it_in_its_new_province() -> None:
    for place in UNITS.places:
        followers = UNITS.today(place).places
        assert followers
        tops = {(each, *UNITS.ancestors(each))[-1].code for each in followers}
        province = (place, *UNITS.ancestors(place))[-1]
        assert tops == {each.code for each in UNITS.today(province).places}


def test_tan_ho_co_before_and_after() -> None:
    before, after = UNITS.versions("29929")
    assert UNITS.display(before) == "Xã Tân Hộ Cơ, huyện Tân Hồng, tỉnh Đồng Tháp"
    assert UNITS.display(after) == "Xã Tân Hộ Cơ, tỉnh Đồng Tháp"
    assert [each.code for each in UNITS.ancestors(before)] == ["869", "87"]
    assert [each.code for each in UNITS.ancestors(after)] == ["82"]
    assert follows("29929", OLD) == (["29929"], True)
    assert after.legal_basis.startswith("Nghị quyết 1663/NQ-UBTVQH15")


def test_a_province_code_used_again_names_another_unit() -> None:
    before, after = UNITS.versions("82")
    assert (before.name, after.name) == ("Tiền Giang", "Đồng Tháp")
    assert follows("82", OLD) == follows("87", OLD) == (["82"], True)


def test_cau_ke_district_is_followed_by_four_communes() -> None:
    assert follows("845", OLD) == (["29308", "29317", "29329", "29335"], True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("29902", "29905"),  # Phường 3 and Phường 4, Sa Đéc
        ("29908", "29905"),
        ("28252", "28249"),  # Phường 4 and Phường 6, Mỹ Tho
        ("28270", "28270"),
        ("28437", "28435"),  # Phường 3 and Phường 4, Cai Lậy
        ("28439", "28439"),
    ],
)
def test_wards_joined_to_cao_lanh_by_name_are_proposals_to_their_own_place(
    old: str, new: str
) -> None:
    assert follows(old, OLD) == ([new], False)


def test_a_divided_commune_names_every_part_as_a_proposal() -> None:
    gao_giong = UNITS.on("30079", OLD)
    assert gao_giong is not None and gao_giong.name == "Gáo Giồng"
    changes = UNITS.changes_from(gao_giong)
    assert {(change.kind, change.is_proposal) for change in changes} == {("divided", True)}
    assert len(changes) == 2


def test_an_island_district_is_followed_by_the_special_zone() -> None:
    assert follows("498", OLD) == (["20333"], True)


DONG_NAI = [
    "25270",
    "25357",
    "25363",
    "26116",
    "26170",
    "26248",
    "26326",
    "26368",
    "26425",
    "26485",
]


@pytest.mark.parametrize("code", DONG_NAI)
def test_ten_communes_of_dong_nai_become_wards(code: str) -> None:
    before, after = UNITS.on(code, dt.date(2026, 4, 29)), UNITS.on(code, dt.date(2026, 4, 30))
    assert before is not None and after is not None
    assert (before.kind, after.kind, before.name) == ("Xã", "Phường", after.name)
    assert UNITS.display(before).endswith("tỉnh Đồng Nai")
    assert UNITS.display(after).endswith("thành phố Đồng Nai")


@pytest.mark.parametrize(
    ("code", "day"),
    [("75", dt.date(2026, 4, 30)), ("22", dt.date(2026, 9, 1)), ("24", dt.date(2026, 9, 20))],
)
def test_three_provinces_become_cities(code: str, day: dt.date) -> None:
    before, after = UNITS.on(code, day - dt.timedelta(days=1)), UNITS.on(code, day)
    assert before is not None and after is not None
    assert (before.kind, after.kind) == ("Tỉnh", "Thành phố")
    assert "/2026/QH16" in after.legal_basis


@pytest.mark.parametrize("code", ["29983", "30130", "28615"])
def test_doubtful_centroids_are_left_out(code: str) -> None:
    place = UNITS.on(code, NEW)
    assert place is not None
    assert (place.latitude, place.longitude) == ("", "")


def test_centroids_lie_in_vietnam() -> None:
    known = [(float(p.latitude), float(p.longitude)) for p in UNITS.places if p.latitude]
    assert len(UNITS.places) - len(known) == 31
    assert all(7 < latitude < 24 and 102 < longitude < 118 for latitude, longitude in known)
