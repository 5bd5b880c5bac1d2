"""Plans: list, one plan with its drawn sample, drawing, replacing, sending a team."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.inspections import policy, queries
from ocop.inspections.models import InspectingLevel, Plan, PlanLine
from ocop.inspections.rules.sampling import redraw, weights_of
from ocop.inspections.services import planning, visits
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.web import refusals
from ocop.web.desk.inspections.forms import DrawForm, PlanForm, ReasonForm, TeamForm
from ocop.web.desk.inspections.gates import for_planners, for_readers, plan_of
from ocop.web.desk.lists import PAGE_SIZE
from ocop.web.typed import whole_number


@for_readers
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The plans of the official's place, newest year first."""
    rows = (
        queries.plans_visible_to(request.user)
        .select_related("province")
        .annotate(
            drawn=Count("lines", filter=Q(lines__replaced_by=None), distinct=True),
            visits=Count("inspections", distinct=True),
        )
        .order_by("-year", "-pk")
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    may_plan = bool(policy.planning_scopes(request.user))
    return render(request, "desk/inspections/plans.html", {"page": page, "may_plan": may_plan})


@for_planners
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new plan of the person's own office."""
    scopes = policy.planning_scopes(request.user)
    if not scopes:
        raise PermissionDenied
    level, province_id = scopes[0]
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        province = Unit.objects.get(pk=province_id) if province_id else None
        try:
            plan = planning.draw_up_plan(
                **form.cleaned_data, level=level, province=province, by=request.user
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lập kế hoạch. Việc tiếp theo: chọn mẫu.")
            return redirect("desk:inspections:plan", plan.pk)
    context = {"form": form, "is_ministry": level == InspectingLevel.MINISTRY}
    return render(
        request, "desk/inspections/plan_new.html", context, status=422 if form.errors else 200
    )


@for_readers
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan, its sample with the reasons, and what was visited."""
    return _plan_page(request, plan_of(request, pk))


@for_planners
@require_POST
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the sample and freeze it."""
    plan = plan_of(request, pk)
    form = DrawForm(request.POST)
    if form.is_valid():
        try:
            lines = planning.draw_sample(plan=plan, **form.cleaned_data, by=request.user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã chọn {len(lines)} sản phẩm và khóa cách chọn.")
            return redirect("desk:inspections:plan", plan.pk)
    return _plan_page(request, plan, draw_form=form)


@for_planners
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Another product in a drawn one's place, with the reason."""
    lines = PlanLine.objects.select_related("plan__province", "product__producer")
    line = get_object_or_404(lines.filter(plan__in=queries.plans_visible_to(request.user)), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = planning.replace_line(line=line, **form.cleaned_data, by=request.user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã thay bằng {new.product.name}.")
            return redirect("desk:inspections:plan", line.plan_id)
    context = {
        "form": form,
        "heading": f"Thay {line.product.name}",
        "lead": "Sản phẩm thay là sản phẩm kế tiếp theo cùng số gieo. Lý do được ghi lại mãi mãi.",
        "button": "Thay sản phẩm",
        "back": ("desk:inspections:plan", line.plan_id, line.plan.name),
    }
    return render(
        request, "desk/inspections/reason.html", context, status=422 if form.errors else 200
    )


@for_planners
@require_http_methods(["GET", "HEAD", "POST"])
def send_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose drawn products, a day and a team."""
    plan = plan_of(request, pk)
    open_lines = _open_lines(plan)
    form = TeamForm(request.POST or None, level=plan.level, province_id=plan.province_id)
    chosen = {whole_number(typed) for typed in request.POST.getlist("lines")}
    if request.method == "POST" and form.is_valid():
        lines = [line for line in open_lines if line.pk in chosen]
        try:
            opened = visits.open_from_plan(
                lines=lines,
                planned_on=form.cleaned_data["planned_on"],
                lead=form.cleaned_data["lead"],
                members=list(form.cleaned_data["members"]),
                by=request.user,
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã cử đoàn kiểm tra {len(opened)} sản phẩm.")
            return redirect("desk:inspections:plan", plan.pk)
    context = {"plan": plan, "form": form, "lines": open_lines, "chosen": chosen}
    return render(
        request, "desk/inspections/send_team.html", context, status=422 if form.errors else 200
    )


@for_readers
@require_safe
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw again from the frozen content and compare, for anyone who doubts."""
    plan = plan_of(request, pk)
    if plan.snapshot is None:
        return redirect("desk:inspections:plan", plan.pk)
    content = planning.frozen_draw(plan)
    again = redraw(content)
    names = {line.product_id: line.product.name for line in plan.lines.select_related("product")}
    context = {
        "plan": plan,
        "content": content,
        "agrees": again == [row[0] for row in content["drawn"]],
        "names": [names.get(pk, str(pk)) for pk in again],
    }
    return render(request, "desk/inspections/verify.html", context)


def _open_lines(plan: Plan) -> list[PlanLine]:
    """The lines that still need a team."""
    visited = plan.inspections.values("product")
    return list(
        plan.lines.filter(replaced_by=None)
        .exclude(product__in=visited)
        .select_related("plan", "product__producer", "product__current_commune__province_today")
    )


def _plan_page(
    request: HttpRequest, plan: Plan, *, draw_form: DrawForm | None = None
) -> HttpResponse:
    rows = plan.lines.select_related(
        "product__producer", "product__current_commune", "replaced_by__product"
    )
    page = Paginator(rows, 50).get_page(request.GET.get("trang"))
    visited: dict[int, Any] = {
        each.product_id: each
        for each in plan.inspections.filter(product__in=[line.product_id for line in page])
    }
    context = {
        "plan": plan,
        "page": page,
        "lines": [(line, visited.get(line.product_id)) for line in page],
        "draw_form": draw_form or DrawForm(),
        "may_plan": policy.may_plan(request.user, plan.level, plan.province_id),
        "weights": weights_of(plan.weights_version) if plan.weights_version else None,
        "unvisited": plan.lines.filter(replaced_by=None).count() - plan.inspections.count(),
    }
    has_errors = draw_form is not None and bool(draw_form.errors)
    return render(request, "desk/inspections/plan.html", context, status=422 if has_errors else 200)
