"""Cases of withdrawal, scoped to the reader."""

import datetime as dt

from django.db.models import Q, QuerySet

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel import clock
from ocop.law import deadlines
from ocop.producers.policy import own_producer_ids
from ocop.withdrawals.models import MinistryRequest, Withdrawal
from ocop.withdrawals.policy import MINISTRY
from ocop.withdrawals.states import OPEN_STATES, CaseState

NATION = MINISTRY | {Role.AUDITOR}
PROVINCE_READERS = frozenset(
    {Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.INSPECTOR, Role.AUDITOR}
)
_PRODUCT = "certificate__recognition__product"


def visible_to(user: Visitor) -> QuerySet[Withdrawal]:
    """By the place of production: the commune its own, the province its own, the ministry all.

    A producer's people see a case from the day they are heard or it is decided.
    """
    if not user.is_authenticated:
        return Withdrawal.objects.none()
    if has_national_role(user, NATION):
        return Withdrawal.objects.all()
    told = Q(reply_due_on__isnull=False) | Q(decision__isnull=False)
    place = f"{_PRODUCT}__current_commune"
    return Withdrawal.objects.filter(
        Q(**{f"{place}__in": units_with_role(user, COMMUNE_ROLES)})
        | Q(**{f"{place}__province_today__in": units_with_role(user, PROVINCE_READERS)})
        | Q(told, **{f"{_PRODUCT}__producer__in": own_producer_ids(user)})
    )


def of_producers(user: Visitor) -> QuerySet[Withdrawal]:
    """The cases about the person's own producers that they were told of."""
    own = {f"{_PRODUCT}__producer__in": own_producer_ids(user)}
    return visible_to(user).filter(**own)


def with_names(cases: QuerySet[Withdrawal]) -> QuerySet[Withdrawal]:
    """With product, producer, place and decision."""
    return cases.select_related(
        f"{_PRODUCT}__producer",
        f"{_PRODUCT}__current_commune__province_today",
        f"{_PRODUCT}__commune__province_today",
        "decision",
        "annulment",
        "request",
    )


def open_cases(user: Visitor) -> QuerySet[Withdrawal]:
    """The open ones, the nearest deadline first."""
    return visible_to(user).filter(state__in=OPEN_STATES).order_by("concluded_on", "pk")


def closed_cases(user: Visitor) -> QuerySet[Withdrawal]:
    """The ended ones, newest first."""
    return visible_to(user).exclude(state__in=OPEN_STATES).order_by("-proposed_at", "-pk")


def overdue(cases: QuerySet[Withdrawal], today: dt.date | None = None) -> QuerySet[Withdrawal]:
    """Those whose 15 days (Điều 8.4) are over."""
    day = today or clock.today()
    days = (deadlines.revocation(day).last_day - day).days
    return cases.filter(concluded_on__lt=day - dt.timedelta(days=days))


def to_check(user: Visitor) -> QuerySet[Withdrawal]:
    """What waits for the office that verifies: by the star, the province's or the ministry's."""
    waiting = open_cases(user).filter(state__in=[CaseState.PROPOSED, CaseState.HEARING])
    return waiting.filter(_of_office(user, Role.PROVINCE_OFFICE, Role.MINISTRY_OFFICE))


def to_decide(user: Visitor) -> QuerySet[Withdrawal]:
    """What waits for the person's decision (Điều 8.2)."""
    waiting = open_cases(user).filter(state=CaseState.VERIFIED)
    return waiting.filter(_of_office(user, Role.PROVINCE_LEADER, Role.MINISTER))


def _of_office(user: Visitor, in_province: Role, in_ministry: Role) -> Q:
    place = f"{_PRODUCT}__current_commune__province_today__in"
    found = Q(**{place: units_with_role(user, {in_province})}, certificate__recognition__star__lt=5)
    if has_national_role(user, {in_ministry}):
        found |= Q(certificate__recognition__star=5)
    return found


def requests_visible_to(user: Visitor) -> QuerySet[MinistryRequest]:
    """The ministry's requests: the ministry all, a province those about its products."""
    found = MinistryRequest.objects.select_related(
        "recognition__product__producer",
        "recognition__product__current_commune__province_today",
        "recognition__product__commune__province_today",
    )
    if has_national_role(user, NATION):
        return found
    provinces = units_with_role(user, PROVINCE_READERS)
    return found.filter(recognition__product__current_commune__province_today__in=provinces)
