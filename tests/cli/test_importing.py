"""`ocop import register`: no database for a check, exit status for a script."""

import json
from pathlib import Path

import pytest

from ocop.cli.main import main
from ocop.imports.models import Import
from ocop.products.models import Product
from tests.imports.workbooks import Book
from tests.imports.world import known_row, make_offices


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "danh-sach.xlsx"
    rows = [known_row(1), known_row(2, star=4, first_star=4), known_row(3, commune="Xã Không Có")]
    path.write_bytes(Book(rows).file().file.getvalue())
    return path


def test_a_dry_run_prints_counts_and_findings(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["import", "register", str(workbook), "--province", "Đồng Tháp"]
    assert main([*command, "--dry-run", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["rows"] == 3
    assert report["stars"] == {"3": 2, "4": 1}
    found = [(each["row"], each["column"], each["kind"]) for each in report["findings"]]
    assert found == [(7, "Xã, phường", "unknown_commune")]
    assert main([*command, "--dry-run"]) == 0
    assert "LỖI  dòng 7" in capsys.readouterr().out


def test_what_cannot_be_read_ends_with_2(
    tmp_path: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["import", "register"]
    assert main([*command, str(tmp_path / "khong-co.xlsx"), "--dry-run"]) == 2
    assert main([*command, str(workbook), "--dry-run", "--province", "Xứ Không Có"]) == 2
    assert main([*command, str(workbook), "--dry-run", "--sheet", "Khác", "--json"]) == 2
    assert "Tệp không có trang tính" in capsys.readouterr().out


@pytest.mark.django_db
def test_without_dry_run_it_writes_and_says_what(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_offices()
    assert main(["import", "register", str(workbook), "--province", "82", "--json"]) == 0
    written = json.loads(capsys.readouterr().out)["written"]
    assert (written["products"], written["recognitions"]) == (2, 2)
    assert Product.objects.count() == 2
    assert Import.objects.get().begun_by is None
