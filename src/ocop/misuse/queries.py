"""Reports, scoped to the reader; and how many were founded, for the risk of an inspection."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel import clock
from ocop.kernel.codes import tidy_code
from ocop.misuse.models import Report
from ocop.misuse.states import OPEN_STATES, ReportState
from ocop.products.models import Product

NATION = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER, Role.AUDITOR})
PROVINCE_READERS = frozenset(
    {Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.INSPECTOR, Role.AUDITOR}
)


def visible_to(user: Visitor) -> QuerySet[Report]:
    """Officials alone: by the province it belongs to or the place of the shop; the ministry all.

    A commune reads what happened in its own place. A producer sees no report about itself.
    """
    if has_national_role(user, NATION):
        return Report.objects.all()
    provinces = units_with_role(user, PROVINCE_READERS)
    return Report.objects.filter(
        Q(province__in=provinces)
        | Q(commune__province_today__in=provinces)
        | Q(commune__in=units_with_role(user, COMMUNE_ROLES))
    )


def with_names(reports: QuerySet[Report]) -> QuerySet[Report]:
    """With product, producer, place; `joined` counts the reports merged into each."""
    found = reports.select_related(
        "certificate__recognition__product__producer",
        "certificate__recognition__product__current_commune",
        "commune",
        "province",
        "photo",
        "merged_into",
    )
    return found.annotate(joined=Count("merged")).order_by("-filed_at", "-pk")


def waiting(user: Visitor) -> QuerySet[Report]:
    """The open reports that the person's own office answers."""
    own = Q(province__in=units_with_role(user, {Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER}))
    if has_national_role(user, {Role.MINISTRY_OFFICE}):
        own |= Q(province=None)
    return Report.objects.filter(own, state__in=OPEN_STATES, merged_into=None)


FILTERS = {
    "moi": Q(state=ReportState.NEW, merged_into=None),
    "dang-xem": Q(state=ReportState.LOOKING, merged_into=None),
    "xong": Q(state=ReportState.CLOSED),
    "tat-ca": Q(),
}
"""The queue's filters by their name in the address; joined reports stand with the one they joined."""


def same_matter(report: Report, among: QuerySet[Report]) -> QuerySet[Report]:
    """Other unmerged reports of the same certificate, or of a like name where there is none."""
    others = among.filter(merged_into=None).exclude(pk=report.pk)
    if report.certificate_id:
        return others.filter(certificate=report.certificate_id)
    return others.filter(product_name__iexact=report.product_name)


def followed(code: str) -> Report | None:
    """The report of a follow code as a person typed it."""
    return Report.objects.select_related("merged_into").filter(follow_code=tidy_code(code)).first()


def founded_reports_of(products: Iterable[Product], since: dt.date) -> dict[int, int]:
    """How many founded or handed-over reports each product has had since a day, by product id.

    Products without any are left out.
    """
    midnight = dt.datetime.combine(since, dt.time.min, clock.VIETNAM)
    rows = (
        Report.objects.filter(
            certificate__recognition__product__in=[product.pk for product in products],
            verdict__in=[Report.Verdict.FOUNDED, Report.Verdict.HANDED_OVER],
            filed_at__gte=midnight,
        )
        .order_by()
        .values_list("certificate__recognition__product")
        .annotate(number=Count("pk"))
    )
    return dict(rows)


def counts(reports: QuerySet[Report]) -> dict[str, int]:
    """How many of the scoped reports each filter holds, in one query."""
    counted: dict[str, int] = reports.order_by().aggregate(
        **{
            key.replace("-", "_"): Count("pk", filter=wanted) if wanted else Count("pk")
            for key, wanted in FILTERS.items()
        }
    )
    return {key: counted[key.replace("-", "_")] for key in FILTERS}
