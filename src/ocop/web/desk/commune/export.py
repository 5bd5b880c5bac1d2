"""The commune's list as a file: the same rows, filter, search and order as on the page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.law.classification import product_class
from ocop.web.desk.commune.rows import Row, row
from ocop.web.desk.commune.views import at_commune_desk, chosen_rows
from ocop.web.exports import Cell, list_file

HEAD = (
    "Phiếu số",
    "Sản phẩm",
    "Bộ sản phẩm",
    "Chủ thể",
    "Xã",
    "Lần đánh giá",
    "Trạng thái",
    "Ngày nộp",
    "Ngày xã nhận",
    "Hạn 15 ngày làm việc",
    "Còn (ngày làm việc)",
    "Còn thiếu",
    "Người đang giữ",
)


@at_commune_desk
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """`csv` or `xlsx`."""
    today = clock.today()
    rows = (_cells(row(dossier, today)) for dossier in chosen_rows(request).rows)
    return list_file(suffix, "ho-so-xa", HEAD, rows)


def _cells(line: Row) -> list[Cell]:
    dossier, clock_now = line.dossier, line.clock
    return [
        dossier.commune_number,
        dossier.product.name,
        product_class(dossier.set_number).name,
        dossier.product.producer.name,
        dossier.commune.full_name,
        dossier.get_kind_display(),
        dossier.get_state_display(),
        dossier.submitted_at.astimezone(clock.VIETNAM).date(),
        dossier.commune_received_on,
        clock_now.due_on if clock_now else None,
        clock_now.left if clock_now and clock_now.stopped_on is None else None,
        f"{line.missing.text} {line.missing.rest}".strip(),
        dossier.officer.full_name if dossier.officer else None,
    ]
