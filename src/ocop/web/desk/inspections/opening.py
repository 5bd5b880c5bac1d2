"""An ad hoc inspection: first the product, then why, what and who."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.dossiers.models import Dossier, Submission
from ocop.inspections import policy
from ocop.inspections.services import visits
from ocop.kernel.errors import RefusedError
from ocop.products.models import Product
from ocop.products.queries import visible_to
from ocop.register.queries import matching
from ocop.web import refusals
from ocop.web.desk.inspections.forms import AdHocForm
from ocop.web.desk.inspections.gates import for_openers
from ocop.web.desk.lists import PAGE_SIZE


@for_openers
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Find the product by name, producer or commune."""
    words = request.GET.get("tim", "").strip()[:80]
    rows = matching(_products(request), words) if words else Product.objects.none()
    page = Paginator(rows.order_by("folded_name", "pk"), PAGE_SIZE).get_page(
        request.GET.get("trang")
    )
    return render(request, "desk/inspections/choose.html", {"page": page, "words": words})


@for_openers
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """The reason, the checklist, the day and the team."""
    product = get_object_or_404(_products(request), pk=pk)
    scopes = policy.opening_scopes(request.user)
    if not scopes:
        raise PermissionDenied
    level, province_id = scopes[0]
    dossiers = Dossier.objects.filter(product=product, pk__in=Submission.objects.values("dossier"))
    form = AdHocForm(
        request.POST or None,
        level=level,
        province_id=province_id,
        dossiers=dossiers,
        initial={"cause": request.GET.get("ly-do", ""), "checklist": "after-recognition"},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            inspection = visits.open_ad_hoc(
                product=product,
                level=level,
                cause=typed["cause"],
                cause_text=typed["cause_text"],
                checklist_name=typed["checklist"],
                planned_on=typed["planned_on"],
                lead=typed["lead"],
                members=list(typed["members"]),
                dossier=typed.get("dossier"),
                by=request.user,
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lập cuộc kiểm tra và báo cho đoàn.")
            return redirect("desk:inspections:inspection", inspection.pk)
    context = {"product": product, "form": form}
    return render(
        request, "desk/inspections/open.html", context, status=422 if form.errors else 200
    )


def _products(request: HttpRequest) -> QuerySet[Product]:
    return visible_to(request.user).select_related(
        "producer", "commune__province_today", "current_commune__province_today"
    )
