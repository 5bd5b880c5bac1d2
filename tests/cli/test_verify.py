"""`ocop verify` and `ocop keys`: what they print and how they end."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from ocop.cli.main import main
from ocop.register.check_address import check_address_of
from ocop.register.seals.listing import current_text
from tests.register.seals.test_listing import certificates, note
from tests.register.seals.test_words import STORED

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_register_answers_by_itself(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fresh, _, expired, _ = certificates()
    assert main(["verify", fresh.short_code]) == 0
    assert capsys.readouterr().out.startswith("Còn hiệu lực đến hết ngày ")
    assert main(["verify", check_address_of(expired)]) == 1
    assert main(["verify", "ZZZZZZZ"]) == 1
    assert main(["verify", "https://shop.example/"]) == 3


def test_offline_says_how_it_knows(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fresh, other, *_ = certificates()
    note(fresh, "withdrawn", 3, "d")
    address = check_address_of(other)
    assert main(["verify", address, "--offline"]) == 0
    assert "Chưa có danh sách trạng thái" in capsys.readouterr().out
    (here / "trang-thai.json").write_text(current_text(), "utf-8")
    assert main(["verify", address, "--offline", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["valid"], said["star"], said["notes"][0][:27]) == (
        True, 4, "Theo danh sách trạng thái n")  # fmt: skip
    assert main(["verify", check_address_of(fresh), "--offline"]) == 1
    told = capsys.readouterr().out
    assert "Đã bị thu hồi" in told
    assert "Lý do: dùng sai nhãn hiệu OCOP." in told
    assert main(["verify", fresh.short_code[:-1] + "Z", "--offline"]) == 3
    assert main(["verify", address[:-4] + "AAAA", "--offline"]) == 1


def test_offline_with_another_register_s_files(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("k.json").write_text(json.dumps(STORED["keys"]), "utf-8")
    Path("l.json").write_text(STORED["list"], "utf-8")
    files = ["--keys", "k.json", "--status-list", "l.json"]
    case = next(each for each in STORED["cases"] if "/c/WWWWWWW" in each["typed"])
    assert main(["verify", case["typed"], "--offline", *files]) == 1
    Path("l.json").write_text(STORED["list"].replace("withdrawn", "extended"), "utf-8")
    assert main(["verify", case["typed"], "--offline", *files]) == 3
    assert "chữ ký không đúng" in capsys.readouterr().err
    assert main(["verify", case["typed"], "--offline", "--keys", "none.json"]) == 3


def test_what_a_site_publishes_is_saved(
    here: Path, live_server: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--fetch", live_server.url]) == 0  # type: ignore[attr-defined]
    assert {path.name for path in here.glob("*.json")} == {"ocop-keys.json", "trang-thai.json"}
    assert main(["verify", "--fetch", "ocop.example"]) == 2


def test_keys_are_turned_over(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.OCOP_SEAL_KEYS = tmp_path / "keys"
    assert main(["keys", "list"]) == 0
    first = capsys.readouterr().out.split()[0]
    assert main(["keys", "retire", first]) == 1
    assert main(["keys", "new"]) == 0
    assert main(["keys", "retire", first, "--withdrawn"]) == 0
    capsys.readouterr()
    assert main(["keys", "list"]) == 0
    listing = capsys.readouterr().out
    assert "đang ký" in listing
    assert f"{first}  từ" in listing
    assert "đã hủy" in listing
    assert "PRIVATE" not in listing
