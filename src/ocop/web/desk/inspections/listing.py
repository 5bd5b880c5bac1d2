"""The list of inspections: filter, search, order, export; and one product's history."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ocop.accounts.policy import has_role
from ocop.dossiers import queries as dossiers
from ocop.inspections import policy, queries
from ocop.inspections.models import Conclusion
from ocop.inspections.rules.checklists import checklist
from ocop.kernel import clock
from ocop.kernel.text import folded
from ocop.products import queries as products
from ocop.products.models import Product
from ocop.web.desk.inspections.gates import for_history, for_readers
from ocop.web.desk.inspections.words import status_of
from ocop.web.desk.lists import PAGE_SIZE, Chip
from ocop.web.desk.offices import INSPECTION_DESK
from ocop.web.exports import list_file

LABELS = {
    "tat-ca": "Tất cả",
    "cua-toi": "Của tôi",
    "thang-nay": "Tháng này",
    "cho-ket-luan": "Chờ kết luận",
    "chua-khac-phuc": "Chưa khắc phục xong",
    "qua-han": "Quá hạn khắc phục",
}
ORDERS: dict[str, tuple[str, ...]] = {
    "": ("-planned_on", "-pk"),
    "ten": ("product__folded_name", "pk"),
    "-ten": ("-product__folded_name", "-pk"),
    "ngay": ("planned_on", "pk"),
    "-ngay": ("-planned_on", "-pk"),
}
HEAD = (
    "Sản phẩm",
    "Chủ thể",
    "Nơi sản xuất",
    "Lý do",
    "Nội dung",
    "Ngày kiểm tra",
    "Tình trạng",
    "Số vi phạm",
    "Chưa khắc phục xong",
    "Số kết luận",
    "Ngày kết luận",
)


@for_readers
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every inspection the official may see, narrowed as the address asks."""
    key, rows = _chosen(request)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "chosen": {"chips": _chips(request, key), "words": _words(request), "key": key},
        "page": page,
        "lines": [(each, status_of(each)) for each in page],
        "may_open": bool(policy.opening_scopes(request.user)),
        "may_plan": bool(policy.planning_scopes(request.user)),
        "today": clock.today(),
    }
    return render(request, "desk/inspections/list.html", context)


@for_readers
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same rows as a file; no internal note, no risk reason."""
    _, rows = _chosen(request)
    return list_file(suffix, "kiem-tra", HEAD, (_cells(each) for each in rows))


@for_history
@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found at one product: the whole for offices, the conclusions for a council."""
    if has_role(request.user, *INSPECTION_DESK):
        found = queries.visible_to(request.user).filter(product=pk)
        seen = products.visible_to(request.user).filter(pk=pk)
        if not (seen.exists() or found.exists()):
            raise Http404
        rows = queries.with_findings(queries.with_names(found))
        context = {"lines": [(each, status_of(each)) for each in rows], "opens": True}
    else:
        get_object_or_404(dossiers.visible_to(request.user).filter(product=pk)[:1])
        conclusions = Conclusion.objects.filter(inspection__product=pk)
        context = {"conclusions": conclusions, "opens": False}
    context["product"] = get_object_or_404(Product.objects.select_related("producer"), pk=pk)
    return render(request, "desk/inspections/product.html", context)


def _chosen(request: HttpRequest) -> tuple[str, QuerySet[Any]]:
    found = queries.filters(request.user, clock.today())
    key = request.GET.get("loc", "")
    key = key if key in found else "tat-ca"
    rows = queries.visible_to(request.user).filter(found[key])
    for word in folded(_words(request)).split()[:8]:
        rows = rows.filter(
            Q(product__folded_name__contains=word)
            | Q(product__producer__folded_name__contains=word)
            | Q(product__current_commune__folded_name__contains=word)
        )
    order = ORDERS.get(request.GET.get("xep", ""), ORDERS[""])
    return key, queries.with_findings(queries.with_names(rows)).order_by(*order)


def _chips(request: HttpRequest, key: str) -> list[Chip]:
    """Each filter with its count, counted on the same scoped rows in one query."""
    found = queries.filters(request.user, clock.today())
    counts = queries.visible_to(request.user).aggregate(
        **{name: Count("pk", filter=wanted, distinct=True) for name, wanted in found.items()}
    )
    return [
        Chip(name, label, counts[name], name == key)
        for name, label in LABELS.items()
        if counts[name] or name in {key, "tat-ca"}
    ]


def _words(request: HttpRequest) -> str:
    return request.GET.get("tim", "").strip()[:80]


def _cells(each: Any) -> list[Any]:
    conclusion = getattr(each, "conclusion", None)
    commune = each.product.current_commune or each.product.commune
    return [
        each.product.name,
        each.product.producer.name,
        commune.full_name,
        each.get_cause_display(),
        checklist(each.checklist).name,
        each.planned_on,
        each.get_state_display(),
        each.finding_count,
        each.pending_count,
        conclusion.number if conclusion else None,
        conclusion.concluded_on if conclusion else None,
    ]
