"""Certificates by where they stand before and after their last day: who must be reminded."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.places.models import Unit
from ocop.recognition import expiry
from ocop.recognition.certificate_clock import Stage
from ocop.recognition.paper_reminders import ending_evidence
from ocop.web.access import officials
from ocop.web.desk.expiry.rows import LABELS, WAITING, Row, row
from ocop.web.desk.lists import PAGE_SIZE, Chip
from ocop.web.desk.offices import EXPIRY_DESK
from ocop.web.exports import Cell, list_file

ORDERS = {
    "han": ("expires_on", "pk"),
    "-han": ("-expires_on", "pk"),
    "ten": ("recognition__product__folded_name", "pk"),
    "xa": ("recognition__product__current_commune__folded_name", "expires_on", "pk"),
}
HEAD = (
    "Sản phẩm",
    "Sao",
    "Chủ thể",
    "Xã",
    "Tỉnh",
    "Số giấy chứng nhận",
    "Ngày cấp",
    "Ngày hết hạn",
    "Hạn nộp đánh giá lại",
    "Tình trạng",
)

readers = officials(*EXPIRY_DESK)


class Chosen:
    """The scoped rows as the address asks for them: `?loc=`, `?xa=`, `?tim=`, `?xep=`."""

    def __init__(self, request: HttpRequest, today: dt.date) -> None:
        self.today = today
        self.scoped = expiry.visible_to(request.user, today)
        self.commune = request.GET.get("xa", "")[:5]
        self.words = request.GET.get("tim", "").strip()[:80]
        here = self.scoped
        if self.commune:
            here = here.filter(recognition__product__current_commune__code=self.commune)
        self.extended = expiry.extended_on(self.scoped, today)
        filters = _filters(expiry.stages(today, self.extended))
        key = request.GET.get("loc", "")
        self.key = key if key in filters else WAITING
        wanted = filters[self.key] & expiry.matching(self.words)
        # One question for every number on the page, the length of the list too.
        counted = here.aggregate(
            found=Count("pk", filter=wanted),
            **{_column(name): Count("pk", filter=part) for name, part in filters.items()},
        )
        self.chips = [
            Chip(name, label, counted[_column(name)], name == self.key)
            for name, label in LABELS.items()
            if counted[_column(name)] or name in {self.key, "tat-ca"}
        ]
        self.total, self.found = counted[_column(self.key)], counted["found"]
        usual = "-han" if self.key == Stage.EXPIRED else "han"
        order = ORDERS.get(request.GET.get("xep", ""), ORDERS[usual])
        self.rows = here.filter(wanted).order_by(*order)

    def page(self, request: HttpRequest) -> Page[Any]:
        """One page of the rows; a number beyond the end gives the last."""
        paginator = Paginator(self.rows, PAGE_SIZE)
        paginator.count = self.found
        return paginator.get_page(request.GET.get("trang"))

    def lines(self, certificates: Iterable[Any]) -> list[Row]:
        """The lines of some of the rows, with the evidence that ends."""
        some = list(certificates)
        papers = ending_evidence([each.recognition.product_id for each in some], self.today)
        return [
            row(
                each,
                expiry.stage_of(each, self.today, self.extended),
                self.today,
                papers.get(each.recognition.product_id, []),
            )
            for each in some
        ]


def _column(name: str) -> str:
    return "n_" + name.replace("-", "_")


def _filters(parts: Any) -> dict[str, Q]:
    waiting = parts[Stage.WINDOW_OPEN] | parts[Stage.WINDOW_CLOSING] | parts[Stage.WINDOW_MISSED]
    named = {stage.value: part for stage, part in parts.items()}
    return {WAITING: waiting, **named, "tat-ca": Q(pk__isnull=False)}


def _communes(scoped: QuerySet[Any]) -> QuerySet[Unit]:
    held = scoped.order_by().values("recognition__product__current_commune")
    return Unit.objects.filter(pk__in=held).order_by("folded_name")


@readers
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The list with its filters; the first shows whom to remind."""
    chosen = Chosen(request, clock.today())
    page = chosen.page(request)
    context = {
        "chosen": chosen,
        "page": page,
        "rows": chosen.lines(page.object_list),
        "communes": _communes(chosen.scoped),
    }
    return render(request, "desk/expiry/list.html", context)


@readers
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The chosen rows as `csv` or `xlsx`."""
    chosen = Chosen(request, clock.today())
    return list_file(suffix, "sao-sap-het-han", HEAD, map(_cells, chosen.lines(chosen.rows)))


def _cells(line: Row) -> list[Cell]:
    certificate, product = line.certificate, line.product
    commune = product.current_commune
    return [
        product.name,
        certificate.recognition.star,
        product.producer.name,
        commune.full_name if commune else None,
        commune.province_today.full_name if commune and commune.province_today else None,
        certificate.number,
        certificate.issued_on,
        certificate.expires_on,
        line.closes,
        f"{line.status.text} {line.status.rest}".replace(" ,", ",").strip(),
    ]
