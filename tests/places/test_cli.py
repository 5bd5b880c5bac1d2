"""`ocop places`: stable JSON, clear refusals, no database."""

import json
import subprocess
import sys

import pytest

from ocop.cli.main import main


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    status = main(["places", *argv])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_show_prints_the_version_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "show", "29929", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "code": "29929",
        "name": "Xã Tân Hộ Cơ",
        "kind": "Xã",
        "level": "commune",
        "parents": [{"code": "82", "name": "Tỉnh Đồng Tháp"}],
        "valid_from": "2025-07-01",
        "valid_to": None,
        "legal_basis": "Nghị quyết 1663/NQ-UBTVQH15 ngày 16/6/2025; "
        "mã số theo Quyết định 19/2025/QĐ-TTg",
        "latitude": "10.9046",
        "longitude": "105.473",
        "today": [{"code": "29929", "name": "Xã Tân Hộ Cơ"}],
        "confirm": False,
        "versions": [
            {"name": "Xã Tân Hộ Cơ", "valid_from": "2004-07-08", "valid_to": "2025-06-30"},
            {"name": "Xã Tân Hộ Cơ", "valid_from": "2025-07-01", "valid_to": None},
        ],
    }


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2025-06-30", "Thị trấn Lộc Ninh"),
        ("29/4/2026", "Xã Lộc Ninh"),
        ("2026-04-30", "Phường Lộc Ninh"),
    ],
)
def test_show_on_a_day(capsys: pytest.CaptureFixture[str], day: str, name: str) -> None:
    status, out, _ = run(capsys, "show", "25270", "--on", day, "--json")
    assert (status, json.loads(out)["name"]) == (0, name)


def test_show_an_ended_unit_says_what_follows(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "show", "29902")
    assert status == 0
    assert out.splitlines()[0] == "29902  Phường 3, thành phố Sa Đéc, tỉnh Đồng Tháp"
    assert out.splitlines()[-1] == "Nay là: Phường Sa Đéc (29905) (đề xuất, cần xác nhận)"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["show", "99"], "Không có đơn vị hành chính nào mang mã 99."),
        (
            ["show", "82", "--on", "31/02/2026"],
            "Ngày “31/02/2026” không đúng. Ghi như 2026-04-30 hoặc 30/4/2026.",
        ),
        (
            ["show", "87", "--on", "2025-07-01"],
            "Ngày 01/07/2025 không có đơn vị nào mang mã 87 "
            "(Tỉnh Đồng Tháp từ 08/07/2004 đến 30/06/2025).",
        ),
        (
            ["resolve", "Trái đất", "--json"],
            "Không tìm thấy đơn vị hành chính nào như “Trái đất”. "
            "Ghi xã, huyện (nếu là địa chỉ cũ) và tỉnh, cách nhau bằng dấu phẩy.",
        ),
    ],
)
def test_refusals(capsys: pytest.CaptureFixture[str], argv: list[str], message: str) -> None:
    assert run(capsys, *argv) == (1, "", message + "\n")


def test_resolve_prints_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(
        capsys, "resolve", "xã Tân Hộ Cơ, huyện Tân Hồng, tỉnh Đồng Tháp", "--json"
    )
    rows = json.loads(out)
    assert status == 0
    assert [(row["code"], row["valid_to"]) for row in rows] == [
        ("29929", "2025-06-30"),
        ("29929", None),
    ]
    assert list(rows[0]) == [
        "code",
        "name",
        "level",
        "valid_from",
        "valid_to",
        "today",
        "confirm",
    ]


def test_resolve_reads_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "resolve", "P4, TP Sa Đéc, Đồng Tháp")
    assert out.splitlines() == [
        "29908  Phường 4, thành phố Sa Đéc, tỉnh Đồng Tháp, từ 08/07/2004 đến 30/06/2025",
        "       nay là: Phường Sa Đéc (29905)",
        "       cần người có trách nhiệm xác nhận",
    ]


def test_lookups_do_not_load_django() -> None:
    code = "import sys; import ocop.cli.places; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
