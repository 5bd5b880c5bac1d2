"""Plans and inspections, scoped to the reader. Every list, count and export starts here."""

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from ocop.accounts.models import Membership, User
from ocop.accounts.policy import Visitor, has_national_role, in_force, units_with_role
from ocop.accounts.roles import Role
from ocop.files.models import StoredFile
from ocop.inspections.models import (
    FieldEntry,
    InspectingLevel,
    Inspection,
    InspectionFinding,
    LabSample,
    Plan,
    TeamMember,
)
from ocop.inspections.policy import TEAM_ROLES
from ocop.inspections.states import OPEN_STATES, TOLD_STATES, InspectionState
from ocop.producers.policy import own_producer_ids
from ocop.register.models import Certificate

PROVINCE_READERS = frozenset(
    {Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.INSPECTOR, Role.AUDITOR}
)
NATIONAL_READERS = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER, Role.AUDITOR})


def visible_to(user: Visitor) -> QuerySet[Inspection]:
    """The inspections an official may open: of their province, of the whole country, of their teams.

    A producer's people read theirs through `own_inspections`, which shows less.
    """
    if not user.is_authenticated:
        return Inspection.objects.none()
    if has_national_role(user, NATIONAL_READERS):
        return Inspection.objects.all()
    sent = TeamMember.objects.filter(inspection=OuterRef("pk"), user_id=user.pk)
    return Inspection.objects.filter(
        Q(province__in=units_with_role(user, PROVINCE_READERS)) | Exists(sent)
    )


def plans_visible_to(user: Visitor) -> QuerySet[Plan]:
    """The plans of the person's province; the ministry and national auditors see all."""
    if has_national_role(user, NATIONAL_READERS):
        return Plan.objects.all()
    return Plan.objects.filter(province__in=units_with_role(user, PROVINCE_READERS))


def own_inspections(user: Visitor) -> QuerySet[Inspection]:
    """The inspections of the person's own producers, once the minutes were read to them."""
    return Inspection.objects.filter(
        product__producer__in=own_producer_ids(user), state__in=TOLD_STATES
    )


def with_names(rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """The same rows with all that a list line and a page head show."""
    return rows.select_related(
        "product__producer",
        "product__current_commune",
        "product__commune",
        "province",
        "plan",
        "conclusion",
        "minutes",
        "dossier",
    ).prefetch_related(Prefetch("team", TeamMember.objects.select_related("user")))


def with_findings(rows: QuerySet[Inspection]) -> QuerySet[Inspection]:
    """With how many findings each has and how many of them are not mended."""
    pending = ~Q(findings__state=InspectionFinding.State.VERIFIED)
    return rows.annotate(
        finding_count=Count("findings"), pending_count=Count("findings", filter=pending)
    )


def filters(user: Visitor, on: dt.date) -> dict[str, Q]:
    """What the list can be narrowed to; the keys stand in the address."""
    pending = InspectionFinding.objects.filter(inspection=OuterRef("pk")).exclude(
        state=InspectionFinding.State.VERIFIED
    )
    own = TeamMember.objects.filter(inspection=OuterRef("pk"), user_id=user.pk or 0)
    return {
        "tat-ca": Q(),
        "cua-toi": Q(Exists(own), state__in=OPEN_STATES),
        "thang-nay": Q(planned_on__year=on.year, planned_on__month=on.month),
        "cho-ket-luan": Q(state=InspectionState.MINUTED),
        "chua-khac-phuc": Q(Exists(pending), state__in=TOLD_STATES),
        "qua-han": Q(Exists(pending.filter(due_on__lt=on)), state__in=TOLD_STATES),
    }


def team_candidates(level: str, province_id: int | None) -> QuerySet[User]:
    """The people who may be sent: the province's inspectors, office and departments; the ministry's."""
    roles = {Role.MINISTRY_OFFICE, *TEAM_ROLES} if level == InspectingLevel.MINISTRY else TEAM_ROLES
    offices = in_force(Membership.objects.filter(role__in=roles))
    if level == InspectingLevel.PROVINCE:
        offices = offices.filter(unit=province_id)
    return User.objects.filter(is_active=True, pk__in=offices.values("user_id")).order_by(
        "folded_name", "pk"
    )


def current_entries(inspection: Inspection) -> dict[str, FieldEntry]:
    """The answer that counts for each question: the newest written."""
    rows = inspection.entries.select_related("written_by").order_by("written_at", "pk")
    return {entry.question: entry for entry in rows}


def history_of_product(product_id: int) -> QuerySet[Inspection]:
    """Every inspection of a product, newest first."""
    return with_findings(with_names(Inspection.objects.filter(product=product_id)))


def newest_certificate(product_id: int) -> Certificate | None:
    """The certificate a withdrawal would be about."""
    return (
        Certificate.objects.filter(recognition__product=product_id)
        .select_related("recognition__product__current_commune", "recognition__decision__unit")
        .order_by("-issued_on", "-pk")
        .first()
    )


def pending_findings(rows: QuerySet[Inspection]) -> QuerySet[InspectionFinding]:
    """The findings of these inspections that nobody has confirmed as mended."""
    return InspectionFinding.objects.filter(
        inspection__in=rows, inspection__state__in=TOLD_STATES
    ).exclude(state=InspectionFinding.State.VERIFIED)


def readable_files(user: Visitor) -> QuerySet[StoredFile]:
    """The files of inspections: all for officials who see them, a part for the producer.

    The producer reads what the minutes show: photos, signatures, laboratory reports, the
    conclusion, and what they sent themselves.
    """
    scope = Q()
    for rows in (visible_to(user), own_inspections(user)):
        keys = rows.values("pk")
        samples = LabSample.objects.filter(inspection__in=keys)
        scope |= (
            Q(field_photos__inspection__in=keys)
            | Q(pk__in=samples.values("report"))
            | Q(pk__in=rows.values("signatures__file"))
            | Q(pk__in=rows.values("signed_copies__file"))
            | Q(pk__in=rows.values("follow_ups__file"))
            | Q(pk__in=rows.values("conclusion__file"))
        )
    return StoredFile.objects.filter(pk__in=StoredFile.objects.filter(scope).values("pk"))
