"""Entering a paper dossier half-way: first the product, then what the paper books say."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ocop.dossiers import policy
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries import open_dossiers
from ocop.dossiers.services.carried_over import REACHED, enter_carried_over
from ocop.dossiers.states import DossierState
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import folded
from ocop.products.models import Product
from ocop.products.queries import visible_to
from ocop.web import refusals
from ocop.web.desk.dossier.carried_over_form import CarriedOverForm
from ocop.web.desk.dossier.pages import DeskPages

PAGE_SIZE = 25


def choose_product_page(request: HttpRequest, desk: DeskPages) -> HttpResponse:
    """The products of the desk's place that have no dossier under way."""
    words = request.GET.get("tim", "").strip()[:80]
    products = _products(request)
    if folded(words):
        products = products.filter(folded_name__contains=folded(words)) | products.filter(
            producer__folded_name__contains=folded(words)
        )
    page = Paginator(products.order_by("folded_name", "pk"), PAGE_SIZE).get_page(
        request.GET.get("trang")
    )
    context = {"desk": desk, "page": page, "words": words}
    return render(request, "desk/dossier/choose_product.html", context)


def enter_page(request: HttpRequest, pk: int, desk: DeskPages) -> HttpResponse:
    """Numbers and original dates; the dossier goes on from the step it has reached."""
    product = get_object_or_404(
        _products(request).select_related("producer", "current_commune__province_today"), pk=pk
    )
    if not any(policy.may_carry_over(request.user, product, step) for step in REACHED):
        raise Http404
    form = CarriedOverForm(request.POST or None, product=product, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            dossier = enter_carried_over(
                product=product,
                kind=form.cleaned_data["kind"],
                by=request.user,
                reached=DossierState(form.cleaned_data["reached"]),
                past=form.past,
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã nhập hồ sơ giấy với số và ngày gốc.")
            return desk.to(dossier)
    context = {"desk": desk, "product": product, "form": form}
    return render(
        request, "desk/dossier/carry_over.html", context, status=422 if form.errors else 200
    )


def _products(request: HttpRequest) -> QuerySet[Product]:
    return (
        visible_to(request.user)
        .filter(current_commune__isnull=False, leaf__isnull=False)
        .exclude(dossiers__in=open_dossiers(Dossier.objects.all()))
        .select_related("producer", "current_commune")
    )
