"""Ceremonies: the list, one with its order, and who received."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import User
from ocop.accounts.policy import has_national_role
from ocop.benefits import ceremony_queries, policy
from ocop.benefits.models import Ceremony, CeremonyLine
from ocop.benefits.services import ceremonies
from ocop.benefits.states import Presence
from ocop.kernel.codes import tidy_code
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status
from ocop.web.desk.offices import NATIONAL_OFFICES, OFFICES, REWARD_DESK
from ocop.web.desk.rewards.ceremony_forms import PlanForm, PresenceForm, SeatsForm
from ocop.web.desk.rewards.views import PAGE_SIZE, own_province

readers = officials(*REWARD_DESK, *NATIONAL_OFFICES)
hosts = officials(*OFFICES, *NATIONAL_OFFICES)
MOST_OFFERED = 12
_PRESENCE = {
    Presence.EXPECTED: Kind.DRAFT,
    Presence.PRESENT: Kind.OK,
    Presence.ABSENT: Kind.WARN,
    Presence.COLLECTED: Kind.OK,
}


@readers
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every ceremony of the person's office."""
    found = ceremony_queries.with_counts(ceremony_queries.visible_to(request.user))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"page": page, "hosts": _is_host(request)}
    return render(request, "desk/rewards/ceremonies.html", context)


def _is_host(request: HttpRequest) -> bool:
    return own_province(request) is not None or has_national_role(request.user, NATIONAL_OFFICES)


@hosts
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Open one for the person's own office."""
    province = own_province(request)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = ceremonies.plan_ceremony(
                province=province, plan=form.plan(), by=cast(User, request.user)
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu. Chọn giấy chứng nhận sẽ trao.")
            return redirect("desk:rewards:ceremony", made.pk)
    return render(
        request,
        "desk/rewards/ceremony_plan.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@hosts
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, place or event."""
    found = find_ceremony(request, pk)
    initial = {name: getattr(found, name) for name in PlanForm.base_fields}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            ceremonies.change_ceremony(
                ceremony=found, plan=form.plan(), by=cast(User, request.user)
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("desk:rewards:ceremony", pk)
    context = {"form": form, "ceremony": found}
    return render(
        request, "desk/rewards/ceremony_plan.html", context, status=422 if form.errors else 200
    )


@readers
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The order of handing over; the host writes order, seats and receivers in place."""
    found = find_ceremony(request, pk)
    lines = list(ceremony_queries.lines_of(found))
    hosts_it = policy.may_keep_ceremony(request.user, found)
    form = SeatsForm(request.POST or None, lines=lines) if hosts_it else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            ceremonies.arrange(ceremony=found, seats=form.seats(), by=cast(User, request.user))
        except RefusedError as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "Đã lưu thứ tự và chỗ ngồi.")
            return redirect("desk:rewards:ceremony", pk)
    rows = form.rows() if form is not None else [(line, []) for line in lines]
    context = {
        "ceremony": found,
        "form": form,
        "rows": [(line, fields, presence_status(line)) for line, fields in rows],
        "hosts": hosts_it,
        "offered": ceremony_queries.decisions_for(found)[:MOST_OFFERED] if hosts_it else [],
    }
    failed = form is not None and bool(form.errors)
    return render(request, "desk/rewards/ceremony.html", context, status=422 if failed else 200)


def presence_status(line: CeremonyLine) -> Status:
    """Whether it was received."""
    rest = f"ngày {date(line.collected_on)}" if line.collected_on else ""
    return Status(_PRESENCE[Presence(line.presence)], line.get_presence_display(), rest)


@hosts
@require_POST
def add_decision(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    """All certificates of one decision that may be handed over here."""
    return _add(request, pk, Q(recognition__decision=decision))


@hosts
@require_POST
def add_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate by its code or number."""
    typed = request.POST.get("ma", "").strip()[:60]
    if not typed:
        messages.error(request, "Ghi mã tra cứu hoặc số giấy chứng nhận.")
        return redirect("desk:rewards:ceremony", pk)
    return _add(request, pk, Q(short_code=tidy_code(typed)) | Q(number__iexact=typed))


def _add(request: HttpRequest, pk: int, wanted: Q) -> HttpResponse:
    found = find_ceremony(request, pk)
    chosen = ceremony_queries.certificates_for(found).filter(wanted)
    try:
        count = ceremonies.add_certificates(
            ceremony=found, certificates=list(chosen), by=cast(User, request.user)
        )
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"Đã thêm {count} giấy chứng nhận.")
    return redirect("desk:rewards:ceremony", pk)


@hosts
@require_http_methods(["GET", "HEAD", "POST"])
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Received, absent, collected later."""
    line = find_line(request, pk)
    initial = {name: getattr(line, name) for name in PresenceForm.base_fields}
    form = PresenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            ceremonies.mark_presence(line=line, **form.cleaned_data, by=cast(User, request.user))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi.")
            return redirect("desk:rewards:ceremony", line.ceremony_id)
    context = {"line": line, "form": form}
    return render(
        request, "desk/rewards/presence.html", context, status=422 if form.errors else 200
    )


@hosts
@require_POST
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one off the list."""
    line = find_line(request, pk)
    ceremonies.take_off(line=line, by=cast(User, request.user))
    messages.success(request, "Đã bỏ ra khỏi danh sách.")
    return redirect("desk:rewards:ceremony", line.ceremony_id)


def find_ceremony(request: HttpRequest, pk: int) -> Ceremony:
    """The ceremony where the person may read it. Raises Http404."""
    rows = ceremony_queries.visible_to(request.user).select_related("province")
    return get_object_or_404(rows, pk=pk)


def find_line(request: HttpRequest, pk: int) -> CeremonyLine:
    """A line of such a ceremony. Raises Http404."""
    rows = CeremonyLine.objects.select_related(
        "ceremony", "certificate__recognition__product__producer"
    )
    return get_object_or_404(
        rows.filter(ceremony__in=ceremony_queries.visible_to(request.user)), pk=pk
    )
