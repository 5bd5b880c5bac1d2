"""Where the page of a product stands, how it looks, and the card to print."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.products.models import Product
from ocop.register.models import Certificate
from ocop.storefront.queries import (
    is_recognised,
    open_contacts,
    valid_star,
)
from ocop.visits.queries import opened_lately
from ocop.web.access import signed_in
from ocop.web.portal.page.forms import ContactForm
from ocop.web.portal.page.rows import (
    lacking,
    open_version,
    published_version,
    status_of,
    versions_of,
)
from ocop.web.portal.scope import product_or_404
from ocop.web.public.product import drawing
from ocop.web.public.product.json_ld import absolute
from ocop.web.public.product.page import first_file, page_context, public_product, star_words
from ocop.web.public.product.shown import shown


@signed_in
@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """State, what is missing, contacts, sharing and the history of the page."""
    return overview_page(request, pk, ContactForm())


def overview_page(request: HttpRequest, pk: int, form: ContactForm) -> HttpResponse:
    """The overview; `form` may hold a contact that was refused."""
    product = product_or_404(request, pk)
    versions = versions_of(product)
    working, live = open_version(versions), published_version(versions)
    newest = working or live
    context = {
        "product": product,
        "office": product.producer.name,
        "open": working,
        "published": live,
        "asked": versions[0].reason if versions and not newest else "",
        "returned": versions[0] if versions and versions[0].state == "returned" else None,
        "status": status_of(newest) if newest else None,
        "lacking": lacking(newest) if newest else [],
        "versions": [(version, status_of(version)) for version in versions],
        "is_recognised": is_recognised(product.pk),
        "has_star": valid_star(product.pk) is not None,
        "opened": _opened(product),
        "contacts": open_contacts(product.pk),
        "contact_form": form,
    }
    return render(
        request, "portal/page/overview.html", context, status=422 if form.is_bound else 200
    )


def _opened(product: Product) -> int | None:
    """How often its certificates' pages were opened lately; None where it has none."""
    certificates = Certificate.objects.filter(recognition__product=product)
    ids = list(certificates.values_list("pk", flat=True))
    return sum(opened_lately(ids, clock.today()).values()) if ids else None


@signed_in
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The open version (else the published one) as the public would see it."""
    product = product_or_404(request, pk)
    version = open_version(versions_of(product))
    seen = shown(product.pk, version.pk if version else None)
    context = {**page_context(seen), "office": product.producer.name, "version": version}
    return render(request, "portal/page/preview.html", context)


@signed_in
@require_safe
def card(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """The card to print, A6: what the public reads, with a QR to the page."""
    product = product_or_404(request, pk)
    page = public_product(product.pk)
    if not page.valid_star:
        # Nothing is printed that would carry a star past its end.
        raise Http404
    image = drawing.card(
        name=page.product.name,
        star=page.valid_star,
        words=f"{star_words(page)}. Quét mã để xem câu chuyện và kiểm tra sao còn hiệu lực.",
        producer=f"{page.product.producer}, {page.commune.display}",
        address=absolute(reverse("public:product", args=[product.pk])),
        photo=first_file(page),
    )
    content = BytesIO()
    if suffix == "pdf":
        image.save(content, "PDF", resolution=drawing.CARD_DPI)
    else:
        image.save(content, "PNG", dpi=(drawing.CARD_DPI, drawing.CARD_DPI))
    kind = {"pdf": "application/pdf", "png": "image/png"}[suffix]
    name = f"the-chia-se-{page.slug}.{suffix}"
    return HttpResponse(
        content.getvalue(),
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
