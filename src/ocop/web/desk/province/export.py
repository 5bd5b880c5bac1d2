"""The province's list as a file: the same rows, filter, search and order as on the page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.law.classification import product_class
from ocop.web.design.figures import date
from ocop.web.desk.province.rows import Row, row
from ocop.web.desk.province.views import chosen_rows, readers
from ocop.web.exports import Cell, list_file

HEAD = (
    "Phiếu số (tỉnh)",
    "Phiếu số (xã)",
    "Sản phẩm",
    "Bộ sản phẩm",
    "Chủ thể",
    "Xã",
    "Lần đánh giá",
    "Trạng thái",
    "Ngày nộp",
    "Ngày xã nhận",
    "Ngày xã đề nghị",
    "Ngày tỉnh nhận",
    "Kịp đợt",
    "Người đang giữ",
)


@readers
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """`csv` or `xlsx`."""
    today = clock.today()
    rows = (_cells(row(dossier, today)) for dossier in chosen_rows(request).rows)
    return list_file(suffix, "ho-so-tinh", HEAD, rows)


def _cells(line: Row) -> list[Cell]:
    dossier, found = line.dossier, line.round
    return [
        dossier.province_number,
        dossier.commune_number,
        dossier.product.name,
        product_class(dossier.set_number).name,
        dossier.product.producer.name,
        dossier.commune.full_name,
        dossier.get_kind_display(),
        dossier.get_state_display(),
        dossier.submitted_at.astimezone(clock.VIETNAM).date(),
        dossier.commune_received_on,
        line.proposed_on,
        dossier.province_received_on,
        f"Đợt {found.rule.number}, đề nghị trước {date(found.proposed_before)}" if found else None,
        dossier.officer.full_name if dossier.officer else None,
    ]
