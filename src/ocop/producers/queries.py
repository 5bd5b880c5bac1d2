"""Producers, their people and papers, scoped to the reader."""

from django.db.models import Q, QuerySet

from ocop.accounts.models import User
from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel import clock
from ocop.producers.models import Paper, Producer, ProducerPerson
from ocop.producers.policy import own_producer_ids

PROVINCE_READERS = frozenset(
    {Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.INSPECTOR, Role.AUDITOR}
)
NATIONAL_READERS = frozenset({Role.MINISTRY_OFFICE, Role.AUDITOR})


def visible_to(user: Visitor) -> QuerySet[Producer]:
    """Its own people's producers; an official's by the unit of office; none for a visitor."""
    if not user.is_authenticated:
        return Producer.objects.none()
    if has_national_role(user, NATIONAL_READERS):
        return Producer.objects.all()
    provinces = units_with_role(user, PROVINCE_READERS)
    return Producer.objects.filter(
        Q(pk__in=own_producer_ids(user))
        | Q(current_commune__in=units_with_role(user, COMMUNE_ROLES))
        | Q(current_commune__province_today__in=provinces)
        # Of a divided commune that nobody has settled: the province's, no commune's.
        | Q(current_commune=None, commune__province_today__in=provinces)
    )


def own_producers(user: Visitor) -> QuerySet[Producer]:
    """The producers the person acts for today, with their commune and province."""
    return Producer.objects.filter(pk__in=own_producer_ids(user)).select_related(
        "current_commune__province_today"
    )


def papers_of(user: Visitor) -> QuerySet[Paper]:
    """The papers in the vaults of the person's own producers, newest version of each first.

    Officials read papers as handed in with a dossier, never the vault.
    """
    return Paper.objects.filter(producer__in=own_producer_ids(user)).prefetch_related("files__file")


def people_of(producer: Producer) -> QuerySet[ProducerPerson]:
    """Everyone who acts for the producer now, in the order they came."""
    return producer.people.filter(ends_on=None).select_related("user").order_by("starts_on", "pk")


def users_of(producer: Producer) -> QuerySet[User]:
    """The active people who act for the producer today, helpers too."""
    today = clock.today()
    parts = producer.people.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today
    ).values("user_id")
    return User.objects.filter(is_active=True, pk__in=parts).order_by("pk")
