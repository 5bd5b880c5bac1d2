"""Ceremonies and the certificates that may be handed over at them, scoped to the reader."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import Role
from ocop.benefits.models import Ceremony, CeremonyLine
from ocop.benefits.reward_queries import READERS
from ocop.benefits.states import Presence
from ocop.kernel import clock
from ocop.register.models import Certificate, Decision
from ocop.register.withdrawing import standing

MINISTRY = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER})


def visible_to(user: Visitor) -> QuerySet[Ceremony]:
    """Those of the person's own province or, at the ministry, of the ministry."""
    if has_national_role(user, {Role.AUDITOR}):
        return Ceremony.objects.all()
    seen = Q(province__in=units_with_role(user, READERS))
    if has_national_role(user, MINISTRY):
        seen |= Q(province=None)
    return Ceremony.objects.filter(seen)


def with_counts(ceremonies: QuerySet[Ceremony]) -> QuerySet[Ceremony]:
    """With how many certificates are on the list, and how many did not reach their producer yet."""
    waiting = Q(lines__presence__in=[Presence.EXPECTED, Presence.ABSENT])
    return (
        ceremonies.select_related("province")
        .order_by("-held_on", "-pk")
        .annotate(held=Count("lines"), waiting=Count("lines", filter=waiting))
    )


def lines_of(ceremony: Ceremony) -> QuerySet[CeremonyLine]:
    """The lines in the order of handing over."""
    return ceremony.lines.select_related(
        "certificate__recognition__product__producer",
        "certificate__recognition__product__current_commune",
    ).order_by("position", "pk")


def certificates_for(ceremony: Ceremony) -> QuerySet[Certificate]:
    """Standing certificates of the ceremony's place that nobody has handed over yet.

    A province hands over those of products made there, 5 stars too; the ministry its own.
    """
    taken = CeremonyLine.objects.filter(certificate=OuterRef("pk")).exclude(
        ~Q(ceremony=ceremony.pk), presence=Presence.ABSENT
    )
    found = standing(Certificate.objects.filter(expires_on__gte=clock.today()))
    found = found.filter(~Exists(taken))
    if ceremony.province_id is None:
        return found.filter(recognition__star=5)
    return found.filter(
        Q(recognition__product__current_commune__province_today=ceremony.province_id)
        | Q(
            recognition__product__current_commune=None,
            recognition__product__commune__province_today=ceremony.province_id,
        )
    )


def decisions_for(ceremony: Ceremony) -> QuerySet[Decision]:
    """The decisions with such certificates, newest first, with how many."""
    return (
        Decision.objects.filter(recognitions__certificate__in=certificates_for(ceremony))
        .annotate(to_hand_over=Count("recognitions"))
        .order_by("-signed_on", "-pk")
    )
