"""Two offices with real units of two provinces of today."""

from dataclasses import dataclass
from typing import Any

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.imports.models import Import
from ocop.imports.services import running
from ocop.imports.services.beginning import begin_import
from ocop.places.models import Unit
from ocop.places.services import load_units
from tests.factories.basic import make_official
from tests.imports.workbooks import Book, Upload


@dataclass(frozen=True)
class Offices:
    """Đồng Tháp and Vĩnh Long with their offices, and the ministry's."""

    dong_thap: Unit
    vinh_long: Unit
    office: User
    other_office: User
    ministry: User


def make_offices() -> Offices:
    """Units of today and of before, and three officials."""
    load_units(only_provinces=["82", "86"])
    dong_thap = Unit.objects.get(code="82", level="province", valid_to=None)
    vinh_long = Unit.objects.get(code="86", level="province", valid_to=None)
    return Offices(
        dong_thap,
        vinh_long,
        make_official(Role.PROVINCE_OFFICE, dong_thap),
        make_official(Role.PROVINCE_OFFICE, vinh_long),
        make_official(Role.MINISTRY_OFFICE, None),
    )


def known_row(serial: int, **cells: Any) -> dict[str, Any]:
    """A row without any fault: 3 stars of 2022 for a product of a new producer."""
    return {
        "serial": serial,
        "product": f"Sản phẩm mẫu {serial}",
        "producer": f"Hợp tác xã Mẫu {serial}",
        "commune": "Xã Tân Hộ Cơ",
        "star": 3,
        "first_star": 3,
        "first_date": "15/03/2022",
        "first_year": 2022,
        "first_decision": "12/QĐ-UBND",
        "first_authority": "UBND tỉnh Đồng Tháp",
        **cells,
    }


def examined(offices: Offices, source: Book | Upload, **options: Any) -> Import:
    """An import of Đồng Tháp's office, read and checked."""
    upload = source.file() if isinstance(source, Book) else source
    values = {"title": "Danh sách mẫu", "office": offices.dong_thap, "by": offices.office}
    batch = begin_import(upload=upload, **(values | options))
    return running.start_examining(batch=batch, by=(values | options)["by"])
