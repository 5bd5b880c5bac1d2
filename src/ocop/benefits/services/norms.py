"""Entering a province's resolution on rewards."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q

from ocop.accounts.models import User
from ocop.benefits import policy
from ocop.benefits.models import UPGRADES, RewardAmount, RewardNorm
from ocop.benefits.rules.rewards import Case, Upgrades
from ocop.kernel import audit
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit


@transaction.atomic
def enter_norm(
    *,
    province: Unit,
    number: str,
    signed_on: dt.date,
    valid_from: dt.date,
    valid_to: dt.date | None,
    upgrades: str,
    amounts: Mapping[tuple[str, int], int],
    note: str = "",
    by: User,
    is_sample: bool = False,
) -> RewardNorm:
    """Keep a resolution; `amounts` is đồng by (case, star), without the stars it leaves out.

    Raises RefusedError at "valid_to", "valid_from" (another resolution covers the period),
    "upgrades", or at "first_3" … for a sum below that of a lower star.
    """
    Unit.objects.select_for_update().get(pk=province.pk)
    policy.require(policy.may_keep_rewards(by, province.pk))
    if upgrades not in dict(UPGRADES):
        raise RefusedError("Chọn cách thưởng khi nâng hạng.", field="upgrades")
    if valid_to is not None and valid_to < valid_from:
        raise RefusedError("Ngày cuối phải từ ngày bắt đầu trở đi.", field="valid_to")
    _require_free_period(province, valid_from, valid_to)
    kept = {
        place: amount
        for place, amount in amounts.items()
        if not (place[0] == Case.UPGRADED and upgrades == Upgrades.DIFFERENCE)
    }
    _require_sums(kept)
    norm = RewardNorm.objects.create(
        province=province,
        number=number.strip(),
        signed_on=signed_on,
        valid_from=valid_from,
        valid_to=valid_to,
        upgrades=upgrades,
        note=note.strip(),
        made_by=by,
        is_sample=is_sample,
    )
    RewardAmount.objects.bulk_create(
        RewardAmount(norm=norm, case=case, star=star, amount=amount)
        for (case, star), amount in sorted(kept.items())
    )
    _record("reward_norm_entered", norm, by, _facts(norm, kept))
    return norm


@transaction.atomic
def end_norm(*, norm: RewardNorm, valid_to: dt.date, by: User) -> RewardNorm:
    """Say which day is the resolution's last. Raises RefusedError at "valid_to"."""
    norm = _lock(norm, by)
    if valid_to < norm.valid_from:
        raise RefusedError("Ngày cuối phải từ ngày bắt đầu trở đi.", field="valid_to")
    later = norm.lists.filter(decision__signed_on__gt=valid_to).order_by("pk").first()
    if later is not None:
        raise RefusedError(
            "Đã có danh sách thưởng cho quyết định ký sau ngày này.", field="valid_to"
        )
    _require_free_period(norm.province, norm.valid_from, valid_to, apart=norm.pk)
    norm.valid_to = valid_to
    norm.save(update_fields=["valid_to"])
    _record("reward_norm_ended", norm, by, {"valid_to": valid_to})
    return norm


@transaction.atomic
def remove_norm(*, norm: RewardNorm, by: User) -> None:
    """Take back a resolution by which nothing was rewarded yet."""
    norm = _lock(norm, by)
    if norm.lists.exists():
        raise RefusedError("Đã có danh sách thưởng theo nghị quyết này. Hãy ghi ngày cuối áp dụng.")
    _record("reward_norm_removed", norm, by, {"number": norm.number})
    norm.delete()


def _lock(norm: RewardNorm, by: User) -> RewardNorm:
    Unit.objects.select_for_update().get(pk=norm.province_id)
    locked = RewardNorm.objects.select_for_update().get(pk=norm.pk)
    policy.require(policy.may_keep_rewards(by, locked.province_id))
    return locked


def _require_free_period(
    province: Unit, first: dt.date, last: dt.date | None, apart: int | None = None
) -> None:
    others = RewardNorm.objects.filter(province=province)
    if apart is not None:
        others = others.exclude(pk=apart)
    over = others.filter(Q(valid_to=None) | Q(valid_to__gte=first))
    if last is not None:
        over = over.filter(valid_from__lte=last)
    if other := over.first():
        raise RefusedError(
            f"Nghị quyết {other.number} đã áp dụng trong khoảng này. "
            "Hãy ghi ngày cuối của nghị quyết ấy trước.",
            field="valid_from",
        )


def _require_sums(amounts: Mapping[tuple[str, int], int]) -> None:
    if not any(case == Case.FIRST for case, _ in amounts):
        raise RefusedError("Ghi ít nhất một mức thưởng lần đầu.", field="first_3")
    for (case, star), amount in amounts.items():
        if amount <= 0:
            raise RefusedError("Mức thưởng phải lớn hơn 0.", field=f"{case}_{star}")
        lower = [sum_ for (other, at), sum_ in amounts.items() if other == case and at < star]
        if lower and amount < max(lower):
            raise RefusedError(
                "Mức của sao cao hơn không được thấp hơn mức của sao dưới.", field=f"{case}_{star}"
            )


def _facts(norm: RewardNorm, amounts: Mapping[tuple[str, int], int]) -> dict[str, object]:
    return {
        "number": norm.number,
        "signed_on": norm.signed_on,
        "valid_from": norm.valid_from,
        "valid_to": norm.valid_to,
        "upgrades": norm.upgrades,
        "amounts": {f"{case}_{star}": amount for (case, star), amount in sorted(amounts.items())},
    }


def _record(act: str, norm: RewardNorm, by: User, facts: Mapping[str, object]) -> None:
    audit.record(act=act, actor=by.actor, subject=f"reward-norm:{norm.pk}", facts=facts)
