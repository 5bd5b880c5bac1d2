"""What may be asked, as ninja reads it from an address; the filters are those of the public register."""

import datetime as dt
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from ocop.kernel import clock
from ocop.producers.models import LegalForm

FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2100, 1, 1)
MOST_ROWS = 200
Code = Annotated[str, Field(pattern="^[0-9]{2,5}$")]
ShortCode = Annotated[str, Field(min_length=3, max_length=16, pattern="^[0-9A-Za-z]+$")]
ProductCode = Annotated[
    str, Field(max_length=40, pattern="^[0-9]{2}-([0-9]{3}-)?[0-9]{5}-[0-9]{1,5}-[0-9]{4}$")
]
Day = Annotated[dt.date, Field(ge=FIRST_DAY, le=LAST_DAY)]
RowId = Annotated[int, Field(ge=1, lt=2**63)]


class OnDay(Schema):
    """The day asked for; today where none is given."""

    on: Day | None = Field(None, description="Ngày cần biết / the day asked for; today by default")

    @property
    def day(self) -> dt.date:
        """That day."""
        return self.on or clock.today()


class Paged(OnDay):
    """Pages by key: follow `next` until it is null."""

    limit: int = Field(50, ge=1, le=MOST_ROWS, description="Số dòng một trang / rows of a page")
    after: str | None = Field(
        None, max_length=40, description="Lấy từ next của trang trước / taken from `next`"
    )


class ProductQuestion(Paged):
    """The filters of the public register."""

    q: str = Field("", max_length=120, description="Từ cần tìm, có dấu hoặc không / words")
    province: Code | None = Field(None, description="Mã tỉnh nay / code of today's province")
    commune: Code | None = Field(None, description="Mã xã nay / code of today's commune")
    old_district: Code | None = Field(None, description="Mã huyện cũ / code of a former district")
    old_commune: Code | None = Field(None, description="Mã xã cũ / code of a former commune")
    sector: Literal["I", "II", "III", "IV", "V", "VI"] | None = None
    set: int | None = Field(None, ge=1, le=26, description="Bộ sản phẩm / product set")
    key_sector: RowId | None = Field(None, description="Ngành hàng chủ lực / key sector")
    star: int | None = Field(None, ge=3, le=5)
    status: (
        Literal["valid", "expiring", "extended", "expired", "withdrawn", "other", "unknown"] | None
    ) = None
    year: int | None = Field(None, ge=2018, le=2100, description="Năm công nhận / year")
    legal_form: Literal[tuple(LegalForm.values)] | None = None  # type: ignore[valid-type]
    craft_village: bool = False
    export: bool = False


class InProvince(Paged):
    """Rows of a province of today."""

    province: Code | None = Field(None, description="Mã tỉnh nay / code of today's province")


class DecisionQuestion(Paged):
    """Decisions by kind and year."""

    kind: Literal["recognition", "withdrawal", "annulment", "new_paper"] | None = None
    year: int | None = Field(None, ge=2018, le=2100)


class UnitQuestion(Paged):
    """Units by code and level; without `on`, every version there ever was."""

    code: Code | None = None
    level: Literal["province", "district", "commune"] | None = None
    province: Code | None = Field(None, description="Mã tỉnh nay / code of today's province")
    current: bool = Field(False, description="Chỉ đơn vị còn vào ngày đó / only those of that day")
