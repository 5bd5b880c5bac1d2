"""The province's resolutions on rewards."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import User
from ocop.benefits import policy, reward_queries
from ocop.benefits.models import CASES, RewardNorm
from ocop.benefits.services.norms import end_norm, enter_norm, remove_norm
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.desk.rewards.forms import STARS, EndForm, NormForm
from ocop.web.desk.rewards.views import at_reward_desk, keepers, own_province


@at_reward_desk
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every resolution with its sums."""
    norms = reward_queries.norms_visible_to(request.user).prefetch_related("amounts")
    rows = [(norm, sums_of(norm)) for norm in norms.select_related("province")]
    context = {"rows": rows, "stars": STARS, "keeps": own_province(request) is not None}
    return render(request, "desk/rewards/norms.html", context)


def sums_of(norm: RewardNorm) -> list[tuple[str, list[int | None]]]:
    """The sums by case, for the stars 3 to 5."""
    held = {(line.case, line.star): line.amount for line in norm.amounts.all()}
    return [
        (words, [held.get((case, star)) for star in STARS])
        for case, words in CASES
        if any((case, star) in held for star in STARS)
    ]


@keepers
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new resolution."""
    province = own_province(request)
    assert province is not None  # the gate asks for an office at a province
    form = NormForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            norm = enter_norm(
                province=province,
                **{
                    name: typed[name]
                    for name in (
                        "number",
                        "signed_on",
                        "valid_from",
                        "valid_to",
                        "upgrades",
                        "note",
                    )
                },
                amounts=form.amounts(),
                by=cast(User, request.user),
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã lưu {norm.number}.")
            return redirect("desk:rewards:norms")
    context = {"form": form, "province": province}
    return render(
        request, "desk/rewards/norm_add.html", context, status=422 if form.errors else 200
    )


@at_reward_desk
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One resolution: its sums, its last day, taking it back."""
    norm = _find(request, pk)
    form = EndForm(request.POST or None, initial={"valid_to": norm.valid_to})
    if request.method == "POST" and form.is_valid():
        try:
            end_norm(norm=norm, valid_to=form.cleaned_data["valid_to"], by=cast(User, request.user))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi ngày cuối áp dụng.")
            return redirect("desk:rewards:norms")
    context = {
        "norm": norm,
        "sums": sums_of(norm),
        "stars": STARS,
        "form": form,
        "is_used": norm.lists.exists(),
        "keeps": policy.may_keep_rewards(request.user, norm.province_id),
    }
    return render(request, "desk/rewards/norm.html", context, status=422 if form.errors else 200)


@keepers
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an unused one."""
    try:
        remove_norm(norm=_find(request, pk), by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:rewards:norm", pk)
    messages.success(request, "Đã bỏ văn bản này.")
    return redirect("desk:rewards:norms")


def _find(request: HttpRequest, pk: int) -> RewardNorm:
    rows = reward_queries.norms_visible_to(request.user).prefetch_related("amounts")
    return get_object_or_404(rows.select_related("province"), pk=pk)
