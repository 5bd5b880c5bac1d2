"""Norms, reward lists and what may still be rewarded, scoped to the reader."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from ocop.accounts.policy import Visitor, has_national_role, units_with_role
from ocop.accounts.roles import Role
from ocop.benefits.models import RewardLine, RewardList, RewardNorm
from ocop.benefits.rules.rewards import LOWEST_STAR, Case, Norms, Upgrades
from ocop.benefits.states import ListState
from ocop.places.models import Unit
from ocop.producers.policy import own_producer_ids
from ocop.register.models import Decision, Recognition

READERS = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.AUDITOR})


def norms_visible_to(user: Visitor) -> QuerySet[RewardNorm]:
    """The resolutions of the person's own province; all for the national auditor."""
    return RewardNorm.objects.filter(_own_province(user))


def visible_to(user: Visitor) -> QuerySet[RewardList]:
    """The reward lists of the person's own province; all for the national auditor."""
    return RewardList.objects.filter(_own_province(user))


def _own_province(user: Visitor) -> Q:
    if has_national_role(user, {Role.AUDITOR}):
        return Q(pk__isnull=False)
    return Q(province__in=units_with_role(user, READERS))


def rewards_of(user: Visitor) -> QuerySet[RewardLine]:
    """What the person's own producers are given, on approved lists; drafts stay unknown to them."""
    return (
        RewardLine.objects.filter(
            recognition__product__producer__in=own_producer_ids(user),
            reward_list__state=ListState.APPROVED,
            left_out_reason="",
        )
        .select_related("recognition__product", "reward_list")
        .order_by("-reward_list__approved_on", "-pk")
    )


def with_sums(lists: QuerySet[RewardList]) -> QuerySet[RewardList]:
    """With how many are rewarded, the sum, and what of it is paid."""
    given = Q(lines__left_out_reason="")
    paid = given & Q(lines__paid_on__isnull=False)
    named = lists.select_related("decision", "norm", "province").order_by("-made_at", "-pk")
    return named.annotate(
        rewarded=Count("lines", filter=given),
        total=Coalesce(Sum("lines__amount", filter=given), 0),
        paid_count=Count("lines", filter=paid),
        paid_total=Coalesce(Sum("lines__amount", filter=paid), 0),
    )


def lines_of(reward_list: RewardList) -> QuerySet[RewardLine]:
    """Every line of a list, the highest star first."""
    return reward_list.lines.select_related(
        "recognition__product__producer", "recognition__product__current_commune"
    )


def norm_on(province: Unit | int, on: dt.date) -> RewardNorm | None:
    """The resolution in force in a province on a day."""
    found: RewardNorm | None = (
        RewardNorm.objects.filter(_in_force(on), province=province)
        .order_by("-valid_from", "-pk")
        .first()
    )
    return found


def _in_force(on: object) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def norms_of(norm: RewardNorm) -> Norms:
    """A stored resolution as the pure rule reads it."""
    sums: dict[str, dict[int, int]] = {case.value: {} for case in Case}
    for line in norm.amounts.all():
        sums[line.case][line.star] = line.amount
    return Norms(
        first=sums[Case.FIRST],
        kept=sums[Case.KEPT],
        upgraded=sums[Case.UPGRADED],
        upgrades=Upgrades(norm.upgrades),
    )


def recognitions_in(decision: Decision, province: Unit | int) -> QuerySet[Recognition]:
    """The decision's recognitions of three stars or more in a province, not yet on any list."""
    return _unlisted(province).filter(decision=decision).select_related("product")


def _unlisted(province: Unit | int) -> QuerySet[Recognition]:
    return Recognition.objects.filter(
        ~Exists(RewardLine.objects.filter(recognition=OuterRef("pk"))),
        Q(product__current_commune__province_today=province)
        | Q(product__current_commune=None, product__commune__province_today=province),
        star__gte=LOWEST_STAR,
    )


def decisions_to_reward(province: Unit | int) -> QuerySet[Decision]:
    """Decisions signed under one of the province's resolutions, with recognitions not yet listed."""
    return Decision.objects.filter(
        Exists(_unlisted(province).filter(decision=OuterRef("pk"))),
        Exists(RewardNorm.objects.filter(_in_force(OuterRef("signed_on")), province=province)),
    ).annotate(
        in_province=Count(
            "recognitions",
            filter=Q(recognitions__product__current_commune__province_today=province),
        )
    )


def previous_stars(recognitions: Iterable[Recognition]) -> dict[int, int]:
    """The star each product held just before, by recognition; left out where there was none."""
    asked = list(recognitions)
    earlier: dict[int, list[tuple[tuple[dt.date, int], int]]] = {}
    rows = Recognition.objects.filter(
        product__in={each.product_id for each in asked}, star__gte=LOWEST_STAR
    )
    for pk, product, on, star in rows.order_by().values_list(
        "pk", "product_id", "recognised_on", "star"
    ):
        earlier.setdefault(product, []).append(((on or dt.date.min, pk), star))
    found = {}
    for each in asked:
        own = (each.recognised_on or dt.date.min, each.pk)
        if before := [line for line in earlier[each.product_id] if line[0] < own]:
            found[each.pk] = max(before)[1]
    return found
