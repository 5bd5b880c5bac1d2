"""The desks' lists: rows already scoped by `visible_to`, with the dates their order needs."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from ocop.accounts.models import User
from ocop.config.law import law_settings
from ocop.dossiers.models import Dossier, Receipt, ReturnNote, Submission
from ocop.dossiers.queries import visible_to, with_names
from ocop.dossiers.rules.clocks import (
    nearly_over_if_complete_by,
    starts_again,
    urgent_if_received_by,
)
from ocop.dossiers.states import DossierState as S
from ocop.kernel.clock import VIETNAM
from ocop.kernel.text import folded
from ocop.register.models import EvaluationKind

AT_COMMUNE_DESK = (S.SUBMITTED, S.AT_COMMUNE, S.RETURNED_BY_COMMUNE)
AT_PROVINCE_DESK = (S.PROPOSED, S.AT_PROVINCE, S.RETURNED_BY_PROVINCE, S.ACCEPTED)

# While the 45 days of Điều 7.6.g run: not while the producer completes the dossier.
REEVALUATION_RUNS = (S.AT_PROVINCE, S.ACCEPTED, S.IN_COUNCIL, S.SCORED)

_BEFORE_THE_PROVINCE = (S.DRAFT, *AT_COMMUNE_DESK, S.WITHDRAWN)
_IN_COUNCIL = (S.IN_COUNCIL, S.SCORED, S.FORWARDED, S.IN_CENTRAL_COUNCIL, S.CENTRALLY_SCORED)
_ENDED = (S.RECOGNISED, S.NOT_RECOGNISED, S.NOT_UPGRADED, S.WITHDRAWN)


def with_dates(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Adds `submitted_at`, each desk's latest receipt (`…_received_on`, `…_number`), `received_samples`,
    `counted_from` (the receipt that the commune's clock counts from), and of the latest return
    `asked_until` and `asked_points`.
    """
    submissions = Submission.objects.filter(dossier=OuterRef("pk")).order_by("-number")
    notes = ReturnNote.objects.filter(dossier=OuterRef("pk")).order_by("-pk")
    commune, province = (
        Receipt.objects.filter(dossier=OuterRef("pk"), desk=desk).order_by("-pk")
        for desk in (Receipt.Desk.COMMUNE, Receipt.Desk.PROVINCE)
    )
    counting = commune if starts_again(law_settings()) else commune.order_by("pk")
    return dossiers.annotate(
        submitted_at=Subquery(submissions.values("submitted_at")[:1]),
        commune_received_on=Subquery(commune.values("received_on")[:1]),
        counted_from=Subquery(counting.values("received_on")[:1]),
        commune_number=Subquery(commune.values("number")[:1]),
        received_samples=Subquery(commune.values("samples")[:1]),
        province_received_on=Subquery(province.values("received_on")[:1]),
        province_number=Subquery(province.values("number")[:1]),
        asked_until=Subquery(notes.values("due_on")[:1]),
        asked_points=Subquery(notes.values("points")[:1]),
    )


def commune_queue(user: User, communes: set[int]) -> QuerySet[Dossier]:
    """What was handed in to the communes where the person serves."""
    rows = visible_to(user).filter(commune__in=communes).exclude(state=S.DRAFT)
    return with_names(with_dates(rows)).select_related("commune_assessment")


def province_queue(user: User, provinces: set[int] | None) -> QuerySet[Dossier]:
    """What concerns these provincial desks (None: all), as far as the person may open it."""
    rows = visible_to(user).exclude(state=S.DRAFT)
    if provinces is not None:
        rows = rows.filter(province__in=provinces)
    return with_names(with_dates(rows)).select_related("commune_assessment")


def commune_filters(user: User, today: dt.date) -> Mapping[str, Q]:
    """The named parts of the commune's list; "dang-o-xa" comes first and is shown at the start."""
    here = Q(state__in=AT_COMMUNE_DESK)
    return {
        "dang-o-xa": here,
        "cho-nhan": Q(state=S.SUBMITTED),
        "dang-kiem-tra": Q(state=S.AT_COMMUNE),
        "gap": Q(state=S.AT_COMMUNE, counted_from__lte=urgent_if_received_by(today)),
        "cho-chu-the": Q(state=S.RETURNED_BY_COMMUNE),
        "cua-toi": here & Q(officer=user),
        "da-gui-tinh": ~Q(state__in=_BEFORE_THE_PROVINCE),
        "tat-ca": Q(),
    }


def province_filters(user: User, today: dt.date) -> Mapping[str, Q]:
    """The named parts of the province's list; "dang-o-tinh" comes first."""
    here = Q(state__in=AT_PROVINCE_DESK)
    full_by = nearly_over_if_complete_by(today)
    next_midnight = dt.datetime.combine(full_by + dt.timedelta(days=1), dt.time(), VIETNAM)
    return {
        "dang-o-tinh": here,
        "cho-nhan": Q(state=S.PROPOSED),
        "dang-kiem-tra": Q(state=S.AT_PROVINCE),
        "cho-bo-sung": Q(state=S.RETURNED_BY_PROVINCE),
        "cho-hoi-dong": Q(state=S.ACCEPTED),
        # Điều 7.6.g, from the full dossier: see `rules.clocks.reevaluation_clock`.
        "sap-qua-45-ngay": Q(
            kind=EvaluationKind.REEVALUATION,
            state__in=REEVALUATION_RUNS,
            province_received_on__lte=full_by,
            submitted_at__lt=next_midnight,
        ),
        "cua-toi": here & Q(officer=user),
        "o-hoi-dong": Q(state__in=_IN_COUNCIL),
        "da-xong": Q(state__in=_ENDED),
        "o-xa": Q(state__in=AT_COMMUNE_DESK),
        "tat-ca": Q(),
    }


def counts(rows: QuerySet[Dossier], filters: Mapping[str, Q]) -> dict[str, int]:
    """How many rows each named part holds, in one question to the database."""
    keys = {name.replace("-", "_"): name for name in filters}
    found = rows.order_by().aggregate(
        **{
            key: Count("pk", filter=filters[name] or Q(pk__isnull=False))
            for key, name in keys.items()
        }
    )
    return {name: found[key] for key, name in keys.items()}


def matching(rows: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    """Rows whose product, producer or receipt number holds the words; marks on letters are ignored."""
    plain = folded(words)
    if not plain:
        return rows
    return rows.filter(
        Q(product__folded_name__contains=plain)
        | Q(product__producer__folded_name__contains=plain)
        | Q(commune_number__icontains=words.strip())
        | Q(province_number__icontains=words.strip())
    )


COMMUNE_ORDERS: Mapping[str, tuple[object, ...]] = {
    # The due day grows with the day counted from, so the order of one is the order of the other.
    "han": (F("counted_from").asc(nulls_last=True), "submitted_at", "pk"),
    "-han": (F("counted_from").desc(nulls_first=True), "-submitted_at", "-pk"),
    "ten": ("product__folded_name", "pk"),
    "-ten": ("-product__folded_name", "-pk"),
}
PROVINCE_ORDERS: Mapping[str, tuple[object, ...]] = {
    "den": (F("commune_assessment__reported_on").asc(nulls_last=True), "submitted_at", "pk"),
    "-den": (F("commune_assessment__reported_on").desc(nulls_last=True), "-submitted_at", "-pk"),
    "ten": ("product__folded_name", "pk"),
    "-ten": ("-product__folded_name", "-pk"),
    "xa": ("commune__folded_name", "product__folded_name", "pk"),
    "-xa": ("-commune__folded_name", "product__folded_name", "pk"),
}
