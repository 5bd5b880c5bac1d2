"""The councils: list, one council with its regulation and members, setting one up."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import User
from ocop.accounts.policy import has_national_role, held_roles
from ocop.accounts.roles import Role
from ocop.councils import policy, queries
from ocop.councils.models import Council, CouncilLevel, CouncilMember
from ocop.councils.services.establishing import (
    NewSeat,
    establish_council,
    seat_member,
    unseat_member,
)
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.web.desk.councils.council_forms import (
    CouncilForm,
    RegulationForm,
    SeatForm,
    SeatRow,
    chosen_seats,
    seat_rows,
)
from ocop.web.desk.councils.gates import for_listing, for_offices, for_readers
from ocop.web.desk.councils.reached import council_of, person


@for_listing
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The councils in the person's reach, with their sessions and what there is to do."""
    councils = (
        queries.visible_to(request.user)
        .select_related("unit")
        .annotate(
            seats=Count("members", filter=Q(members__left_on=None), distinct=True),
            sessions_held=Count("sessions", distinct=True),
        )
    )
    context = {
        "councils": councils,
        "sessions": queries.sessions_visible_to(request.user)[:10],
        "may_create": _own_level(person(request)) is not None,
        "opens_councils": queries.worked_with(request.user).exists(),
    }
    return render(request, "desk/councils/index.html", context)


@for_readers
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One council: its decision, members, regulation with the basis of each setting, sessions."""
    return _detail(request, council_of(request, pk))


@for_offices
@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a member."""
    council = council_of(request, pk)
    form = SeatForm.of(_free_people(council), request.POST)
    if form.is_valid():
        chosen = form.cleaned_data
        try:
            seat_member(
                by=person(request),
                council=council,
                new=NewSeat(chosen["person"], chosen["seat"], chosen["organisation"]),
            )
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Đã thêm {chosen['person']} vào Hội đồng.")
            return redirect("desk:councils:detail", pk)
    return _detail(request, council, form)


@for_offices
@require_POST
def unseat(request: HttpRequest, pk: int) -> HttpResponse:
    """A member leaves the council today."""
    reach = queries.worked_with(request.user)
    member = get_object_or_404(CouncilMember, pk=pk, council__in=reach)
    try:
        unseat_member(by=person(request), member=member, left_on=clock.today())
    except RefusedError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{member.user} đã rời Hội đồng từ hôm nay.")
    return redirect("desk:councils:detail", member.council_id)


@for_offices
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Enter a council as its decision names it."""
    own = _own_level(person(request))
    if own is None:
        raise PermissionDenied
    level, unit = own
    posted = request.POST if request.method == "POST" else None
    form = CouncilForm(posted, request.FILES or None, initial={"name": _usual_name(unit)})
    rules, rows = RegulationForm(posted), seat_rows(level, unit, posted)
    if posted is not None and all(each.is_valid() for each in (form, rules, *rows)):
        try:
            council = _establish(person(request), level, unit, form, rules, rows)
        except RefusedError as refusal:
            (rules if refusal.field in rules.fields else form).refuse(refusal)
        else:
            messages.success(request, "Đã lập Hội đồng.")
            return redirect("desk:councils:detail", council.pk)
    context = {"form": form, "rules": rules, "rows": rows, "unit": unit}
    status = 422 if posted is not None else 200
    return render(request, "desk/councils/create.html", context, status=status)


@transaction.atomic
def _establish(
    by: User,
    level: CouncilLevel,
    unit: Unit | None,
    form: CouncilForm,
    rules: RegulationForm,
    rows: list[SeatRow],
) -> Council:
    entered = form.cleaned_data
    upload = entered["decision_file"]
    return establish_council(
        by=by,
        level=level,
        unit=unit,
        name=entered["name"],
        decision_number=entered["decision_number"],
        decided_on=entered["decided_on"],
        decision_signer=entered["decision_signer"],
        decision_file=store_upload(upload, by, field="decision_file") if upload else None,
        seats=chosen_seats(rows),
        regulation=rules.cleaned_data,
    )


def _detail(request: HttpRequest, council: Council, form: SeatForm | None = None) -> HttpResponse:
    is_office = policy.is_office(person(request), council)
    context = {
        "council": council,
        "members": council.members.select_related("user").order_by("left_on", "pk"),
        "settings": council.rules.explained(),
        "sessions": council.sessions.all(),
        "is_office": is_office,
        "may_plan": policy.may_plan(person(request), council),
        "seat_form": form or (SeatForm.of(_free_people(council)) if is_office else None),
    }
    return render(request, "desk/councils/detail.html", context, status=422 if form else 200)


def _free_people(council: Council) -> QuerySet[User]:
    held = queries.candidates(council.level, council.unit_id)
    seated = council.members.filter(left_on=None).values("user_id")
    return User.objects.filter(pk__in=held.values("user_id")).exclude(pk__in=seated)


def _own_level(user: User) -> tuple[CouncilLevel, Unit | None] | None:
    """The level and province for which the person's office sets up councils; None for others."""
    for membership in held_roles(user):
        if membership.role == Role.PROVINCE_OFFICE:
            return CouncilLevel.PROVINCE, membership.unit
    if has_national_role(user, {Role.MINISTRY_OFFICE}):
        return CouncilLevel.CENTRAL, None
    return None


def _usual_name(unit: Unit | None) -> str:
    place = f"{unit.full_name[0].lower()}{unit.full_name[1:]}" if unit else "cấp trung ương"
    return f"Hội đồng đánh giá, phân hạng sản phẩm OCOP {place} năm {clock.today().year}"
