"""Decisions and the results that wait for one, scoped to the reader."""

from django.db.models import Count, Prefetch, Q, QuerySet

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.councils.models import CouncilResult
from ocop.dossiers import queries as dossiers
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState as S
from ocop.producers.policy import own_producer_ids
from ocop.recognition.models import BulkLine
from ocop.register.models import Certificate, CertificateEdition, Decision

PROVINCE_READERS = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR})
MINISTRY_READERS = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER})
AT_PROVINCE = (S.SCORED, S.BACK_AT_PROVINCE)
AT_MINISTRY = (S.FORWARDED, S.IN_CENTRAL_COUNCIL, S.CENTRALLY_SCORED)


def visible_to(user: Visitor) -> QuerySet[Decision]:
    """The decisions the person may open.

    The issuing province's office, leader and auditor, the ministry its own; everyone whom a
    decision concerns: the producer's people, and officials who may open a dossier on its list.
    """
    if not user.is_authenticated:
        return Decision.objects.none()
    seen = dossiers.visible_to(user).values("pk")
    scope = (
        Q(unit__in=units_with_role(user, PROVINCE_READERS))
        | Q(recognitions__product__producer__in=own_producer_ids(user))
        | Q(recognitions__product__dossiers__in=seen)
        | Q(referrals__dossier__in=seen)
    )
    if has_national_role(user, MINISTRY_READERS):
        scope |= Q(unit=None)
    if has_national_role(user, {Role.AUDITOR}):
        scope |= Q(pk__isnull=False)
    return Decision.objects.filter(pk__in=Decision.objects.filter(scope).values("pk"))


def entered_by_office(user: Visitor) -> QuerySet[Decision]:
    """The decisions of the person's own province, newest first, with their counts."""
    own = Q(unit__in=units_with_role(user, PROVINCE_READERS))
    if has_national_role(user, {Role.AUDITOR}):
        own |= Q(unit__isnull=False)
    return _with_counts(Decision.objects.filter(own))


def entered_by_ministry(user: Visitor) -> QuerySet[Decision]:
    """The Minister's decisions, newest first, with their counts."""
    if not has_national_role(user, MINISTRY_READERS | {Role.AUDITOR}):
        return Decision.objects.none()
    return _with_counts(Decision.objects.filter(unit=None))


def _with_counts(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    counted = decisions.select_related("unit").annotate(
        recognised=Count("recognitions", distinct=True),
        referred=Count("referrals", distinct=True),
    )
    return counted.order_by("-signed_on", "-pk")


def waiting_at_province(user: Visitor) -> QuerySet[Dossier]:
    """The dossiers with a result on which the province acts next, results attached."""
    provinces = units_with_role(user, PROVINCE_READERS)
    scope = Q(province__in=provinces)
    if has_national_role(user, {Role.AUDITOR}):
        scope |= Q(pk__isnull=False)
    return with_results(dossiers.visible_to(user).filter(scope, state__in=AT_PROVINCE))


def waiting_at_ministry(user: Visitor) -> QuerySet[Dossier]:
    """The dossiers that lie with the ministry, results and referrals attached."""
    if not has_national_role(user, MINISTRY_READERS | {Role.AUDITOR}):
        return Dossier.objects.none()
    rows = dossiers.visible_to(user).filter(state__in=AT_MINISTRY)
    return with_results(rows).prefetch_related("referrals__decision")


def concluded_in_province(user: Visitor) -> QuerySet[Dossier]:
    """Every dossier of the person's province with a council's result, results attached."""
    scope = Q(province__in=units_with_role(user, PROVINCE_READERS))
    if has_national_role(user, {Role.AUDITOR}):
        scope |= Q(pk__isnull=False)
    return with_results(dossiers.visible_to(user).filter(scope, results__isnull=False).distinct())


def with_results(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """With names and `concluded`: the council's results as a list, the last one first."""
    results = CouncilResult.objects.select_related("item__session__council", "notice")
    return rows.select_related(
        "product__producer", "commune", "province", "builds_on__certificate"
    ).prefetch_related(
        "builds_on__certificate__facts",
        Prefetch("results", queryset=results.order_by("-pk"), to_attr="concluded"),
    )


def being_issued() -> QuerySet[BulkLine, int]:
    """The dossiers on a decision's list whose certificates the worker still issues."""
    return BulkLine.objects.filter(certificate=None).values_list("dossier_id", flat=True)


def certificates_visible_to(user: Visitor) -> QuerySet[Certificate]:
    """The certificates in the office's care: by the place of production as it is today.

    That a certificate exists is public; its papers, reasons and orders are its offices' alone.
    """
    if not user.is_authenticated:
        return Certificate.objects.none()
    if has_national_role(user, MINISTRY_READERS | {Role.AUDITOR}):
        return Certificate.objects.all()
    return Certificate.objects.filter(
        Q(
            recognition__product__current_commune__province_today__in=units_with_role(
                user, PROVINCE_READERS
            )
        )
        | Q(recognition__product__current_commune__in=units_with_role(user, COMMUNE_ROLES))
    )


def editions_visible_to(user: Visitor) -> QuerySet[CertificateEdition]:
    """The papers of those certificates."""
    return CertificateEdition.objects.filter(
        certificate__in=certificates_visible_to(user).values("pk")
    )
