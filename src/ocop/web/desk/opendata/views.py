"""Snapshots on demand, and the ministry's tables: what does not fit, and the files."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ocop.accounts.policy import has_national_role, units_with_role
from ocop.jobs import queue
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.opendata import snapshots
from ocop.opendata.ministry import TABLES, TO_CHECK, Export, Table, export, table
from ocop.opendata.models import DataSnapshot
from ocop.opendata.policy import EXPORTERS, may_make_snapshots
from ocop.opendata.writing import MEDIA_TYPES, WRITERS
from ocop.places.models import Unit
from ocop.places.queries import provinces_today
from ocop.web.access import officials
from ocop.web.exports import download

PAGE_SIZE = 50


@officials(*EXPORTERS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The last snapshots with the one being made, and the tables there are."""
    context = {
        "run": snapshots.open_run(),
        "newest": DataSnapshot.objects.order_by("-made_at").first(),
        "may_make": may_make_snapshots(request.user),
        "tables": TABLES,
        "to_check": TO_CHECK,
    }
    return render(request, "desk/opendata/overview.html", context)


@officials(*EXPORTERS)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for a snapshot of every dataset now."""
    try:
        snapshots.begin(by=request.user)
        messages.success(request, "Đã bắt đầu lập bản dữ liệu mở. Có thể rời trang này.")
    except RefusedError as refused:
        messages.error(request, refused.message)
    return redirect("desk:opendata:overview")


@officials(*EXPORTERS)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Stop after the dataset being written."""
    run = snapshots.open_run()
    if run is not None and may_make_snapshots(request.user):
        queue.cancel(run)
        messages.info(request, "Sẽ dừng sau bộ dữ liệu đang lập. Các bộ đã lập vẫn giữ.")
    return redirect("desk:opendata:overview")


@officials(*EXPORTERS)
@require_safe
def ministry_table(request: HttpRequest, name: str) -> HttpResponse:
    """How many lines, and every cell that does not fit its column."""
    chosen = _table(name)
    made, province = _made(request, chosen)
    kinds = Counter((one.column, one.message) for one in made.findings)
    context = {
        "table": chosen,
        "province": province,
        "provinces": _provinces(request),
        "rows": len(made.rows),
        "findings": len(made.findings),
        "kinds": [(column, message, number) for (column, message), number in kinds.most_common(20)],
        "page": Paginator(made.findings, PAGE_SIZE).get_page(request.GET.get("trang")),
        "to_check": TO_CHECK,
    }
    return render(request, "desk/opendata/table.html", context)


@officials(*EXPORTERS)
@require_safe
def ministry_file(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    """The table as `csv` or `xlsx`."""
    chosen = _table(name)
    if suffix not in ("csv", "xlsx"):
        raise Http404
    made, _province = _made(request, chosen)
    content = WRITERS[suffix](chosen.heads, made.rows)
    return download(content, MEDIA_TYPES[suffix], chosen.name, suffix)


def _table(name: str) -> Table:
    chosen = table(name)
    if chosen is None:
        raise Http404
    return chosen


def _made(request: HttpRequest, chosen: Table) -> tuple[Export, Unit | None]:
    """The table for the province asked for; an office of a province never gets another's."""
    provinces = _provinces(request)
    code = request.GET.get("tinh", "")
    province = next((one for one in provinces if one.code == code), None)
    if province is None and not has_national_role(request.user, EXPORTERS):
        province = provinces[0] if provinces else None
        if province is None:
            raise Http404
    return export(chosen, clock.today(), province), province


def _provinces(request: HttpRequest) -> list[Unit]:
    provinces = provinces_today().order_by("folded_name")
    if not has_national_role(request.user, EXPORTERS):
        provinces = provinces.filter(pk__in=units_with_role(request.user, EXPORTERS))
    return list(provinces)
