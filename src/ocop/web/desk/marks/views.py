"""The register of the mark, for offices: uses with the worst first, and who may use it now."""

import datetime as dt
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ocop.accounts.models import User
from ocop.benefits import mark_queries, policy
from ocop.benefits.models import MarkUse
from ocop.benefits.services.marks import check_use
from ocop.benefits.states import UseState
from ocop.inspections.policy import opening_scopes
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.register.certificate_lists import matching_words
from ocop.register.models import Certificate
from ocop.register.queries import status_of
from ocop.register.sentences import verdict
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.lists import PAGE_SIZE, Chip
from ocop.web.desk.marks.forms import CheckForm
from ocop.web.desk.marks.words import use_row
from ocop.web.desk.offices import STAR_READERS
from ocop.web.exports import Cell, list_file

readers = officials(*STAR_READERS)
LABELS = {
    "tat-ca": "Tất cả",
    "khong-con-sao": "Không còn sao",
    "cho-xem": "Chờ xem",
    "dung-sai": "Dùng sai",
    "dung-dung": "Dùng đúng",
    "da-ngung": "Đã ngừng",
}
HEAD = (
    "Sản phẩm",
    "Chủ thể",
    "Xã",
    "Sao",
    "Số giấy chứng nhận",
    "Sao hôm nay",
    "Dùng ở đâu",
    "Mô tả",
    "Số tem, nhãn đã in",
    "Dùng từ ngày",
    "Kết quả xem",
    "Sai ở đâu",
    "Ngừng từ ngày",
)
RIGHTS_HEAD = ("Sản phẩm", "Chủ thể", "Xã", "Sao", "Số giấy chứng nhận", "Được dùng", "Cách dùng")


class Chosen:
    """The scoped uses as the address asks for them: `?loc=`, `?tim=`."""

    def __init__(self, request: HttpRequest, today: dt.date) -> None:
        key = request.GET.get("loc", "")
        self.key = key if key in LABELS else "tat-ca"
        self.words = request.GET.get("tim", "").strip()[:80]
        scoped = mark_queries.with_right(mark_queries.visible_to(request.user), today)
        counted = scoped.order_by().aggregate(
            **{
                f"n_{name.replace('-', '_')}": Count("pk", filter=part) if part else Count("pk")
                for name, part in mark_queries.FILTERS.items()
            }
        )
        self.chips = [
            Chip(name, label, counted[f"n_{name.replace('-', '_')}"], name == self.key)
            for name, label in LABELS.items()
        ]
        found = mark_queries.matching(scoped.filter(mark_queries.FILTERS[self.key]), self.words)
        self.rows: QuerySet[Any] = mark_queries.worst_first(mark_queries.with_names(found))


@readers
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every declared use of the person's place, those without a valid star first."""
    chosen = Chosen(request, clock.today())
    page = Paginator(chosen.rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"chosen": chosen, "page": page, "rows": [use_row(use) for use in page]}
    return render(request, "desk/marks/list.html", context)


@readers
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The chosen uses as `csv` or `xlsx`."""
    chosen = Chosen(request, clock.today())
    return list_file(suffix, "nhan-hieu", HEAD, map(_cells, chosen.rows))


def _cells(use: MarkUse) -> list[Cell]:
    row = use_row(use)
    recognition = use.certificate.recognition
    return [
        recognition.product.name,
        recognition.product.producer.name,
        str(recognition.product.current_commune or ""),
        recognition.star,
        use.certificate.number,
        f"{row.star.title} {row.star.detail}".strip(),
        use.get_kind_display(),
        use.words,
        use.stamps_printed,
        use.first_used_on,
        use.get_state_display(),
        use.reason,
        use.stopped_on,
    ]


def _rights(request: HttpRequest) -> tuple[QuerySet[Certificate], str]:
    words = request.GET.get("tim", "").strip()[:80]
    return matching_words(mark_queries.may_use_now(request.user, clock.today()), words), words


@readers
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Who may use the mark today, for which star and until when."""
    found, words = _rights(request)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    today = clock.today()
    context = {
        "page": page,
        "words": words,
        "rows": [(each, verdict(status_of(each, today))) for each in page],
    }
    return render(request, "desk/marks/rights.html", context)


@readers
@require_safe
def export_rights(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same list as `csv` or `xlsx`."""
    today = clock.today()

    def cells(each: Any) -> list[Cell]:
        product, said = each.recognition.product, verdict(status_of(each, today))
        return [
            product.name,
            product.producer.name,
            str(product.current_commune or ""),
            each.recognition.star,
            each.number,
            f"{said.title} {said.detail}",
            each.uses,
        ]

    return list_file(suffix, "duoc-dung-nhan-hieu", RIGHTS_HEAD, map(cells, _rights(request)[0]))


@readers
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One use; who checks says whether it is right."""
    today = clock.today()
    scoped = mark_queries.with_right(mark_queries.visible_to(request.user), today)
    use = get_object_or_404(mark_queries.with_names(scoped), pk=pk)
    checks = policy.may_check_use(request.user, use) and use.state != UseState.STOPPED
    form = CheckForm(request.POST or None, initial={"reason": use.reason}) if checks else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                check_use(
                    use=use,
                    is_right=form.cleaned_data["finding"] == "dung",
                    reason=form.cleaned_data["reason"],
                    by=cast(User, request.user),
                )
            except RefusedError as refused:
                refusals.show(form, refused)
            else:
                messages.success(request, "Đã ghi kết quả xem.")
                return redirect("desk:marks:use", pk)
    row = use_row(use)
    acts = checks and (row.must_stop or use.state == UseState.WRONG)
    context = {
        "row": row,
        "use": use,
        "form": form,
        "inspect_url": _inspect_url(use) if acts and opening_scopes(request.user) else "",
        # A star that has ended already is not withdrawn again.
        "withdraw_url": _withdraw_url(use) if acts and not row.must_stop else "",
    }
    failed = form is not None and bool(form.errors)
    return render(request, "desk/marks/use.html", context, status=422 if failed else 200)


def _inspect_url(use: MarkUse) -> str:
    product = use.certificate.recognition.product_id
    return reverse("desk:inspections:open", args=[product]) + "?ly-do=misuse"


def _withdraw_url(use: MarkUse) -> str:
    """Wrong use of the mark is ground d of Điều 8.1."""
    code = use.certificate.short_code
    return reverse("desk:withdrawals:propose", args=[code]) + "?can-cu=d"
