"""How people write places, and what is understood."""

import unicodedata

import pytest

from ocop.places.resolve import resolve

OLD_TAN_HO_CO = ("29929", "2025-06-30", ["29929"], False)


def first(text: str) -> tuple[object, ...]:
    row = resolve(text)[0].row()
    return row["code"], row["valid_to"], [each["code"] for each in row["today"]], row["confirm"]


FULL = "xã Tân Hộ Cơ, huyện Tân Hồng, tỉnh Đồng Tháp"


@pytest.mark.parametrize(
    "text",
    [
        FULL,
        FULL.upper(),
        unicodedata.normalize("NFD", FULL),
        "tỉnh Đồng Tháp, huyện Tân Hồng, xã Tân Hộ Cơ",
        "Tân Hộ Cơ, Tân Hồng, Đồng Tháp",
        "tan ho co, tan hong, dong thap",
        "thị trấn Tân Hộ Cơ, thị xã Tân Hồng, thành phố Đồng Tháp",
        "X. Tân Hộ Cơ, H.Tân Hồng, T. Đồng Tháp",
        "xã Tân Hộ Cơ huyện Tân Hồng tỉnh Đồng Tháp",
        "Tân Hộ Cơ Tân Hồng Đồng Tháp",
        "ấp Chiến Thắng, xã Tân Hộ Cơ, huyện Tân Hồng, tỉnh Đồng Tháp, Việt Nam",
        "  xã  Tân Hộ Cơ ;huyện Tân Hồng;  tỉnh Đồng Tháp ",
    ],
)
def test_an_old_commune_however_it_is_written(text: str) -> None:
    assert first(text) == OLD_TAN_HO_CO


def test_the_row_that_others_rely_on() -> None:
    assert resolve(FULL)[0].row() == {
        "code": "29929",
        "name": "Xã Tân Hộ Cơ",
        "level": "commune",
        "valid_from": "2004-07-08",
        "valid_to": "2025-06-30",
        "today": [{"code": "29929", "name": "Xã Tân Hộ Cơ"}],
        "confirm": False,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xã Tân Hộ Cơ, tỉnh Đồng Tháp", ("29929", None, ["29929"], False)),
        ("Phường Sa Đéc, Đồng Tháp", ("29905", None, ["29905"], False)),
        ("Đồng Tháp", ("82", None, ["82"], False)),
        ("tỉnh Bến Tre", ("83", "2025-06-30", ["86"], False)),
        ("TP.HCM", ("79", None, ["79"], False)),
        ("tỉnh Thừa Thiên Huế", ("46", None, ["46"], False)),
        ("Bà Rịa – Vũng Tàu", ("77", "2025-06-30", ["79"], False)),
        ("Xã Thông Hòa, Cầu Kè, Trà Vinh", ("29335", "2025-06-30", ["29335"], False)),
        # The old commune under today's province.
        ("Xã Thông Hòa, Cầu Kè, Vĩnh Long", ("29335", "2025-06-30", ["29335"], False)),
        ("Xã Hoà Nghĩa, huyện Chợ Lách, tỉnh Bến Tre", ("28882", "2025-06-30", ["28870"], False)),
        (
            "thị trấn Dương Đông, Phú Quốc, Kiên Giang",
            ("31078", "2025-06-30", ["31078"], False),
        ),
        ("phường Lộc Ninh, thành phố Đồng Nai", ("25270", None, ["25270"], False)),
        # Marks tell apart what folds to the same letters.
        ("Phường Mỹ Tho, Đồng Tháp", ("28261", None, ["28261"], False)),
        ("Xã Mỹ Thọ, Đồng Tháp", ("30076", None, ["30076"], False)),
    ],
)
def test_units_of_today_and_of_before(text: str, expected: tuple[object, ...]) -> None:
    assert first(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A ward whose pair in the source was joined by name.
        ("P3, TP. Sa Đéc, Đồng Tháp", ("29902", "2025-06-30", ["29905"], True)),
        ("Phƣờng 4, TP Sa Đéc, tỉnh Đồng Tháp", ("29908", "2025-06-30", ["29905"], True)),
        # Divided.
        (
            "xã Gáo Giồng, huyện Cao Lãnh, tỉnh Đồng Tháp",
            ("30079", "2025-06-30", ["30025", "30088"], True),
        ),
        # Misspelt.
        ("Tân Hộ Kơ, huyện Tân Hồng, Đồng Tháp", ("29929", "2025-06-30", ["29929"], True)),
        # The wrong district.
        ("xã Tân Hộ Cơ, huyện Hồng Ngự, tỉnh Đồng Tháp", ("29929", None, ["29929"], True)),
        # Two units of that name.
        ("my tho, dong thap", ("28261", None, ["28261"], True)),
        ("Tân Hồng, Đồng Tháp", ("29926", None, ["29926"], True)),
    ],
)
def test_what_a_person_must_confirm(text: str, expected: tuple[object, ...]) -> None:
    code, last, today, confirm = first(text)
    assert (code, last, sorted(today), confirm) == expected  # type: ignore[call-overload]


def test_exact_parents_come_before_other_readings() -> None:
    found = [(c.place.code, c.place.valid_to is None) for c in resolve(FULL)]
    assert found == [("29929", False), ("29929", True)]


def test_a_name_found_in_several_places_offers_them_all_for_confirmation() -> None:
    candidates = resolve("xã Long Phước")
    assert len({c.place.code for c in candidates}) == 6
    assert {c.confirm for c in candidates} == {True}


@pytest.mark.parametrize("text", ["", " , ", "Trái đất", "số 5 đường Nguyễn Huệ", "qwertyuiop"])
def test_nothing_is_invented(text: str) -> None:
    assert resolve(text) == ()
