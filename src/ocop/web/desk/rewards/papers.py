"""A reward list as a file: XLSX, CSV, and PDF on A4."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ocop.benefits import reward_queries
from ocop.benefits.models import RewardLine
from ocop.benefits.states import ListState
from ocop.kernel import clock
from ocop.papers.plain_list import plain_list_pdf
from ocop.web.design.figures import date, dong
from ocop.web.design.figures import number as written
from ocop.web.desk.rewards.views import at_reward_desk, find_list
from ocop.web.exports import Cell, list_file

HEAD = (
    "Sản phẩm",
    "Chủ thể",
    "Xã",
    "Sao",
    "Sao trước",
    "Cách tính",
    "Số tiền (đồng)",
    "Không thưởng vì",
    "Ngày chi",
    "Chứng từ",
)


@at_reward_desk
@require_safe
def export(request: HttpRequest, pk: str, suffix: str) -> HttpResponse:
    """Every line, those without reward too."""
    found = find_list(request, int(pk))
    return list_file(suffix, f"khen-thuong-{pk}", HEAD, map(_cells, reward_queries.lines_of(found)))


def _cells(line: RewardLine) -> list[Cell]:
    product = line.recognition.product
    return [
        product.name,
        product.producer.name,
        str(product.current_commune or ""),
        line.recognition.star,
        line.previous_star,
        line.basis,
        line.amount if line.is_rewarded else 0,
        line.left_out_reason,
        line.paid_on,
        line.payment_document,
    ]


@at_reward_desk
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The rewarded ones on A4, to go with the decision."""
    found = find_list(request, pk)
    lines = [line for line in reward_queries.lines_of(found) if line.is_rewarded]
    is_draft = found.state == ListState.DRAFT
    total = sum(line.amount for line in lines)
    made = plain_list_pdf(
        {
            "agency": [found.province.full_name],
            "title": "Danh sách sản phẩm OCOP được khen thưởng",
            "lines": [
                f"Công nhận sao: Quyết định số {found.decision.number} "
                f"ngày {date(found.decision.signed_on)}.",
                f"Mức thưởng: {found.norm.number} ngày {date(found.norm.signed_on)}.",
                "Bản đang lập, chưa duyệt."
                if is_draft
                else f"Quyết định khen thưởng số {found.approval_number}"
                + (f" ngày {date(found.approved_on)}." if found.approved_on else "."),
            ],
            "head": ["TT", "Sản phẩm", "Chủ thể", "Sao", "Cách tính", "Số tiền (đồng)"],
            "widths": [9, 42, 42, 11, 36, 30],
            "right": [5],
            "rows": [
                [
                    str(place),
                    line.recognition.product.name,
                    line.recognition.product.producer.name,
                    str(line.recognition.star),
                    line.basis,
                    written(line.amount),
                ]
                for place, line in enumerate(lines, start=1)
            ],
            "end": f"Tổng cộng: {len(lines)} sản phẩm, {dong(total)}.",
            "sample": found.is_sample,
        },
        dated=found.approved_on or clock.today(),
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="khen-thuong-{pk}.pdf"'
    return response
