"""The list of a ceremony as XLSX, CSV and on A4."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ocop.benefits import ceremony_queries
from ocop.benefits.models import CeremonyLine
from ocop.papers.plain_list import plain_list_pdf
from ocop.web.design.figures import date
from ocop.web.desk.rewards.ceremonies import find_ceremony, readers
from ocop.web.exports import Cell, list_file

HEAD = (
    "Thứ tự",
    "Chỗ ngồi",
    "Chủ thể",
    "Sản phẩm",
    "Xã",
    "Sao",
    "Số giấy chứng nhận",
    "Người nhận",
    "Tình trạng",
    "Ngày nhận sau",
)


@readers
@require_safe
def export(request: HttpRequest, pk: str, suffix: str) -> HttpResponse:
    """Every line in the order of handing over."""
    found = find_ceremony(request, int(pk))
    return list_file(suffix, f"le-trao-{pk}", HEAD, map(_cells, ceremony_queries.lines_of(found)))


def _cells(line: CeremonyLine) -> list[Cell]:
    recognition = line.certificate.recognition
    product = recognition.product
    return [
        line.position,
        line.seat,
        product.producer.name,
        product.name,
        str(product.current_commune or ""),
        recognition.star,
        line.certificate.number,
        line.receiver,
        line.get_presence_display(),
        line.collected_on,
    ]


@readers
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The list for the hall, on A4, with room for the receiver's signature."""
    found = find_ceremony(request, pk)
    lines = list(ceremony_queries.lines_of(found))
    hour = f"{found.starts_at:%H:%M} " if found.starts_at else ""
    made = plain_list_pdf(
        {
            "agency": [
                found.province.full_name if found.province else "Bộ Nông nghiệp và Môi trường"
            ],
            "title": "Danh sách trao giấy chứng nhận OCOP",
            "lines": [
                f"{found.name}.",
                f"Thời gian: {hour}ngày {date(found.held_on)}. Nơi trao: {found.place}.",
                *([f"Sự kiện: {found.event}"] if found.event else []),
            ],
            "head": [
                "TT",
                "Chỗ ngồi",
                "Chủ thể",
                "Sản phẩm, sao",
                "Số giấy",
                "Người nhận",
                "Ký nhận",
            ],
            "widths": [9, 17, 36, 38, 25, 28, 20],
            "right": [],
            "rows": [
                [
                    str(line.position),
                    line.seat,
                    line.certificate.recognition.product.producer.name,
                    f"{line.certificate.recognition.product.name}, "
                    f"{line.certificate.recognition.star} sao",
                    line.certificate.number,
                    line.receiver,
                    "",
                ]
                for line in lines
            ],
            "end": f"Tổng cộng: {len(lines)} giấy chứng nhận.",
            "sample": found.is_sample,
        },
        dated=found.held_on,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="le-trao-{pk}.pdf"'
    return response
