"""The page of one recognised product, its readable address and the picture shared with it."""

import hashlib
import json

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ocop.files.models import StoredFile
from ocop.web.access import anyone
from ocop.web.languages import in_other_language
from ocop.web.public.product import drawing
from ocop.web.public.product.json_ld import absolute, data_block, graph
from ocop.web.public.product.pin import pin_of
from ocop.web.public.product.shown import Shown, shown
from ocop.web.public.register.facets import form_name


@anyone
@require_safe
def product(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """One recognised product. Others are not public: 404. A name in the address is put right."""
    page = public_product(pk)
    if slug and slug != page.slug:
        return redirect("public:named_product", pk, page.slug, permanent=True)
    return render(request, "public/product/page.html", page_context(page))


@anyone
@require_safe
def share_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The picture for shared links; drawn once for each content and kept beside the uploads."""
    page = public_product(pk)
    name = _kept_picture(page)
    return FileResponse(
        default_storage.open(name),
        content_type="image/png",
        headers={"Cache-Control": "public, max-age=3600"},
    )


def public_product(pk: int) -> Shown:
    """What the public reads of a product. Raises Http404 where there is nothing."""
    page = shown(pk)
    if not page.entries:
        raise Http404
    return page


def page_context(page: Shown) -> dict[str, object]:
    """What `public/product/page.html` and its body need."""
    address = reverse("public:product", args=[page.product.pk])
    other = in_other_language(address)
    vietnamese, english = (other, address) if address.startswith("/en/") else (address, other)
    canonical = absolute(address)
    share_image = absolute(reverse("public:share_picture", args=[page.product.pk]))
    return {
        "page": page,
        "product": page.product,
        "newest": page.newest,
        "form_name": form_name(page.product.legal_form),
        "pin": pin_of(page.commune),
        "canonical": canonical,
        "languages": (("vi", absolute(vietnamese)), ("en", absolute(english))),
        "share_image": share_image,
        "summary": summary(page),
        "data": data_block(graph(page, canonical, share_image)),
    }


def summary(page: Shown) -> str:
    """One or two lines for search results and shared links."""
    if page.introduction:
        return page.introduction.words[:200]
    return f"{page.product.producer} · {page.commune.full_name}"


def star_words(page: Shown) -> str:
    """What may be said of the star today."""
    if page.valid_star:
        return _("Sản phẩm OCOP %(star)s sao") % {"star": page.valid_star}
    return _("Sao OCOP không còn hiệu lực")


def first_file(page: Shown) -> StoredFile | None:
    """The file of the first photo, for what is drawn with it."""
    return StoredFile.objects.get(pk=page.photos[0].file_id) if page.photos else None


def _kept_picture(page: Shown) -> str:
    """The file's name. A new content replaces the old picture: one is kept for each product."""
    with override("vi"):
        words = star_words(page)
    photo = first_file(page)
    drawn = {
        "name": page.product.name,
        "star": page.valid_star,
        "words": words,
        "where": [page.product.producer, page.commune.display],
    }
    told = json.dumps([drawn, photo.sha256 if photo else None], sort_keys=True)
    folder = f"share/{page.product.pk % 100:02d}/{page.product.pk}"
    name = f"{folder}/{hashlib.sha256(told.encode()).hexdigest()[:32]}.png"
    if not default_storage.exists(name):
        content = drawing.share_picture(**drawn, photo=photo)
        old = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
        default_storage.save(name, ContentFile(content))
        for each in old:
            default_storage.delete(f"{folder}/{each}")
    return name
