"""Administrative units by date, and what each is now."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Prefetch, QuerySet

from ocop.opendata.columns import Dataset, Row, Words, date, text
from ocop.places.models import Unit, UnitChange


def units(on: dt.date) -> QuerySet[Unit]:
    """Every version of every unit that began by a day. Two queries for a part."""
    changes = UnitChange.objects.select_related("new").order_by("pk")
    return (
        Unit.objects.filter(valid_from__lte=on)
        .select_related("parent", "today", "province_today")
        .prefetch_related(Prefetch("followed_by", changes))
    )


def _rows(rows: Sequence[Unit], on: dt.date) -> Iterator[Row]:
    for one in rows:
        following = [each for each in one.followed_by.all() if each.new.valid_from <= on]
        today, province = one.today, one.province_today
        yield (
            one.code,
            one.valid_from,
            one.valid_to,
            one.level,
            one.full_name,
            one.parent.code if one.parent else None,
            one.parent.full_name if one.parent else None,
            " ".join(each.new.code for each in following) or None,
            following[0].kind if following else None,
            today.code if today else None,
            today.full_name if today else None,
            province.code if province else None,
            one.legal_basis or None,
        )


_LAW = "Quyết định 124/2004/QĐ-TTg, Quyết định 19/2025/QĐ-TTg và các nghị quyết sắp xếp"

UNITS = Dataset(
    name="units",
    title=Words("Đơn vị hành chính xưa và nay", "Administrative units then and now"),
    about=Words(
        "Mỗi dòng là một đơn vị trong một quãng thời gian. Mã được dùng lại, nên khóa là mã cùng ngày bắt đầu.",
        "One line for each unit during one span of time. Codes are used again: the key is code and first day.",
    ),
    columns=(
        text("code", "Mã đơn vị", "Code of the unit", _LAW),
        date("valid_from", "Có từ ngày", "First day", _LAW),
        date("valid_to", "Đến hết ngày; trống khi còn hiệu lực", "Last day; empty while it exists", _LAW),
        text("level", "Cấp: province, district (đến 30/6/2025), commune", "Level: province, district (until 30 June 2025), commune", _LAW),
        text("name", "Tên", "Name", _LAW),
        text("parent_code", "Mã đơn vị cấp trên khi đó", "Code of the unit above at that time", _LAW),
        text("parent", "Tên đơn vị cấp trên khi đó", "Name of the unit above at that time", _LAW),
        text("followed_by", "Mã các đơn vị tiếp theo, cách nhau bằng dấu cách", "Codes of the units that followed, separated by spaces", _LAW),
        text("change", "Cách thay đổi: whole giữ nguyên, merged nhập, divided chia", "How it changed: whole, merged, divided", _LAW),
        text("today_code", "Mã đơn vị nay; trống với huyện và xã đã chia chưa có người xác nhận", "Code of the unit of today; empty for districts and for divisions not confirmed", _LAW),
        text("today", "Tên đơn vị nay", "Name of the unit of today", _LAW),
        text("province_today_code", "Mã tỉnh, thành phố nay", "Code of today's province", _LAW),
        text("legal_basis", "Căn cứ pháp lý", "Legal basis", _LAW),
    ),
    query=units,
    key="pk",
    shape=_rows,
)  # fmt: skip
