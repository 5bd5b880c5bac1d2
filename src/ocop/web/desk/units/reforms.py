"""Changes of units entered here: a preview of everything they touch, then the change itself."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.mergers import policy, queries
from ocop.mergers.records import touched_by
from ocop.mergers.services import drop_reform, enter_reform
from ocop.places.models import Unit, UnitReform
from ocop.places.reforming import plan_on, rows_of
from ocop.places.reforms import ReformPlan
from ocop.web.access import officials
from ocop.web.desk.units.divided import at_units_desk
from ocop.web.desk.units.forms import ReformForm

administrators = officials(Role.ADMINISTRATOR)
KINDS = {"whole": "giữ nguyên địa giới", "merged": "nhập vào", "divided": "chia, một phần vào"}


@at_units_desk
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Every change entered here."""
    context = {"reforms": queries.reforms(), "may_reform": policy.may_reform(request.user)}
    return render(request, "desk/units/reforms.html", context)


@at_units_desk
@require_safe
def reform(request: HttpRequest, pk: int) -> HttpResponse:
    """One change: its lines and its state."""
    shown = get_object_or_404(UnitReform, pk=pk)
    context = {
        "reform": shown,
        "rows": [(row, KINDS.get(row.kind, row.kind)) for row in rows_of(shown)],
        "may_drop": policy.may_reform(request.user) and shown.state == UnitReform.State.PREPARED,
    }
    return render(request, "desk/units/reform.html", context)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Type or load a change, look at what it touches, confirm."""
    if not policy.may_reform(request.user):
        return redirect("desk:units:reforms")
    form = ReformForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/units/enter.html", {"form": form})
    plan = plan_on(form.rows, form.cleaned_data["effective_on"])
    for found in plan.findings:
        form.add_error(
            "table", f"Dòng {found.place}: {found.message}" if found.place else found.message
        )
    if not plan.is_sound:
        return render(request, "desk/units/enter.html", {"form": form})
    if request.POST.get("go") != "confirm":
        return render(request, "desk/units/preview.html", _preview(form, plan))
    try:
        entered = enter_reform(
            rows=form.rows,
            legal_basis=form.cleaned_data["legal_basis"],
            effective_on=form.cleaned_data["effective_on"],
            by=cast(User, request.user),
        )
    except RefusedError as refused:
        form.add_error("table" if refused.field == "rows" else refused.field, refused.message)
        return render(request, "desk/units/enter.html", {"form": form})
    messages.success(request, "Đã ghi thay đổi đơn vị hành chính.")
    return redirect("desk:units:reform", pk=entered.pk)


def _preview(form: ReformForm, plan: ReformPlan) -> dict[str, Any]:
    ended = Unit.objects.filter(code__in=plan.ended, valid_to=None)
    names = {unit.code: unit.full_name for unit in ended}
    begun = {unit.code: f"{unit.kind} {unit.name}" for unit in plan.begun}
    named = {row.old_code for row in form.rows}
    steps = [(names.get(old, old), begun[new], KINDS[kind], old) for old, new, kind in plan.steps]
    return {
        "form": form,
        "steps": [step for step in steps if step[3] in named],
        "following": len([step for step in steps if step[3] not in named]),
        "touched": touched_by(ended),
        "divided": any(kind == "divided" for _, _, kind in plan.steps),
        "at_once": form.cleaned_data["effective_on"] <= clock.today(),
    }


@administrators
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a change whose day has not come."""
    try:
        drop_reform(reform=get_object_or_404(UnitReform, pk=pk), by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã bỏ thay đổi này.")
    return redirect("desk:units:reform", pk=pk)
