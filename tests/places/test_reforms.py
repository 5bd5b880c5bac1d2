"""What a change of units means, before anything is written."""

from ocop.places.reforms import ReformRow, UnitFacts, plan_reform, read_rows

UNITS = (
    UnitFacts("82", "Đồng Tháp", "Tỉnh"),
    UnitFacts("86", "Vĩnh Long", "Tỉnh"),
    UnitFacts("29929", "Tân Hộ Cơ", "Xã", "82"),
    UnitFacts("29905", "Sa Đéc", "Phường", "82"),
    UnitFacts("29308", "Cầu Kè", "Xã", "86"),
)


def planned(*rows: ReformRow) -> tuple[dict[str, UnitFacts], list[str]]:
    plan = plan_reform(rows, UNITS)
    return {unit.code: unit for unit in plan.begun}, [f.message for f in plan.findings]


def test_a_commune_becomes_a_ward() -> None:
    begun, found = planned(ReformRow("29929", "29929", "whole", new_kind="Phường"))
    assert found == []
    assert begun == {"29929": UnitFacts("29929", "Tân Hộ Cơ", "Phường", "82")}


def test_two_communes_become_one_that_keeps_a_code() -> None:
    begun, found = planned(
        ReformRow("29929", "29929", "merged", "Tân Hồng", "Xã"),
        ReformRow("29905", "29929", "merged"),
    )
    assert found == []
    assert begun == {"29929": UnitFacts("29929", "Tân Hồng", "Xã", "82")}


def test_a_province_that_changes_takes_its_communes_along() -> None:
    plan = plan_reform([ReformRow("82", "82", "whole", new_kind="Thành phố")], UNITS)
    assert plan.findings == ()
    assert sorted(plan.ended) == ["29905", "29929", "82"]
    assert {unit.code: (unit.kind, unit.parent_code) for unit in plan.begun} == {
        "82": ("Thành phố", ""),
        "29929": ("Xã", "82"),
        "29905": ("Phường", "82"),
    }


def test_communes_of_a_merged_province_stand_under_the_other() -> None:
    begun, found = planned(
        ReformRow("86", "82", "merged", "Đồng Tháp", "Tỉnh"),
        ReformRow("82", "82", "merged"),
    )
    assert found == []
    assert {code: unit.parent_code for code, unit in begun.items()} == {
        "82": "",
        "29929": "82",
        "29905": "82",
        "29308": "82",
    }


def test_a_commune_that_takes_in_another_must_be_named() -> None:
    _, found = planned(ReformRow("29929", "29905", "merged", "Sa Đéc", "Phường"))
    assert found == [
        "Mã 29905 đang là Phường Sa Đéc. Nếu đơn vị này nhận thêm đất, thêm dòng 29905, 29905, nhập."
    ]


def test_a_divided_province_asks_where_each_commune_goes() -> None:
    _, found = planned(
        ReformRow("82", "82", "divided", "Đồng Tháp", "Tỉnh"),
        ReformRow("82", "99", "divided", "Sa Đéc", "Tỉnh"),
        ReformRow("29905", "29905", "whole", new_parent="99"),
    )
    assert found == [
        "Tỉnh mã 82 được chia, hãy ghi xã Tân Hộ Cơ (mã 29929) về tỉnh nào.",
    ]


def test_what_does_not_fit_is_named_with_its_line() -> None:
    plan = plan_reform(
        [
            ReformRow("11111", "11112", "whole"),
            ReformRow("29929", "82", "whole"),
            ReformRow("29905", "29905", "đổi tên"),
        ],
        UNITS,
    )
    assert [(f.place, f.message) for f in plan.findings] == [
        ("1", "Không có đơn vị nào mang mã 11111 đang có hiệu lực."),
        ("2", "Mã mới phải cùng cấp với mã cũ: 2 chữ số cho tỉnh, 5 chữ số cho xã."),
        ("3", "Cột cách đổi ghi một trong: giữ nguyên, nhập, chia."),
    ]


def test_parts_must_agree() -> None:
    _, found = planned(
        ReformRow("29929", "29930", "merged", "Tân Hồng", "Xã"),
        ReformRow("29905", "29930", "merged", "Tân Hưng", "Xã"),
    )
    assert found == ["Đơn vị mới mã 29930 được ghi hai cách khác nhau: Xã Tân Hồng và Xã Tân Hưng."]
    _, found = planned(ReformRow("29929", "29930", "divided", "Tân Hồng", "Xã"))
    assert found == ["Đơn vị bị chia phải có ít nhất hai dòng."]
    _, found = planned(ReformRow("29929", "29930", "merged"))
    assert found == ["Ghi tên và loại của đơn vị mới mã 29930."]
    assert planned()[1] == ["Chưa có dòng nào. Mỗi dòng nói một đơn vị cũ thành đơn vị mới nào."]


def test_rows_are_read_from_a_table() -> None:
    text = "Mã cũ;Mã mới;Cách đổi;Tên;Loại;Tỉnh\n29929;29929;Nhập;Tân  Hồng;Xã;82\n\n29905; 29929 ;nhập\n"
    assert read_rows(text) == [
        ReformRow("29929", "29929", "merged", "Tân Hồng", "Xã", "82"),
        ReformRow("29905", "29929", "merged"),
    ]
