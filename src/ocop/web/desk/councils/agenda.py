"""Planning a session and choosing its dossiers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ocop.councils import policy, queries
from ocop.councils.models import Session
from ocop.councils.services.agenda import place_on_agenda, plan_session
from ocop.kernel.errors import RefusedError
from ocop.register.models import EvaluationKind
from ocop.web.desk.councils.forms import PlaceForm, SessionForm
from ocop.web.desk.councils.gates import for_planning
from ocop.web.desk.councils.reached import council_of, person, session_of


@for_planning
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Announce a session of the council."""
    council = council_of(request, pk)
    if not policy.may_plan(person(request), council):
        raise PermissionDenied
    form = SessionForm(request.POST or None)
    if form.is_valid():
        try:
            session = plan_session(by=person(request), council=council, **form.cleaned_data)
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            return redirect("desk:councils:agenda", session.pk)
    status = 422 if form.is_bound else 200
    context = {"council": council, "form": form}
    return render(request, "desk/councils/plan.html", context, status=status)


@for_planning
@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The session's list, and the dossiers that may join it."""
    session = session_of(request, pk)
    if not policy.may_plan(person(request), session.council):
        raise PermissionDenied
    waiting = queries.placeable_dossiers(session.council)
    if session.is_written:
        waiting = waiting.filter(kind=EvaluationKind.REEVALUATION)
    form = PlaceForm.of(waiting, request.POST or None)
    if form.is_valid():
        try:
            _place(request, session, form)
        except RefusedError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Đã đưa hồ sơ vào danh sách.")
            return redirect("desk:councils:agenda", pk)
    context = {
        "session": session,
        "form": form,
        "has_waiting": waiting.exists(),
        "items": queries.standing_items(session),
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/councils/agenda.html", context, status=status)


@transaction.atomic
def _place(request: HttpRequest, session: Session, form: PlaceForm) -> None:
    for dossier in form.cleaned_data["dossiers"]:
        place_on_agenda(by=person(request), session=session, dossier=dossier)
