"""Tables of the ministry's databases (QĐ 5277/QĐ-BNNMT, QĐ 5333/QĐ-BNNMT), filled from the register.

The shapes are as other software implements the decisions; their official texts were not read here.
So every export says that it must be checked against them, and a code list that is not known stays
a stated mapping (`OCOP_MINISTRY_STATES`, `OCOP_MINISTRY_FORMS`). What does not fit a column is reported, never cut.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet

from ocop.catalogue.models import ListedPeriod
from ocop.law.classification import classification
from ocop.opendata.columns import Cell, Row
from ocop.opendata.datasets.products import periods_on
from ocop.places.models import Unit
from ocop.producers.models import LegalForm, Producer

TO_CHECK = (
    "Bảng này theo cách hiểu chưa đối chiếu với văn bản chính thức của QĐ 5277/QĐ-BNNMT và "
    "QĐ 5333/QĐ-BNNMT. Hãy đối chiếu trước khi nộp."
)


@dataclass(frozen=True, slots=True)
class Field:
    """One column: `length` of a text (0: not stated), or `digits` before the decimal point."""

    name: str
    kind: str
    length: int = 0
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What of one line does not fit: the line's number from 1, the column, why."""

    line: int
    column: str
    kind: str
    message: str


@dataclass(frozen=True)
class Table:
    """One table of a decision. `rows` gives its lines for a day and a province (None: all)."""

    name: str
    decision: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[dt.date, Unit | None], Iterator[Row]]

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(field.name for field in self.fields)


@dataclass(frozen=True)
class Export:
    """A table filled: its lines, and what to mend before it is handed in."""

    table: Table
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def export(table: Table, on: dt.date, province: Unit | None = None) -> Export:
    """Fill a table and check every cell against its column."""
    rows = tuple(table.rows(on, province))
    return Export(table, rows, tuple(checked(table.fields, rows)))


def checked(fields: Sequence[Field], rows: Iterable[Row]) -> Iterator[Finding]:
    """What does not fit: empty where a value is required, too long, not of the kind, code unknown."""
    for number, row in enumerate(rows, start=1):
        for field, cell in zip(fields, row, strict=True):
            if found := _fault(field, cell):
                yield Finding(number, field.name, *found)


_KINDS: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "date": (dt.date,),
    "decimal": (int, Decimal),
}


def _fault(field: Field, cell: Cell) -> tuple[str, str] | None:
    if cell is None or cell == "":
        return ("empty", "Thiếu giá trị bắt buộc.") if field.is_required else None
    if field.kind == "text":
        if field.length and len(str(cell)) > field.length:
            return "too_long", f"Dài {len(str(cell))} ký tự, cột chỉ nhận {field.length}."
        return None
    return (
        None
        if isinstance(cell, _KINDS[field.kind])
        else ("wrong_kind", f"Cột cần kiểu {field.kind}.")
    )


def _text(name: str, length: int = 0, *, required: bool = False) -> Field:
    return Field(name, "text", length, required)


def _whole(name: str, *, required: bool = False) -> Field:
    return Field(name, "integer", 0, required)


def _day(name: str) -> Field:
    return Field(name, "date")


def _periods(on: dt.date, province: Unit | None) -> QuerySet[ListedPeriod]:
    periods = periods_on(on).order_by("listed_id")
    return periods.filter(listed__province=province) if province else periods


def _ocop(on: dt.date, province: Unit | None) -> Iterator[Row]:
    rows = _periods(on, province).values_list(
        "listed_id",
        "listed__commune__code",
        "recognised_on",
        "recognition__certificate__product_code",
        "listed__product__name",
        "star",
        "listed__product__producer__name",
        "kind",
    )
    states = settings.OCOP_MINISTRY_STATES
    for pk, commune, given, code, name, star, producer, kind in rows:
        span = f"{given:%Y%m}" if given.year > 1 else None
        yield pk, commune, span, code, name, f"{star}*", producer, None, states.get(kind)


def _units(on: dt.date, province: Unit | None) -> Iterator[Row]:
    units = Unit.objects.filter(valid_from__lte=on).exclude(valid_to__lt=on)
    units = units.filter(province_today=province) if province else units
    levels = {"province": "Tỉnh", "district": "Huyện", "commune": "Xã"}
    for one in units.select_related("parent").order_by("code"):
        parent = one.parent.code if one.parent else None
        yield one.code, parent, one.full_name, levels[one.level], "1"


def _spans(on: dt.date, province: Unit | None) -> Iterator[Row]:
    days = _periods(on, province).order_by().values_list("recognised_on", flat=True).distinct()
    months = {(day.year, day.month) for day in days if day.year > 1}
    for year, month in sorted(months):
        yield f"{year}{month:02}", year, month, None


def _products(on: dt.date, province: Unit | None) -> Iterator[Row]:
    rows = _periods(on, province).values_list(
        "recognition__certificate__product_code", "listed__product__name", "listed__set_number"
    )
    for code, name, number in rows:
        yield code, name, str(number) if number else None, None, None


def _places(on: dt.date, province: Unit | None) -> Iterator[Row]:
    """A household by its commune, as everywhere in open data."""
    for one in _producers(on, province):
        commune = one.current_commune
        yield (
            str(one.pk),
            one.name,
            LegalForm(one.legal_form).label,
            commune.display if commune else None,
            commune.code if commune else None,
        )


def _producers(on: dt.date, province: Unit | None) -> QuerySet[Producer]:
    ids = _periods(on, province).order_by().values("listed__product__producer")
    return (
        Producer.objects.filter(pk__in=ids).select_related("current_commune__parent").order_by("pk")
    )


def _evaluations(on: dt.date, province: Unit | None) -> Iterator[Row]:
    rows = _periods(on, province).values_list(
        "recognition_id",
        "recognition__certificate__product_code",
        "recognition__kind",
        "recognition__total",
        "recognition__level",
        "recognition__recognised_on",
        "star",
    )
    names = {
        "first": "Đánh giá lần đầu",
        "upgrade": "Nâng hạng",
        "reevaluation": "Đánh giá lại",
    }
    bodies = {
        "province": "UBND cấp tỉnh",
        "ministry": "Bộ Nông nghiệp và Môi trường",
        "district": "UBND cấp huyện",
    }
    for pk, code, kind, total, level, given, star in rows:
        yield pk, code, names.get(kind), total, bodies.get(level), given, star


def _makers(on: dt.date, province: Unit | None) -> Iterator[Row]:
    """Phone and e-mail stay empty: a person's data are not sent by this export."""
    forms = {form: int(code) for form, code in settings.OCOP_MINISTRY_FORMS.items()}
    for one in _producers(on, province):
        commune = one.current_commune
        yield (
            one.pk,
            None,
            None,
            one.name,
            None,
            None,
            commune.display if commune else None,
            forms.get(one.legal_form),
            one.registered_on,
            None,
            LegalForm(one.legal_form).label,
        )


def _sets(on: dt.date, province: Unit | None) -> Iterator[Row]:
    for one in classification():
        yield str(one.number), one.name


def _not_kept(on: dt.date, province: Unit | None) -> Iterator[Row]:
    """The register holds nothing for this table; its head is exported without lines."""
    return iter(())


_5277, _5333 = "QĐ 5277/QĐ-BNNMT", "QĐ 5333/QĐ-BNNMT"
TABLES: tuple[Table, ...] = (
    Table("PTNT_OCOP", _5277, "Sản phẩm OCOP", (
        _whole("MA_OCOP", required=True), _text("Ma_DonViHanhChinh", 10, required=True),
        _text("Ma_ThoiGian", 10, required=True), _text("Ma_SanPham", 10, required=True),
        _text("TenSanPham", 255, required=True), _text("XepHang", 50, required=True),
        _text("ChuTheSXKD", 255, required=True), Field("DoanhThuNam", "decimal"),
        _text("TrangThai", 10, required=True),
    ), _ocop),
    Table("DM_DonViHanhChinh", _5277, "Danh mục đơn vị hành chính", (
        _text("Ma", required=True), _text("Ma_DonViCapTren"),
        _text("TenDonVi", required=True), _text("CapHanhChinh"), _text("TinhTrang"),
    ), _units),
    Table("DM_KhoangThoiGian", _5277, "Danh mục khoảng thời gian", (
        _text("Ma_ThoiGian", required=True), _whole("Nam", required=True), _whole("Thang"),
        _text("VuMua"),
    ), _spans),
    Table("DM_SanPham", _5277, "Danh mục sản phẩm", (
        _text("Ma", required=True), _text("Ten", required=True), _text("NhomSanPham"),
        _text("DonViTinh"), _text("TrangThai"),
    ), _products),
    Table("DM_CoSo", _5277, "Danh mục cơ sở", (
        _text("Ma", required=True), _text("Ten", required=True), _text("LoaiCoSo"),
        _text("DiaChi"), _text("Ma_DonViHanhChinh", required=True),
    ), _places),
    Table("DanhGiaSanPhamOCOP", _5333, "Đánh giá sản phẩm", (
        _whole("maDanhGia", required=True), _text("maSanPham", required=True), _text("tenDanhGia"),
        Field("thangDiem", "decimal"), _text("coQuanThucHien"), _day("thoigGianDanhGia"),
        _whole("ketQuaXepLoai", required=True),
    ), _evaluations),
    Table("CoSoSanXuat", _5333, "Cơ sở sản xuất", (
        _whole("maCoSo", required=True), _text("maDinhDanhToChuc", 12), _text("maSanPham"),
        _text("tenCoSo", required=True), _text("soDienThoai"), _text("thuDienTu"), _text("diaChi"),
        _whole("loaiHinh"), _day("thoiGianThamGia"), _whole("soLuong"), _text("moTa"),
    ), _makers),
    Table("ThuongHieuBaoHo", _5333, "Thương hiệu được bảo hộ; sổ chưa có dữ liệu này", (
        _whole("maThuongHieu", required=True), _text("maSanPham"), _text("soDangKy"),
        _day("thoiGianDangKy"), _text("coQuanThucHien"), _text("tinhTrang"), _text("tepDinhKem"),
        _text("moTa"),
    ), _not_kept),
    Table("ThiTruongTieuThu", _5333, "Thị trường tiêu thụ; sổ chưa có dữ liệu này", (
        _whole("maThiTruong", required=True), _text("maSanPham"), _text("maNguonVon"),
        _text("maDoanhNghiepPhanPhoi"), _text("thiTruongTrongNuoc"), _text("thiTruongXuatKhau"),
        Field("tongSoDoanhThu", "decimal"), Field("tyLe", "decimal"),
    ), _not_kept),
    Table("HoTroPhatTrienSanPhamOCOP", _5333, "Hỗ trợ phát triển sản phẩm; sổ chưa có dữ liệu này", (
        _whole("maHoTro", required=True), _text("maSanPham"), _text("loaiHoTro"),
        _text("nguonVon"), _day("thoiGianThucHien"), _text("moTa"),
    ), _not_kept),
    Table("DM_NhomSanPham", _5333, "Danh mục nhóm sản phẩm", (
        _text("ma", required=True), _text("ten", required=True),
    ), _sets),
)  # fmt: skip


def table(name: str) -> Table | None:
    """The table of this name, however its letters are written."""
    return next((one for one in TABLES if one.name.lower() == name.lower()), None)
