"""Certificates by where they stand between their window and their end, scoped to the reader."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel.text import folded
from ocop.law import deadlines
from ocop.recognition.certificate_clock import Moment, Stage, moments, stage_bounds
from ocop.register.models import Certificate, CertificateFact
from ocop.register.queries import status_of
from ocop.register.status import StatusKind

PROVINCE_READERS = frozenset(
    {Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.INSPECTOR, Role.AUDITOR}
)
NATIONAL_STAR = 5


def newer_of_product() -> QuerySet[Certificate]:
    """For `Exists`: a later certificate of the same product."""
    return Certificate.objects.filter(
        recognition__product=OuterRef("recognition__product"),
        issued_on__gt=OuterRef("issued_on"),
    )


def standing_on(on: dt.date) -> QuerySet[Certificate]:
    """Neither withdrawn nor replaced nor followed by a newer one, and not ended 180 days ago."""
    long_ago = on - (deadlines.extension(on).last_day - on)
    return _of_today(Certificate.objects.filter(expires_on__gte=long_ago), on)


def _of_today(certificates: QuerySet[Certificate], on: dt.date) -> QuerySet[Certificate]:
    facts = CertificateFact.objects.filter(certificate=OuterRef("pk"), on__lte=on)
    withdrawal = facts.filter(kind__in=["withdrawn", "withdrawal_annulled"])
    last = Coalesce(Subquery(withdrawal.order_by("-on", "-pk").values("kind")[:1]), Value(""))
    return certificates.alias(last_withdrawal=last).filter(
        ~Exists(facts.filter(kind="replaced")),
        ~Exists(newer_of_product()),
        ~Q(last_withdrawal="withdrawn"),
        issued_on__lte=on,
    )


def visible_to(
    user: Visitor, on: dt.date, *, latest: dt.date | None = None
) -> QuerySet[Certificate]:
    """The certificates an official looks after, from the opening of their window on.

    A commune's by the place of the product, a province's likewise; the ministry the 5 stars.
    `latest` is the latest last day, where more than those in their window are wanted.
    """
    scope = Q(recognition__product__current_commune__in=units_with_role(user, COMMUNE_ROLES)) | Q(
        recognition__product__current_commune__province_today__in=units_with_role(
            user, PROVINCE_READERS
        )
    )
    if has_national_role(user, {Role.MINISTRY_OFFICE, Role.MINISTER}):
        scope |= Q(recognition__star=NATIONAL_STAR)
    if has_national_role(user, {Role.AUDITOR}):
        scope |= Q(pk__isnull=False)
    facts = CertificateFact.objects.filter(certificate=OuterRef("pk"), on__lte=on)
    reevaluation = facts.filter(kind__in=["reevaluation_received", "reevaluation_ended"])
    last = Coalesce(Subquery(reevaluation.order_by("-on", "-pk").values("kind")[:1]), Value(""))
    latest = latest or on + (on - moments(on)[Moment.WINDOW_OPENS])
    return (
        _of_today(Certificate.objects.filter(scope, expires_on__lte=latest), on)
        .annotate(last_reevaluation=last)
        .select_related(
            "recognition__product__producer",
            "recognition__product__current_commune__province_today",
        )
    )


def stages(on: dt.date, extended_ids: Collection[int]) -> Mapping[Stage, Q]:
    """Each stage as a condition on the rows of `visible_to`; a certificate is in one of them.

    `extended_ids` are those that the rules call extended on that day.
    """
    # No row has the id 0; an empty list would make every count of one query 0.
    extended = Q(pk__in=[0, *extended_ids])
    under_way = Q(last_reevaluation="reevaluation_received")
    found: dict[Stage, Q] = {
        stage: ~under_way & _between(first, last)
        for stage, (first, last) in stage_bounds(on).items()
        if stage is not Stage.EXPIRED
    }
    found[Stage.UNDER_WAY] = under_way & Q(expires_on__gte=on)
    found[Stage.EXTENDED] = extended
    found[Stage.EXPIRED] = Q(expires_on__lt=on) & ~extended
    return found


def _between(first: dt.date | None, last: dt.date) -> Q:
    held = Q(expires_on__lte=last)
    return held & Q(expires_on__gte=first) if first else held


def extended_on(certificates: QuerySet[Any], on: dt.date) -> set[int]:
    """Which of the rows of `visible_to` are extended: asked of the rules, for the few that may be."""
    since = on - (deadlines.extension(on).last_day - on)
    candidates = certificates.filter(
        expires_on__lt=on, expires_on__gte=since, last_reevaluation="reevaluation_received"
    ).prefetch_related("facts")
    return {each.pk for each in candidates if status_of(each, on).kind is StatusKind.EXTENDED}


def stage_of(certificate: Any, on: dt.date, extended_ids: Collection[int]) -> Stage:
    """The stage of one row of `visible_to`, by the same bounds."""
    if certificate.expires_on < on:
        return Stage.EXTENDED if certificate.pk in extended_ids else Stage.EXPIRED
    if certificate.last_reevaluation == "reevaluation_received":
        return Stage.UNDER_WAY
    for stage, (first, last) in stage_bounds(on).items():
        if (first is None or first <= certificate.expires_on) and certificate.expires_on <= last:
            return stage
    return Stage.WINDOW_OPEN


def matching(typed: str) -> Q:
    """The condition that product, producer or number holds every word typed, with or without marks."""
    found = Q()
    for word in folded(typed).split()[:8]:
        found &= (
            Q(recognition__product__folded_name__contains=word)
            | Q(recognition__product__producer__folded_name__contains=word)
            | Q(number__icontains=word)
        )
    return found
