"""Reward lists: what may be listed, what is drawn up, and one list with its lines."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ocop.accounts.policy import units_with_role
from ocop.accounts.roles import Role
from ocop.benefits import policy, reward_queries
from ocop.benefits.models import RewardLine, RewardList
from ocop.benefits.states import ListState
from ocop.kernel import clock
from ocop.places.models import Unit
from ocop.web.access import officials
from ocop.web.design.figures import date, dong
from ocop.web.design.pieces import Kind, Status
from ocop.web.desk.offices import REWARD_DESK
from ocop.web.desk.rewards.forms import ApproveForm, PayForm

PAGE_SIZE = 25
MOST_OFFERED = 20
at_reward_desk = officials(*REWARD_DESK)
keepers = officials(Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER)


def own_province(request: HttpRequest) -> Unit | None:
    """The province whose rewards the person keeps; the first where several."""
    held = units_with_role(request.user, {Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER})
    return Unit.objects.filter(pk__in=held).order_by("code").first()


@at_reward_desk
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The lists, and the decisions for which one may be drawn up."""
    lists = reward_queries.with_sums(reward_queries.visible_to(request.user))
    page = Paginator(lists, PAGE_SIZE).get_page(request.GET.get("trang"))
    province = own_province(request)
    offered = reward_queries.decisions_to_reward(province) if province else None
    context = {
        "page": page,
        "rows": [(each, list_status(each)) for each in page],
        "province": province,
        "offered": list(offered[:MOST_OFFERED]) if offered is not None else [],
        "has_norm": reward_queries.norms_visible_to(request.user).exists(),
    }
    return render(request, "desk/rewards/list.html", context)


def list_status(reward_list: Any) -> Status:
    """Where a list of `with_sums` stands."""
    if reward_list.state == ListState.DRAFT:
        return Status(Kind.DRAFT, "Đang lập", ", chưa duyệt")
    if reward_list.paid_count == reward_list.rewarded:
        return Status(Kind.OK, "Đã chi đủ")
    return Status(
        Kind.WAIT, "Đã duyệt", f", đã chi {reward_list.paid_count} trong {reward_list.rewarded}"
    )


@at_reward_desk
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One list."""
    return list_page(request, find_list(request, pk))


def find_list(request: HttpRequest, pk: int) -> RewardList:
    """The list where the person may read it, with its sums. Raises Http404."""
    rows = reward_queries.with_sums(reward_queries.visible_to(request.user))
    return get_object_or_404(rows, pk=pk)


def pay_form(data: Any, lines: list[RewardLine]) -> PayForm:
    """The form of payment over the lines that are still owed."""
    unpaid = [
        (
            line.pk,
            f"{line.recognition.product.name}, {line.recognition.product.producer.name}: "
            f"{dong(line.amount)}",
        )
        for line in lines
        if line.is_rewarded and line.paid_on is None
    ]
    return PayForm(data, unpaid=unpaid, today=clock.today(), auto_id="chi-%s")


def list_page(
    request: HttpRequest, found: RewardList, *, refused: forms.Form | None = None
) -> HttpResponse:
    """The page of a list; `refused` is the form that was not accepted."""
    lines = list(reward_queries.lines_of(found))
    keeps = policy.may_keep_rewards(request.user, found.province_id)
    is_draft = found.state == ListState.DRAFT
    approve = pay = None
    if keeps and is_draft:
        approve = refused if isinstance(refused, ApproveForm) else ApproveForm(auto_id="duyet-%s")
    elif keeps and any(line.is_rewarded and line.paid_on is None for line in lines):
        pay = refused if isinstance(refused, PayForm) else pay_form(None, lines)
    context = {
        "list": found,
        "status": list_status(found),
        "rows": [(line, line_status(line)) for line in lines],
        "keeps": keeps,
        "is_draft": is_draft,
        "approve": approve,
        "pay": pay,
    }
    return render(request, "desk/rewards/show.html", context, status=422 if refused else 200)


def line_status(line: RewardLine) -> Status:
    """Paid, owed, or why nothing is given."""
    if line.left_out_reason:
        return Status(Kind.OFF, "Không thưởng", f": {line.left_out_reason}")
    if line.paid_on:
        return Status(Kind.OK, "Đã chi", f"ngày {date(line.paid_on)}, {line.payment_document}")
    return Status(Kind.WAIT, "Chưa chi")
