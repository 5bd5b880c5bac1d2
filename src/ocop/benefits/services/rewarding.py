"""Drawing up a reward list, approving it, and marking what was paid."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from ocop.accounts.models import User
from ocop.benefits import policy
from ocop.benefits.models import RewardLine, RewardList
from ocop.benefits.reward_queries import (
    lines_of,
    norm_on,
    norms_of,
    previous_stars,
    recognitions_in,
)
from ocop.benefits.rules.rewards import Occasion, reward
from ocop.benefits.states import LIST_STEPS, ListState
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.notices.models import NoticeKind
from ocop.notices.services import Message, tell
from ocop.places.models import Unit
from ocop.recognition.told import people_by_producer
from ocop.register.models import Certificate, Decision
from ocop.register.withdrawing import standing_ends


@transaction.atomic
def draw_up_list(
    *, province: Unit, decision: Decision, by: User, is_sample: bool = False
) -> RewardList:
    """A draft of the decision's recognitions in the province, each with its sum or why none.

    The resolution is the one in force on the day the decision was signed. A recognition that is
    on a list already is left out. Raises RefusedError where there is no resolution or nothing new.
    """
    Unit.objects.select_for_update().get(pk=province.pk)
    policy.require(policy.may_keep_rewards(by, province.pk))
    norm = norm_on(province, decision.signed_on)
    if norm is None:
        raise RefusedError(
            f"Chưa có nghị quyết về mức thưởng cho ngày {decision.signed_on:%d/%m/%Y}."
        )
    recognitions = list(recognitions_in(decision, province).order_by("pk"))
    if not recognitions:
        raise RefusedError("Mọi sản phẩm của quyết định này đã ở trong danh sách thưởng.")
    drawn = RewardList.objects.create(
        province=province, decision=decision, norm=norm, made_by=by, is_sample=is_sample
    )
    norms, before = norms_of(norm), previous_stars(recognitions)
    ended = _ended(decision)
    for recognition in recognitions:
        previous = before.get(recognition.pk)
        earned = reward(norms, Occasion(recognition.star, previous, recognition.kind))
        reason = "" if earned.is_earned else earned.words
        if recognition.pk in ended:
            reason = "Giấy chứng nhận đã bị thu hồi hoặc được thay"
        RewardLine.objects.create(
            reward_list=drawn,
            recognition=recognition,
            case=earned.case or "",
            previous_star=previous,
            amount=earned.amount,
            basis=earned.words,
            left_out_reason=reason,
        )
    _record("reward_list_drawn_up", drawn, by, decision=decision.number, lines=len(recognitions))
    return drawn


def _ended(decision: Decision) -> set[int]:
    ends = standing_ends(clock.today()).values("certificate")
    held = Certificate.objects.filter(recognition__decision=decision, pk__in=ends)
    return set(held.values_list("recognition", flat=True))


@transaction.atomic
def leave_out(*, line: RewardLine, reason: str, by: User) -> RewardLine:
    """Take one recognition out of a draft with a reason; "" takes it in again.

    Raises RefusedError at "reason" where it earns nothing by the resolution.
    """
    reward_list = _lock(line.reward_list, by)
    _require_draft(reward_list)
    line = RewardLine.objects.select_for_update().get(pk=line.pk)
    if not reason.strip() and not line.amount:
        raise RefusedError("Theo nghị quyết, sản phẩm này không có mức thưởng.", field="reason")
    line.left_out_reason = reason.strip()
    line.save(update_fields=["left_out_reason"])
    _record(
        "reward_line_left_out" if line.left_out_reason else "reward_line_taken_in",
        reward_list,
        by,
        recognition=line.recognition_id,
        reason=line.left_out_reason,
    )
    return line


@transaction.atomic
def approve_list(
    *, reward_list: RewardList, number: str, approved_on: dt.date, by: User
) -> RewardList:
    """Freeze a list under the number and day of the decision that rewards; producers are told.

    Raises RefusedError at "number", "approved_on", or where nobody is rewarded.
    """
    reward_list = _lock(reward_list, by)
    state = LIST_STEPS.target(reward_list.state, "approve")
    if not number.strip():
        raise RefusedError("Ghi số quyết định khen thưởng.", field="number")
    if approved_on < reward_list.decision.signed_on:
        raise RefusedError(
            "Ngày khen thưởng không được trước ngày công nhận sao.", field="approved_on"
        )
    if approved_on > clock.today():
        raise RefusedError("Ngày này chưa đến.", field="approved_on")
    lines = list(lines_of(reward_list))
    if not any(line.is_rewarded for line in lines):
        raise RefusedError("Danh sách chưa có sản phẩm nào được thưởng.")
    reward_list.state, reward_list.approval_number = state, number.strip()
    reward_list.approved_on = approved_on
    reward_list.snapshot = audit.freeze("reward_list", _content(reward_list, lines))
    reward_list.save()
    audit.record(
        act="reward_list_approved",
        actor=by.actor,
        subject=f"reward-list:{reward_list.pk}",
        facts={"number": reward_list.approval_number, "approved_on": approved_on},
        snapshot=reward_list.snapshot,
    )
    _tell([line for line in lines if line.is_rewarded], reward_list)
    return reward_list


@transaction.atomic
def discard_list(*, reward_list: RewardList, by: User) -> None:
    """Throw a draft away; its recognitions may be listed anew."""
    reward_list = _lock(reward_list, by)
    _require_draft(reward_list)
    _record("reward_list_discarded", reward_list, by, decision=reward_list.decision.number)
    reward_list.delete()


@transaction.atomic
def mark_paid(
    *, reward_list: RewardList, lines: Collection[int], paid_on: dt.date, document: str, by: User
) -> int:
    """Write down that these lines were paid, by one document; returns how many.

    A line that is paid already, or gets nothing, refuses the whole. Raises RefusedError at
    "lines", "paid_on" or "document".
    """
    reward_list = _lock(reward_list, by)
    if reward_list.state != ListState.APPROVED:
        raise RefusedError("Danh sách chưa duyệt thì chưa chi tiền.")
    if not lines:
        raise RefusedError("Chọn ít nhất một sản phẩm đã chi.", field="lines")
    if not document.strip():
        raise RefusedError("Ghi số chứng từ.", field="document")
    if reward_list.approved_on and not reward_list.approved_on <= paid_on <= clock.today():
        raise RefusedError("Ngày chi phải từ ngày khen thưởng đến hôm nay.", field="paid_on")
    chosen = RewardLine.objects.filter(
        reward_list=reward_list, pk__in=lines, left_out_reason="", paid_on=None
    )
    count = chosen.update(paid_on=paid_on, payment_document=document.strip())
    if count != len(set(lines)):
        raise RefusedError(
            "Có dòng đã chi rồi hoặc không được thưởng. Tải lại trang rồi chọn lại.", field="lines"
        )
    _record(
        "rewards_paid",
        reward_list,
        by,
        lines=sorted(set(lines)),
        paid_on=paid_on,
        document=document.strip(),
    )
    return count


@transaction.atomic
def undo_payment(*, line: RewardLine, reason: str, by: User) -> RewardLine:
    """Take back a payment that was marked by mistake. Raises RefusedError at "reason"."""
    reward_list = _lock(line.reward_list, by)
    line = RewardLine.objects.select_for_update().get(pk=line.pk)
    if line.paid_on is None:
        raise RefusedError("Dòng này chưa đánh dấu đã chi.")
    if not reason.strip():
        raise RefusedError("Ghi vì sao bỏ đánh dấu.", field="reason")
    _record(
        "reward_payment_undone",
        reward_list,
        by,
        line=line.pk,
        document=line.payment_document,
        reason=reason.strip(),
    )
    line.paid_on, line.payment_document = None, ""
    line.save(update_fields=["paid_on", "payment_document"])
    return line


def _lock(reward_list: RewardList, by: User) -> RewardList:
    locked = (
        RewardList.objects.select_for_update(of=("self",))
        .select_related("decision", "norm", "province")
        .get(pk=reward_list.pk)
    )
    policy.require(policy.may_keep_rewards(by, locked.province_id))
    return locked


def _require_draft(reward_list: RewardList) -> None:
    if reward_list.state != ListState.DRAFT:
        raise RefusedError("Danh sách đã duyệt thì không sửa nữa.")


def _content(reward_list: RewardList, lines: list[RewardLine]) -> dict[str, object]:
    return {
        "decision": reward_list.decision.number,
        "norm": reward_list.norm.number,
        "approval": reward_list.approval_number,
        "approved_on": reward_list.approved_on,
        "total": sum(line.amount for line in lines if line.is_rewarded),
        "lines": [
            {
                "recognition": line.recognition_id,
                "product": line.recognition.product.name,
                "producer": line.recognition.product.producer.name,
                "star": line.recognition.star,
                "previous_star": line.previous_star,
                "basis": line.basis,
                "amount": line.amount if line.is_rewarded else 0,
                "left_out_reason": line.left_out_reason,
            }
            for line in lines
        ],
    }


def _tell(lines: list[RewardLine], reward_list: RewardList) -> None:
    people = people_by_producer(
        {line.recognition.product.producer_id for line in lines}, clock.today()
    )
    tell(
        [
            Message(
                person,
                f"reward:{line.pk}",
                NoticeKind.REWARD,
                f"{line.recognition.product.name} được thưởng",
                f"{line.basis}. Quyết định khen thưởng số {reward_list.approval_number}.",
                "/co-so/nhan-hieu/",
            )
            for line in lines
            for person in people.get(line.recognition.product.producer_id, [])
        ]
    )


def _record(act: str, reward_list: RewardList, by: User, **facts: object) -> None:
    audit.record(act=act, actor=by.actor, subject=f"reward-list:{reward_list.pk}", facts=facts)
