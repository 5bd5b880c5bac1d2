"""Who may use the mark on a day, and how it is used, scoped to the reader."""

import datetime as dt

from django.db.models import Case as SqlCase
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum, Value, When

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.benefits.models import MarkUse
from ocop.benefits.rules.stamps import is_over
from ocop.benefits.states import IN_USE, UseState
from ocop.kernel.text import folded
from ocop.producers.policy import own_producer_ids
from ocop.register.models import Certificate
from ocop.register.queries import extended_on
from ocop.register.withdrawing import standing_ends

NATION = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER, Role.AUDITOR})
PROVINCE_READERS = frozenset(
    {Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.INSPECTOR, Role.AUDITOR}
)
CHECKERS = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.INSPECTOR})
_PRODUCT = "recognition__product"


def _scope(user: Visitor, product: str) -> Q:
    if has_national_role(user, NATION):
        return Q(pk__isnull=False)
    provinces = units_with_role(user, PROVINCE_READERS)
    return (
        Q(**{f"{product}__current_commune__province_today__in": provinces})
        | Q(
            **{
                f"{product}__current_commune": None,
                f"{product}__commune__province_today__in": provinces,
            }
        )
        | Q(**{f"{product}__current_commune__in": units_with_role(user, COMMUNE_ROLES)})
    )


def visible_to(user: Visitor) -> QuerySet[MarkUse]:
    """Officials: uses for products made in their province or commune; the ministry's office all."""
    return MarkUse.objects.filter(_scope(user, f"certificate__{_PRODUCT}"))


def own_uses(user: Visitor) -> QuerySet[MarkUse]:
    """The uses that the person's own producers declared."""
    return MarkUse.objects.filter(
        certificate__recognition__product__producer__in=own_producer_ids(user)
    )


def valid_on(on: dt.date) -> QuerySet[Certificate]:
    """The certificates under which the mark may be used on a day, as `register.status` says."""
    return Certificate.objects.filter(
        ~Exists(standing_ends(on).filter(certificate=OuterRef("pk"))),
        Q(expires_on__gte=on) | Q(pk__in=extended_on(on)),
        issued_on__lte=on,
    )


def may_use_now(user: Visitor, on: dt.date) -> QuerySet[Certificate]:
    """Of the official's place: who may use the mark on a day, with how many uses are declared."""
    in_use = Q(mark_uses__state__in=IN_USE)
    return (
        with_names_of(valid_on(on).filter(_scope(user, _PRODUCT)))
        .annotate(uses=Count("mark_uses", filter=in_use))
        .order_by("recognition__product__folded_name", "pk")
    )


def own_rights(user: Visitor, on: dt.date) -> QuerySet[Certificate]:
    """The certificates by which the person's own producers may use the mark on a day."""
    producers = own_producer_ids(user)
    found = valid_on(on).filter(recognition__product__producer__in=producers)
    return with_names_of(found).order_by("recognition__product__folded_name", "pk")


def with_names_of(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """With product, producer and place, and the facts that its status needs."""
    return certificates.select_related(
        "recognition__product__producer", "recognition__product__current_commune"
    ).prefetch_related("facts")


def with_right(uses: QuerySet[MarkUse], on: dt.date) -> QuerySet[MarkUse]:
    """With `has_right`: whether the product has this very star on the day, by whatever certificate."""
    same = valid_on(on).filter(
        recognition__product=OuterRef("certificate__recognition__product"),
        recognition__star=OuterRef("certificate__recognition__star"),
    )
    return uses.annotate(has_right=Exists(same))


def with_names(uses: QuerySet[MarkUse]) -> QuerySet[MarkUse]:
    """With product, producer, place, photo and the facts of the certificate."""
    return uses.select_related(
        "certificate__recognition__product__producer",
        "certificate__recognition__product__current_commune__province_today",
        "certificate__recognition__product__commune__province_today",
        "checked_by",
    ).prefetch_related("certificate__facts")


TO_STOP = Q(has_right=False, state__in=IN_USE)
FILTERS = {
    "tat-ca": Q(),
    "khong-con-sao": TO_STOP,
    "cho-xem": Q(state=UseState.DECLARED),
    "dung-sai": Q(state=UseState.WRONG),
    "dung-dung": Q(state=UseState.OK),
    "da-ngung": Q(state=UseState.STOPPED),
}
"""The list's filters by their name in the address; rows need `with_right`."""


def worst_first(uses: QuerySet[MarkUse]) -> QuerySet[MarkUse]:
    """Uses without a valid star first, then wrong ones, then those to be looked at."""
    weight = SqlCase(
        When(TO_STOP, then=Value(0)),
        When(state=UseState.WRONG, then=Value(1)),
        When(state=UseState.DECLARED, then=Value(2)),
        When(state=UseState.OK, then=Value(3)),
        default=Value(4),
    )
    return uses.order_by(weight, "-declared_at", "-pk")


def matching(uses: QuerySet[MarkUse], words: str) -> QuerySet[MarkUse]:
    """Those where each word is in product or producer; marks do not matter."""
    for word in folded(words).split()[:8]:
        uses = uses.filter(
            Q(certificate__recognition__product__folded_name__contains=word)
            | Q(certificate__recognition__product__producer__folded_name__contains=word)
        )
    return uses


def waiting(user: Visitor, on: dt.date) -> dict[str, int]:
    """How many uses the person's office must look at: "cho-xem" and "khong-con-sao"."""
    provinces = units_with_role(user, CHECKERS)
    place = "certificate__recognition__product__current_commune__province_today"
    own = with_right(MarkUse.objects.filter(**{f"{place}__in": provinces}), on)
    counted: dict[str, int] = own.order_by().aggregate(
        to_see=Count("pk", filter=FILTERS["cho-xem"]), to_stop=Count("pk", filter=TO_STOP)
    )
    return {"cho-xem": counted["to_see"], "khong-con-sao": counted["to_stop"]}


def stamps_over_output(on: dt.date) -> set[int]:
    """Products whose declared stamps are more than the pieces they say to make since first use.

    Only where the yearly output counts pieces ("12.000 hộp"); a weight cannot be compared.
    """
    rows = (
        MarkUse.objects.filter(stamps_printed__isnull=False)
        .order_by()
        .values_list(
            "certificate__recognition__product",
            "certificate__recognition__product__yearly_output",
        )
        .annotate(stamps=Sum("stamps_printed"))
    )
    since: dict[int, dt.date] = {}
    for product, first in MarkUse.objects.order_by("-first_used_on").values_list(
        "certificate__recognition__product", "first_used_on"
    ):
        since[product] = first
    return {
        product
        for product, output, stamps in rows
        if is_over(stamps, output, (on - since[product]).days // 365 + 1)
    }
