"""The first administrator is made on the machine itself, and only the first."""

import io

import pytest

from ocop.accounts.models import Membership, User
from ocop.accounts.roles import Role
from ocop.cli.main import main
from ocop.places.models import Unit

PASSWORD = "mot mat khau dai va la"


@pytest.fixture(autouse=True)
def typed_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


@pytest.fixture
def with_a_unit(db: None) -> None:
    """A unit is enough for the command not to load the whole country."""
    Unit.objects.create(
        code="82", name="Đồng Tháp", kind="Tỉnh", level="province", valid_from="2025-07-01"
    )


def test_the_first_administrator_serves_the_whole_installation(with_a_unit: None) -> None:
    assert main(["administrator", "quan-tri@vidu.vn", "Quản trị (mẫu)"]) == 0
    user = User.objects.get(email="quan-tri@vidu.vn")
    assert user.check_password(PASSWORD)
    office = Membership.objects.get(user=user)
    assert (office.role, office.unit_id) == (Role.ADMINISTRATOR, None)


def test_a_second_one_is_invited_instead(
    with_a_unit: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["administrator", "quan-tri@vidu.vn", "Quản trị (mẫu)"])
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main(["administrator", "hai@vidu.vn", "Quản trị hai (mẫu)"]) == 1
    said = capsys.readouterr().err.strip()
    assert said == "Hệ thống đã có quản trị. Hãy nhờ người quản trị mời thêm."
    assert User.objects.count() == 1


def test_a_password_that_is_too_short_opens_nothing(
    with_a_unit: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ngan\n"))
    assert main(["administrator", "quan-tri@vidu.vn", "Quản trị (mẫu)"]) == 1
    assert not User.objects.exists()
