"""Divided communes: a person says where each producer and product lies today."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import folded
from ocop.mergers import policy, queries
from ocop.mergers.services import place_records, settle_whole
from ocop.places.models import Unit
from ocop.web.access import officials
from ocop.web.desk.units.forms import PlacingForm

PAGE_SIZE = 50
at_units_desk = officials(
    Role.PROVINCE_OFFICE,
    Role.PROVINCE_LEADER,
    Role.MINISTRY_OFFICE,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)
settlers = officials(Role.PROVINCE_OFFICE, Role.ADMINISTRATOR)


@at_units_desk
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The divided communes: those where something waits, or with `?loc=tat-ca` all of them."""
    open_units = queries.divided_visible_to(request.user)
    waiting = queries.where_something_waits(open_units)
    shows_all = request.GET.get("loc") == "tat-ca"
    shown = open_units if shows_all else waiting
    words = request.GET.get("tim", "").strip()[:80]
    if words:
        shown = shown.filter(folded_name__contains=folded(words))
    page = Paginator(queries.with_waiting(shown), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "shows_all": shows_all,
        "words": words,
        "waiting": waiting.count(),
        "total": open_units.count(),
        "may_reform": policy.may_reform(request.user),
    }
    return render(request, "desk/units/list.html", context)


@at_units_desk
@require_http_methods(["GET", "HEAD", "POST"])
def commune(request: HttpRequest, pk: int) -> HttpResponse:
    """One divided commune: its records, and the communes of today that took in a part of it."""
    old = get_object_or_404(queries.divided_visible_to(request.user), pk=pk)
    producers, products = list(queries.producers_of(old)), list(queries.products_of(old))
    candidates = queries.candidates_of(old)
    form = PlacingForm(
        request.POST if request.method == "POST" else None,
        candidates=[(each.unit.pk, each.unit.full_name) for each in candidates],
        producers=[producer.pk for producer in producers],
        products=[product.pk for product in products],
    )
    if request.method == "POST" and form.is_valid():
        try:
            count = place_records(
                old=old,
                new=Unit.objects.get(pk=form.cleaned_data["new"]),
                producers=form.cleaned_data["producers"],
                products=form.cleaned_data["products"],
                by=cast(User, request.user),
            )
        except RefusedError as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"Đã xếp {count} mục.")
            return redirect("desk:units:commune", pk=pk)
    context = {
        "old": old,
        "producers": producers,
        "products": products,
        "candidates": candidates,
        "form": form,
        "chosen_producers": set(form.data.getlist("producers")) if form.is_bound else set(),
        "chosen_products": set(form.data.getlist("products")) if form.is_bound else set(),
        "may_settle": policy.may_settle(request.user, old),
    }
    return render(request, "desk/units/commune.html", context)


@settlers
@require_POST
def whole(request: HttpRequest, pk: int, new: int) -> HttpResponse:
    """The whole old commune is held to be one commune of today."""
    old = get_object_or_404(queries.divided_visible_to(request.user), pk=pk)
    follower = get_object_or_404(Unit, pk=new)
    try:
        count = settle_whole(old=old, new=follower, by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:units:commune", pk=pk)
    messages.success(
        request,
        f"Đã xác nhận: cả {old.name_in_sentence} nay là {follower.name_in_sentence}. "
        f"Chuyển {count} chủ thể và sản phẩm.",
    )
    return redirect("desk:units:list")
