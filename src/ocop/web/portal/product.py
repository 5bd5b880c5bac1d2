"""A product: entering it, telling about it, its group, its place and its photos."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ocop.dossiers.queries import visible_to
from ocop.files.limits import IMAGE_LIMIT
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.law.classification import ProductClass, classification, product_class
from ocop.producers.policy import own_producer_ids
from ocop.products.models import ProductPhoto
from ocop.products.queries import comparable_for
from ocop.products.services import add_photo as add_photo_to
from ocop.products.services import register_product, update_product
from ocop.products.services import remove_photo as remove_photo_of
from ocop.products.similarity import near_products
from ocop.register.models import Recognition
from ocop.register.queries import history_of
from ocop.visits.queries import opened_lately
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.portal.back import back_to
from ocop.web.portal.communes import commune_with_code, find_communes
from ocop.web.portal.examples import EXAMPLES
from ocop.web.portal.forms import NewProductForm, PhotoForm, ProductForm
from ocop.web.portal.scope import producer_or_404, product_or_404
from ocop.web.portal.star_clock import star_clock
from ocop.web.typed import whole_number


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A name is enough; a nearly equal name is shown once and may be passed."""
    producer = producer_or_404(request, pk)
    form = NewProductForm(request.POST or None)
    near = []
    commune = producer.current_commune
    if request.method == "POST" and form.is_valid() and commune is not None:
        if not request.POST.get("seen"):
            near = near_products(
                name=form.cleaned_data["name"],
                commune=commune,
                among=comparable_for(request.user),
                producer_id=producer.pk,
            )
        if not near:
            try:
                product = register_product(
                    producer=producer, commune=commune, by=request.user, **form.cleaned_data
                )
            except RefusedError as refused:
                refusals.show(form, refused)
            else:
                messages.success(request, f"Đã thêm {product.name}. Giờ chọn nhóm sản phẩm.")
                return redirect("portal:group", product.pk)
    context = {"form": form, "producer": producer, "office": producer.name, "near": near}
    return render(request, "portal/product_new.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything told of a product, its photos, its dossiers and its stars."""
    product = product_or_404(request, pk)
    form = ProductForm(
        request.POST or None,
        initial={name: getattr(product, name) for name in ProductForm.base_fields},
    )
    if request.method == "POST" and form.is_valid():
        try:
            update_product(product=product, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu sản phẩm.")
            return redirect(back_to(request, "portal:product", pk))
    history = list(history_of(product.pk))
    context = {
        "form": form,
        "product": product,
        "office": product.producer.name,
        "leaf": product_class(product.leaf) if product.leaf else None,
        "photos": product.photos.all(),
        "photo_form": PhotoForm(),
        "most_bytes": IMAGE_LIMIT,
        "dossiers": visible_to(request.user).filter(product=product).order_by("-pk"),
        "history": history,
        "star_clock": star_clock(history, clock.today()),
        "opened_lately": sum(opened_lately(_certificates(history), clock.today()).values()),
        "back": back_to(request, "portal:home"),
    }
    return render(request, "portal/product.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """The classification of Phụ lục I, each leaf with plain examples."""
    product = product_or_404(request, pk)
    error = ""
    if request.method == "POST":
        leaf = whole_number(request.POST.get("leaf"))
        try:
            if leaf is None:
                raise RefusedError("Hãy chọn một nhóm.", field="leaf")
            update_product(product=product, by=request.user, leaf=leaf)
        except RefusedError as refused:
            error = refused.message
        else:
            messages.success(request, "Đã chọn nhóm sản phẩm.")
            return redirect(back_to(request, "portal:product", pk))
    context = {
        "product": product,
        "office": product.producer.name,
        "sectors": list(_sectors()),
        "error": error,
    }
    return render(request, "portal/group.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the product is made: that commune receives the dossier."""
    product = product_or_404(request, pk)
    if request.method == "POST":
        commune = commune_with_code(request.POST.get("commune", ""))
        try:
            if commune is None:
                raise RefusedError("Hãy chọn lại xã, phường.")
            update_product(product=product, by=request.user, commune=commune)
        except RefusedError as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, f"Nơi làm ra sản phẩm: {commune.full_name}.")
            return redirect("portal:product", pk)
    typed = request.GET.get("tim", "")
    context = {
        "product": product,
        "office": product.producer.name,
        "typed": typed,
        "found": find_communes(typed),
    }
    return render(request, "portal/place.html", context)


@signed_in
@require_POST
def add_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """One more photo."""
    product = product_or_404(request, pk)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            with transaction.atomic():
                file = store_upload(form.cleaned_data["photo"], request.user, field="photo")
                add_photo_to(
                    product=product,
                    file=file,
                    by=request.user,
                    caption=form.cleaned_data["caption"],
                )
        except RefusedError as refused:
            messages.error(request, refused.message)
    else:
        messages.error(request, " ".join(form.errors.get("photo", ["Hãy chọn một tấm ảnh."])))
    return redirect("portal:product", pk)


@signed_in
@require_POST
def remove_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """One photo less."""
    photo = get_object_or_404(
        ProductPhoto.objects.select_related("product__producer"),
        pk=pk,
        product__producer__in=own_producer_ids(request.user),
    )
    remove_photo_of(photo=photo, by=request.user)
    return redirect("portal:product", photo.product_id)


def _sectors() -> Iterator[tuple[str, list[tuple[ProductClass, str]]]]:
    """Each sector's name with its leaves and their examples."""
    sectors: dict[str, list[tuple[ProductClass, str]]] = {}
    for leaf in classification():
        sectors.setdefault(leaf.sector, []).append((leaf, EXAMPLES[leaf.number]))
    yield from sectors.items()


def _certificates(history: Iterable[Recognition]) -> list[int]:
    return [each.certificate.pk for each in history if hasattr(each, "certificate")]
