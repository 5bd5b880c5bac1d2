"""Pages, scoped to the reader; what the public reads comes from `public_page` alone."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ocop.accounts.models import User
from ocop.accounts.policy import Visitor, units_with_role
from ocop.accounts.queries import officials_of
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.files.models import StoredFile
from ocop.kernel import clock
from ocop.places.models import Unit
from ocop.products import queries as products
from ocop.products.models import Product
from ocop.register.models import Recognition
from ocop.register.queries import history_of, status_of_recognition
from ocop.storefront.models import (
    ModerationRule,
    PagePhoto,
    PageVersion,
    PublishedContact,
    SellingPlace,
)
from ocop.storefront.states import VersionState

READERS_AT_WORK = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR})


@dataclass(frozen=True)
class PublicPage:
    """What the producer publishes with one version."""

    version: PageVersion
    photos: list[PagePhoto]
    places: list[SellingPlace]
    contacts: list[PublishedContact]


def page_of(version: PageVersion) -> PublicPage:
    """A version with its photos, places and agreed contacts: for what is judged and frozen."""
    return PublicPage(
        version,
        list(version.photos.select_related("file")),
        list(version.places.all()),
        list(open_contacts(version.product_id)),
    )


def open_contacts(product_id: int) -> QuerySet[PublishedContact]:
    """The contacts whose consent stands."""
    return PublishedContact.objects.filter(product=product_id, withdrawn_at=None).order_by("-kind")


def valid_star(product_id: int) -> int | None:
    """The star that is valid today, or None: what a page may claim."""
    today = clock.today()
    valid = [
        one.star for one in history_of(product_id) if status_of_recognition(one, today).is_valid
    ]
    return valid[0] if valid else None


def is_recognised(product_id: int) -> bool:
    """Whether the product ever had a star: only then it has a public page."""
    return Recognition.objects.filter(product=product_id, star__gte=3).exists()


def visible_to(user: Visitor) -> QuerySet[PageVersion]:
    """Every version of the own products; for offices, what was sent to them, of their place.

    A draft is the producer's own: no office reads it before it is sent.
    """
    if not user.is_authenticated:
        return PageVersion.objects.none()
    own = Q(product__in=products.own_products(user).order_by().values("pk"))
    return PageVersion.objects.filter(own | _of_place(user, READERS_AT_WORK))


def to_moderate(user: Visitor) -> QuerySet[PageVersion]:
    """The versions waiting for this person's word."""
    provinces = units_with_role(user, {Role.PROVINCE_OFFICE})
    ruled = ModerationRule.objects.filter(commune_may_approve=True).values("province")
    communes = units_with_role(user, COMMUNE_ROLES)
    return PageVersion.objects.filter(
        Q(product__current_commune__province_today__in=provinces)
        | Q(
            product__current_commune__in=communes,
            product__current_commune__province_today__in=ruled,
        ),
        state=VersionState.SENT,
    )


def sent_ones(user: Visitor) -> QuerySet[PageVersion]:
    """Everything the office of the person's place was ever sent, for the desk's list."""
    return PageVersion.objects.filter(_of_place(user, READERS_AT_WORK)).select_related(
        "product__producer", "product__current_commune__province_today", "sent_by", "decided_by"
    )


def _of_place(user: Visitor, roles: frozenset[Role]) -> Q:
    place = Q(product__current_commune__province_today__in=units_with_role(user, roles)) | Q(
        product__current_commune__in=units_with_role(user, COMMUNE_ROLES)
    )
    return place & ~Q(state=VersionState.DRAFT)


FILTERS = {
    "cho-duyet": Q(state=VersionState.SENT),
    "dang-dang": Q(state=VersionState.PUBLISHED),
    "tra-lai": Q(state=VersionState.RETURNED),
    "da-go": Q(state__in=[VersionState.WITHDRAWN, VersionState.TAKEN_DOWN]),
    "tat-ca": Q(),
}
"""The desk's filters by their name in the address."""


def counts(found: QuerySet[PageVersion]) -> dict[str, int]:
    """How many of the scoped versions each filter holds, in one query."""
    counted: dict[str, int] = found.order_by().aggregate(
        **{
            key.replace("-", "_"): Count("pk", filter=wanted) if wanted else Count("pk")
            for key, wanted in FILTERS.items()
        }
    )
    return {key: counted[key.replace("-", "_")] for key in FILTERS}


def is_public_photo(file: StoredFile) -> bool:
    """Whether the file stands on a page that is published now, of a recognised product."""
    recognised = Recognition.objects.filter(product=OuterRef("version__product"), star__gte=3)
    return PagePhoto.objects.filter(
        Exists(recognised), file=file, version__state=VersionState.PUBLISHED
    ).exists()


def readable_files(user: Visitor) -> QuerySet[PagePhoto]:
    """The photos of every version the person may read."""
    return PagePhoto.objects.filter(version__in=visible_to(user).order_by().values("pk"))


def moderators_of(product: Product) -> QuerySet[User]:
    """Who is told of a sent page: the province's office, and the commune where it approves."""
    place = product.current_commune or product.commune
    people = officials_of(Role.PROVINCE_OFFICE, unit_id=place.province_today_id)
    if ModerationRule.objects.filter(
        province=place.province_today_id, commune_may_approve=True
    ).exists():
        people = people | officials_of(*COMMUNE_ROLES, unit_id=place.pk)
    return people


def commune_approves(province: Unit) -> bool:
    """Whether this province lets its communes approve pages."""
    return ModerationRule.objects.filter(province=province, commune_may_approve=True).exists()
