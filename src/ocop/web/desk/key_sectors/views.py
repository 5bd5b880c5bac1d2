"""The OCOP office keeps its province's key sectors and says which products belong to them (B04)."""

from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ocop.accounts.policy import units_with_role
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import folded
from ocop.places.models import Unit
from ocop.products.classifying import change_key_sector, open_key_sector
from ocop.products.models import KeySector, Product
from ocop.products.queries import visible_to
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.classifying import ClassifyForm

MOST_FOUND = 25


class SectorForm(forms.Form):
    """A key sector as the province named it."""

    name = forms.CharField(
        label="Tên ngành hàng",
        max_length=80,
        help_text="Ví dụ: Lúa gạo, Xoài, Cá tra, Sen, Hoa kiểng.",
        error_messages={"required": "Hãy ghi tên ngành hàng."},
    )
    basis = forms.CharField(
        label="Căn cứ",
        max_length=240,
        required=False,
        help_text="Quyết định hoặc kế hoạch của tỉnh nêu ngành hàng này.",
    )


class ChangeSectorForm(SectorForm):
    """An open sector may be closed; its products keep it."""

    is_closed = forms.BooleanField(label="Không dùng nữa", required=False)


@officials(Role.PROVINCE_OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The list with how many products each has, a line to add one, and a search for products."""
    province = _province(request)
    form = SectorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sector = open_key_sector(province=province, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã thêm ngành hàng {sector.name}.")
            return redirect("desk:key_sectors:list")
    typed = request.GET.get("tim", "").strip()[:80]
    return render(
        request,
        "desk/key_sectors/list.html",
        {
            "form": form,
            "province": province,
            "sectors": _sectors(request).annotate(held=Count("products")),
            "typed": typed,
            "found": _products(request, typed) if typed else [],
        },
    )


@officials(Role.PROVINCE_OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name or basis, or closing it."""
    sector = get_object_or_404(_sectors(request).select_related("province"), pk=pk)
    initial = {name: getattr(sector, name) for name in ChangeSectorForm.base_fields}
    form = ChangeSectorForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_key_sector(sector=sector, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã lưu ngành hàng {sector.name}.")
            return redirect("desk:key_sectors:list")
    products = visible_to(request.user).filter(key_sector=sector).select_related("producer")
    context = {"form": form, "sector": sector, "products": products[:200]}
    return render(request, "desk/key_sectors/edit.html", context)


@officials(Role.PROVINCE_OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """What one product is beside its group of Phụ lục I."""
    rows = visible_to(request.user).select_related(
        "producer__current_commune", "current_commune__province_today", "commune__province_today"
    )
    shown = get_object_or_404(rows, pk=pk)
    form = ClassifyForm(request.POST or None, product=shown)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(request.user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã lưu {shown.name}.")
            return redirect("desk:key_sectors:list")
    return render(request, "desk/key_sectors/product.html", {"form": form, "product": shown})


def _province(request: HttpRequest) -> Unit:
    """The province whose office the person holds; the first where several."""
    held = units_with_role(request.user, {Role.PROVINCE_OFFICE})
    return get_object_or_404(Unit.objects.filter(pk__in=held).order_by("code")[:1])


def _sectors(request: HttpRequest) -> QuerySet[KeySector]:
    return KeySector.objects.filter(
        province__in=units_with_role(request.user, {Role.PROVINCE_OFFICE})
    )


def _products(request: HttpRequest, typed: str) -> QuerySet[Product]:
    found = visible_to(request.user).select_related("producer", "key_sector", "current_commune")
    for word in folded(typed).split()[:8]:
        found = found.filter(folded_name__contains=word)
    return found[:MOST_FOUND]
