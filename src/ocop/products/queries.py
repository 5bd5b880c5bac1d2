"""Products, scoped to the reader."""

from django.db.models import Q, QuerySet

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES
from ocop.producers.policy import own_producer_ids
from ocop.producers.queries import NATIONAL_READERS, PROVINCE_READERS
from ocop.products.models import Product


def visible_to(user: Visitor) -> QuerySet[Product]:
    """The own producers' products; an official's by the place where the product is made."""
    if not user.is_authenticated:
        return Product.objects.none()
    if has_national_role(user, NATIONAL_READERS):
        return Product.objects.all()
    return Product.objects.filter(
        Q(producer__in=own_producer_ids(user))
        | Q(current_commune__in=units_with_role(user, COMMUNE_ROLES))
        | Q(current_commune__province_today__in=units_with_role(user, PROVINCE_READERS))
    )


def own_products(user: Visitor) -> QuerySet[Product]:
    """The products of the producers the person acts for, with what a card shows."""
    return (
        Product.objects.filter(producer__in=own_producer_ids(user))
        .select_related("producer", "current_commune__province_today")
        .prefetch_related("photos")
    )


def comparable_for(user: Visitor) -> QuerySet[Product]:
    """What a new name is compared with: the products the person sees, and the recognised ones.

    Another producer's product stays unknown until its recognition is published.
    """
    recognised = Product.objects.filter(recognitions__isnull=False).values("pk")
    return Product.objects.filter(Q(pk__in=recognised) | Q(pk__in=visible_to(user).values("pk")))
