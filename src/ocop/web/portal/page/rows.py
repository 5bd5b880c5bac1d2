"""Fetching what the page's views are about, and saying where a version stands."""

from django.http import Http404, HttpRequest

from ocop.kernel.findings import Finding
from ocop.products.models import Product
from ocop.storefront.models import PageVersion
from ocop.storefront.queries import open_contacts
from ocop.storefront.rules.goodness import missing_for_good
from ocop.storefront.states import OPEN_STATES, VersionState
from ocop.web.design.pieces import Kind, Status
from ocop.web.portal.scope import product_or_404

_KINDS = {
    VersionState.DRAFT: Kind.DRAFT,
    VersionState.SENT: Kind.WAIT,
    VersionState.RETURNED: Kind.WARN,
    VersionState.PUBLISHED: Kind.OK,
    VersionState.REPLACED: Kind.OFF,
    VersionState.WITHDRAWN: Kind.OFF,
    VersionState.TAKEN_DOWN: Kind.STOP,
}


def status_of(version: PageVersion) -> Status:
    """Where a version stands, in words."""
    state = VersionState(version.state)
    return Status(_KINDS[state], str(state.label))


def versions_of(product: Product) -> list[PageVersion]:
    """Every version of the product's page, newest first."""
    return list(PageVersion.objects.filter(product=product).order_by("-number"))


def open_version(versions: list[PageVersion]) -> PageVersion | None:
    """The one being written or waiting."""
    return next((one for one in versions if one.state in OPEN_STATES), None)


def published_version(versions: list[PageVersion]) -> PageVersion | None:
    """The one the public reads."""
    return next((one for one in versions if one.state == VersionState.PUBLISHED), None)


def draft_or_404(request: HttpRequest, pk: int) -> PageVersion:
    """The draft of a product the person may write. Raises Http404 where none is open."""
    product = product_or_404(request, pk)
    draft = PageVersion.objects.filter(product=product, state=VersionState.DRAFT).first()
    if draft is None:
        raise Http404
    draft.product = product
    return draft


def lacking(version: PageVersion) -> list[Finding]:
    """What the version still lacks to be good."""
    return missing_for_good(
        photos=version.photos.count(),
        introduction=version.introduction,
        story=version.story,
        places=version.places.count(),
        english=bool(version.introduction_en),
        contacts=open_contacts(version.product_id).count(),
    )
