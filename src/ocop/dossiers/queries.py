"""Dossiers, scoped to the reader. Every list, count, search and export starts at `visible_to`."""

import json
from collections.abc import Mapping
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from ocop.accounts.policy import Visitor, has_national_role, held_roles, units_with_role
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.dossiers.models import Dossier, Receipt, Submission
from ocop.dossiers.states import CLOSED_STATES, DossierState
from ocop.files.models import StoredFile
from ocop.law.classification import classification
from ocop.producers.policy import own_producer_ids

# They answer for the whole evaluation in the province, the commune's part included (Điều 10.3.c).
WHOLE_PROVINCE_ROLES = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR})
_COUNCIL_ROLES = frozenset({Role.COUNCIL_CHAIR, Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY})
# States that a dossier has only after the commune proposed it.
PROVINCE_STATES = frozenset(DossierState) - {
    DossierState.DRAFT,
    DossierState.SUBMITTED,
    DossierState.AT_COMMUNE,
    DossierState.RETURNED_BY_COMMUNE,
    DossierState.WITHDRAWN,
}


def visible_to(user: Visitor) -> QuerySet[Dossier]:
    """The dossiers whose content the person may open.

    A producer's people see their own from the first draft on, an official a draft they typed for a
    producer of their place. An official sees what was handed in:
    the commune its own place's, the provincial office, leader and auditor the whole province's, the
    advisory team and a department (within its sectors) what reached the province, a council member
    what stands on an agenda of their council, the ministry what was forwarded to it. An
    administrator manages people and sees no dossier.
    """
    if not user.is_authenticated:
        return Dossier.objects.none()
    handed_in = Exists(Submission.objects.filter(dossier=OuterRef("pk")))
    return Dossier.objects.filter(
        Q(producer__in=own_producer_ids(user))
        | (Q(handed_in) & _official_scope(user))
        | (Q(created_by_id=user.pk) & _office_scope(user))
    )


def _office_scope(user: Visitor) -> Q:
    return Q(commune__in=units_with_role(user, COMMUNE_ROLES)) | Q(
        province__in=units_with_role(user, {Role.PROVINCE_OFFICE})
    )


def _official_scope(user: Visitor) -> Q:
    at_province = Q(state__in=PROVINCE_STATES) | Exists(
        Receipt.objects.filter(dossier=OuterRef("pk"), desk=Receipt.Desk.PROVINCE)
    )
    scope = (
        Q(commune__in=units_with_role(user, COMMUNE_ROLES))
        | Q(province__in=units_with_role(user, WHOLE_PROVINCE_ROLES))
        | (at_province & _advisers_scope(user))
        | Q(pk__in=_on_own_agendas(user))
    )
    if has_national_role(user, {Role.AUDITOR}):
        scope |= Q(pk__isnull=False)
    if has_national_role(user, {Role.MINISTRY_OFFICE, Role.MINISTER}):
        scope |= Q(pk__in=Dossier.objects.filter(referrals__isnull=False).values("pk"))
    return scope


def _advisers_scope(user: Visitor) -> Q:
    scope = Q(province__in=units_with_role(user, {Role.ADVISORY_TEAM}))
    for membership in held_roles(user):
        if membership.role == Role.DEPARTMENT and membership.unit_id is not None:
            own = Q(province=membership.unit_id)
            if membership.sectors:
                own &= Q(product__leaf__in=leaves_of_sectors(tuple(membership.sectors)))
            scope |= own
    return scope


def _on_own_agendas(user: Visitor) -> QuerySet[Dossier, int]:
    """A seat opens dossiers only together with the council office behind it."""
    behind = Q(agenda_items__session__council__unit__in=units_with_role(user, _COUNCIL_ROLES))
    if has_national_role(user, {Role.MINISTRY_COUNCIL}):
        behind |= Q(agenda_items__session__council__unit=None)
    return Dossier.objects.filter(
        behind,
        agenda_items__taken_off_on=None,
        agenda_items__session__council__members__user=user.pk or 0,
        agenda_items__session__council__members__left_on=None,
    ).values_list("pk", flat=True)


@cache
def leaves_of_sectors(sectors: tuple[str, ...]) -> frozenset[int]:
    """The leaves (1 to 26) of the sectors "I" to "VI" of Phụ lục I QĐ 26/2026/QĐ-TTg."""
    return frozenset(leaf.number for leaf in classification() if leaf.sector_code in sectors)


def with_names(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """The same rows with what a list shows: product, producer, commune, province, officer."""
    return dossiers.select_related("product__producer", "commune", "province", "officer")


def open_dossiers(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Those not yet at their end."""
    return dossiers.exclude(state__in=CLOSED_STATES)


def latest_submission(dossier: Dossier) -> Submission | None:
    """The dossier as last handed in, with its snapshot; None before the first time."""
    return dossier.submissions.select_related("snapshot").order_by("-number").first()


def submission_content(submission: Submission) -> Mapping[str, object]:
    """What the producer handed in, as frozen. `services/submission.py` documents the keys."""
    content: dict[str, object] = json.loads(submission.snapshot.content)
    return content


def readable_files(user: Visitor) -> QuerySet[StoredFile]:
    """The dossier, vault and product files the person may open.

    The producer's people read their own files; every other reader only those that were handed in
    with a dossier they may open.
    """
    own = own_producer_ids(user)
    return StoredFile.objects.filter(
        Q(pk__in=StoredFile.objects.filter(paper_files__paper__producer__in=own).values("pk"))
        | Q(
            pk__in=StoredFile.objects.filter(product_photos__product__producer__in=own).values("pk")
        )
        | Q(
            pk__in=StoredFile.objects.filter(submissions__dossier__in=visible_to(user)).values("pk")
        )
    )
