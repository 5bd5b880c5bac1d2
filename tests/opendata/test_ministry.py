"""The ministry's tables: shapes as recorded, what does not fit reported and never cut."""

import datetime as dt

import pytest
from django.test import Client

from ocop.accounts.roles import Role
from ocop.cli.main import main
from ocop.kernel import clock
from ocop.opendata.ministry import TABLES, Finding, checked, export, table
from tests.factories.basic import Places, make_official, make_places
from tests.web.api.world import listed

TODAY = dt.date(2026, 11, 22)
OCOP = table("ptnt_ocop")


def test_the_columns_of_ptnt_ocop_are_those_recorded() -> None:
    assert OCOP is not None
    assert [(field.name, field.kind, field.length) for field in OCOP.fields] == [
        ("MA_OCOP", "integer", 0),
        ("Ma_DonViHanhChinh", "text", 10),
        ("Ma_ThoiGian", "text", 10),
        ("Ma_SanPham", "text", 10),
        ("TenSanPham", "text", 255),
        ("XepHang", "text", 50),
        ("ChuTheSXKD", "text", 255),
        ("DoanhThuNam", "decimal", 0),
        ("TrangThai", "text", 10),
    ]


def test_what_does_not_fit_is_said() -> None:
    assert OCOP is not None
    row = (1, "29929", "202401", "82-29929-3-2024", "T" * 256, "4*", "Cơ sở", None, "1")

    findings = list(checked(OCOP.fields, [row]))

    assert findings == [
        Finding(1, "Ma_SanPham", "too_long", "Dài 15 ký tự, cột chỉ nhận 10."),
        Finding(1, "TenSanPham", "too_long", "Dài 256 ký tự, cột chỉ nhận 255."),
    ]


@pytest.fixture
def places(db: None) -> Places:
    return make_places()


def test_a_line_of_the_register(places: Places, settings: object) -> None:
    settings.OCOP_MINISTRY_STATES = {"in_force": "1"}  # type: ignore[attr-defined]
    [certificate] = listed(places.tan_ho_co, name="Trà tim sen")
    listed(places.cau_ke)
    assert OCOP is not None

    made = export(OCOP, TODAY, places.dong_thap)

    product = certificate.recognition.product
    assert made.rows == (
        (
            product.pk, "29929", "202401", certificate.product_code, "Trà tim sen", "4*",
            product.producer.name, None, "1",
        ),
    )  # fmt: skip
    assert [(one.column, one.kind) for one in made.findings] == [("Ma_SanPham", "too_long")]


def test_a_code_list_that_is_not_known_is_said(places: Places) -> None:
    listed(places.tan_ho_co)
    assert OCOP is not None

    findings = export(OCOP, TODAY).findings

    assert ("TrangThai", "empty") in [(one.column, one.kind) for one in findings]


@pytest.mark.parametrize("name", [one.name for one in TABLES])
def test_every_table_is_filled_in_its_shape(places: Places, name: str) -> None:
    listed(places.tan_ho_co, 2)
    chosen = table(name)
    assert chosen is not None

    made = export(chosen, TODAY)

    assert {len(row) for row in made.rows} <= {len(chosen.fields)}
    assert "wrong_kind" not in {one.kind for one in made.findings}
    assert "0901234567" not in str(made.rows)


def test_an_office_exports_its_own_province(client: Client, places: Places) -> None:
    listed(places.tan_ho_co, name="Trà tim sen")
    listed(places.cau_ke, name="Dừa sáp")
    client.force_login(make_official(Role.PROVINCE_OFFICE, places.dong_thap))

    own = client.get("/ban-lam-viec/du-lieu-mo/bang/PTNT_OCOP/tep.csv").content.decode()
    other = client.get("/ban-lam-viec/du-lieu-mo/bang/PTNT_OCOP/tep.csv?tinh=86").content.decode()
    page = client.get("/ban-lam-viec/du-lieu-mo/bang/PTNT_OCOP/").content.decode()

    assert "Trà tim sen" in own
    assert "Dừa sáp" not in own + other
    assert "chưa đối chiếu với văn bản chính thức" in page


def test_the_ministry_makes_a_snapshot_from_its_desk(client: Client, places: Places) -> None:
    client.force_login(make_official(Role.MINISTRY_OFFICE, None))

    client.post("/ban-lam-viec/du-lieu-mo/lap-ban/")

    assert "Dừng" in client.get("/ban-lam-viec/du-lieu-mo/").content.decode()


def test_the_command(places: Places, tmp_path: object, capsys: object) -> None:
    listed(places.tan_ho_co, name="Trà tim sen")
    target = tmp_path / "bang.csv"  # type: ignore[operator]

    status = main(["export", "ministry", "--table", "PTNT_OCOP", "--output", str(target)])

    assert status == 1
    assert "Trà tim sen" in target.read_text()
    assert main(["export", "ministry", "--table", "X"]) == 2
    assert main(["export", "ministry", "--table", "PTNT_OCOP", "--province", "99"]) == 2
    assert clock.today() >= TODAY
