"""One list of earlier years waits at the province's office, with the faults that lists have."""

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from ocop.demo.accounts import DONG_THAP
from ocop.demo.drafts import World
from ocop.demo.people import unit_today
from ocop.imports.services.beginning import begin_import
from ocop.imports.services.running import start_examining

HEADER = (
    "STT,Tên sản phẩm,Chủ thể,Xã phường,Huyện,Người đại diện,Hạng sao hiện tại,Ngày hết hạn,"
    "Hạng sao lần đầu,Ngày lần đầu,Năm lần đầu,Số quyết định lần đầu,Cơ quan lần đầu,"
    "Hạng sao lần 2,Ngày lần 2,Số quyết định lần 2,Cơ quan lần 2"
)
# Invented rows, each with one thing that real lists have.
ROWS = (
    "1,Khô cá sặc (mẫu),HTX Thủy sản Mẫu Xanh,Xã Tân Hộ Cơ,Tân Hồng,,3,15/03/2025,3,15/03/2022,2022,112/QĐ-UBND,UBND tỉnh Đồng Tháp,,,,",
    "2,Mắm cá linh (mẫu),,,,,4,20/06/2027,3,15/03/2022,2022,112/QĐ-UBND,UBND tỉnh Đồng Tháp,4,20/06/2024,305/QĐ-UBND,UBND tỉnh Đồng Tháp",
    "3,Bánh phồng tôm (mẫu),C«ng ty TNHH B¸nh MÉu,Phường 2,Sa Đéc,,4,10/12/2026,4,10/12/2023,2022,401/QĐ-UBND,UBND tỉnh Đồng Tháp,,,,",
    "4,Trà tim sen (mẫu),Cơ sở Trà Mẫu,Xã Mỹ Hoà,Tháp Mƣời,,3,05/09/2026,3,05/09/2023,2023,77/QĐ-UBND,UBND tỉnh Đồng Tháp,,,,",
    "5,Xoài sấy dẻo (mẫu),HTX Xoài Mẫu,Xã Mỹ Xươnng,Cao Lãnh,,4,44635,4,44635,2022,112/QĐ-UBND,UBND tỉnh Đồng Tháp,,,,",
    "6,Nem chua (mẫu),Cơ sở Nem Mẫu,Xã Tân Thành,Lai Vung,,#REF!,,3,31/02/2022,2022,112/QĐ-UBND,UBND tỉnh Đồng Tháp,,,,",
    "7,Quýt hồng (mẫu),HTX Quýt Mẫu,Xã Long Hậu,Lai Vung,,3,15/03/2025,4,15/03/2022,2022,112/QĐ-UBND,UBND tỉnh Đồng Tháp,,,,",
    "8,Gạo hữu cơ (mẫu),HTX Gạo Mẫu,Xã Thông Hòa,Cầu Kè,,3,15/03/2025,3,15/03/2022,2022,112/QĐ-UBND,UBND tỉnh Trà Vinh,,,,",
    ",Tổng cộng: 8 sản phẩm,,,,,,,,,,,,,,,",
)


@dataclass(frozen=True)
class _List:
    """A file of the package's own in the shape of an upload."""

    name: str | None
    file: BinaryIO


def load_waiting_list(world: World) -> None:
    """The list is read and checked; an office user mends it and writes it into the register."""
    office = world.people["tinh"]
    content = "\r\n".join((HEADER, *ROWS)).encode("utf-8-sig")
    batch = begin_import(
        upload=_List("danh-sach-mau.csv", BytesIO(content)),
        title="Danh sách các năm trước (mẫu)",
        office=unit_today(DONG_THAP),
        by=office,
    )
    start_examining(batch=batch, by=office)
