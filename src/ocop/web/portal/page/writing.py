"""Writing the draft: words saved while typing, photos, places to buy."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ocop.files.limits import IMAGE_LIMIT
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError, StaleDraftError
from ocop.storefront.models import PageVersion
from ocop.storefront.services import drafting
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.design import autosave
from ocop.web.portal.page.forms import PageForm, PagePhotoForm, PlaceForm
from ocop.web.portal.page.rows import draft_or_404, lacking
from ocop.web.portal.scope import product_or_404

_TEXTS = tuple(drafting.Texts.__dataclass_fields__)


@signed_in
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the draft, begun from what there is."""
    product = product_or_404(request, pk)
    version = drafting.open_draft(product=product, by=request.user)
    return redirect("portal:page_write" if version.state == "draft" else "portal:page", pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of the draft."""
    draft = draft_or_404(request, pk)
    if request.method != "POST":
        return _write_page(request, draft)
    form = PageForm(request.POST, photos=draft.photos.all())
    wanted = autosave.wanted(request)
    if not form.is_valid():
        said = " ".join(message for errors in form.errors.values() for message in errors)
        return autosave.not_saved(said) if wanted else _write_page(request, draft, form=form)
    try:
        saved = drafting.save_texts(
            version=draft,
            texts=form.texts(),
            saves=form.cleaned_data["version"],
            by=request.user,
            captions=form.captions(),
        )
    except RefusedError as refused:
        if wanted:
            status = 409 if isinstance(refused, StaleDraftError) else 422
            return autosave.not_saved(refused.message, status=status)
        refusals.show(form, refused)
        return _write_page(request, draft, form=form)
    if wanted:
        return autosave.saved(request, at=clock.now(), version=saved.saves)
    messages.success(request, "Đã lưu trang.")
    return redirect("portal:page", pk)


@signed_in
@require_POST
def add_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """One more photo, from a phone or a file."""
    draft = draft_or_404(request, pk)
    form = PagePhotoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            with transaction.atomic():
                file = store_upload(form.cleaned_data["photo"], request.user, field="photo")
                drafting.add_photo(
                    version=draft, file=file, caption=form.cleaned_data["caption"], by=request.user
                )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            return redirect("portal:page_write", pk)
    return _write_page(request, draft, photo_form=form)


@signed_in
@require_POST
def remove_photo(request: HttpRequest, pk: int, photo_id: int) -> HttpResponse:
    """One photo less."""
    draft = draft_or_404(request, pk)
    photo = get_object_or_404(draft.photos.select_related("version"), pk=photo_id)
    return _done(request, pk, lambda: drafting.remove_photo(photo=photo, by=request.user))


@signed_in
@require_POST
def first_photo(request: HttpRequest, pk: int, photo_id: int) -> HttpResponse:
    """Make it the large one."""
    draft = draft_or_404(request, pk)
    photo = get_object_or_404(draft.photos.select_related("version"), pk=photo_id)
    return _done(request, pk, lambda: drafting.put_photo_first(photo=photo, by=request.user))


@signed_in
@require_POST
def add_place(request: HttpRequest, pk: int) -> HttpResponse:
    """One more place to buy."""
    draft = draft_or_404(request, pk)
    form = PlaceForm(request.POST)
    if form.is_valid():
        try:
            drafting.add_place(version=draft, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            return redirect("portal:page_write", pk)
    return _write_page(request, draft, place_form=form)


@signed_in
@require_POST
def remove_place(request: HttpRequest, pk: int, place_id: int) -> HttpResponse:
    """One place less."""
    draft = draft_or_404(request, pk)
    place = get_object_or_404(draft.places.select_related("version"), pk=place_id)
    return _done(request, pk, lambda: drafting.remove_place(place=place, by=request.user))


def _done(request: HttpRequest, pk: int, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except RefusedError as refused:
        messages.error(request, refused.message)
    return redirect("portal:page_write", pk)


def _write_page(
    request: HttpRequest,
    draft: PageVersion,
    *,
    form: PageForm | None = None,
    photo_form: PagePhotoForm | None = None,
    place_form: PlaceForm | None = None,
) -> HttpResponse:
    photos = list(draft.photos.select_related("file"))
    initial = {"version": draft.saves, **{name: getattr(draft, name) for name in _TEXTS}}
    context = {
        "product": draft.product,
        "office": draft.product.producer.name,
        "form": form or PageForm(initial=initial, photos=photos),
        "photos": photos,
        "places": draft.places.all(),
        "photo_form": photo_form or PagePhotoForm(auto_id="anh-%s"),
        "place_form": place_form or PlaceForm(auto_id="noi-%s"),
        "most_bytes": IMAGE_LIMIT,
        "lacking": lacking(draft),
    }
    is_refused = any((form, photo_form, place_form))
    return render(request, "portal/page/write.html", context, status=422 if is_refused else 200)
