"""The page in the field: one form that works without a script, and one message at a time with it."""

import datetime as dt
import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.inspections import policy, queries
from ocop.inspections.models import Inspection
from ocop.inspections.rules.checklists import VALUES, checklist
from ocop.inspections.services import field, minutes
from ocop.inspections.services.field import Place
from ocop.inspections.services.records import client_uuid
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.desk.inspections.forms import LockForm, WordsForm
from ocop.web.desk.inspections.gates import for_teams, inspection_of
from ocop.web.desk.inspections.visit import failing
from ocop.web.desk.inspections.words import finding_status


@for_teams
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """The checklist with what is answered; a POST saves the whole form (without a script)."""
    inspection = inspection_of(request, pk)
    if not policy.is_on_team(request.user, inspection):
        raise Http404
    if not policy.may_fill(request.user, inspection):
        return redirect("desk:inspections:inspection", pk)
    if request.method == "POST":
        try:
            _save_form(request, inspection)
        except RefusedError as refused:
            messages.error(request, refused.message)
            return render(
                request, "desk/inspections/field.html", _context(request, inspection), status=422
            )
        messages.success(request, "Đã lưu phiếu kiểm tra.")
        return redirect("desk:inspections:field", pk)
    return render(request, "desk/inspections/field.html", _context(request, inspection))


@for_teams
@require_POST
def receive(request: HttpRequest, pk: int) -> JsonResponse:
    """One answer or photo from the phone; the same message again is answered alike."""
    inspection = inspection_of(request, pk)
    try:
        said = _said(request)
        if request.FILES:
            field.enter_photo(
                inspection=inspection,
                upload=request.FILES["photo"],
                taken_at=said.pop("moment"),
                **said,
            )
        else:
            field.enter_answer(
                inspection=inspection,
                value=request.POST.get("value", ""),
                remark=request.POST.get("note", ""),
                written_at=said.pop("moment"),
                **said,
            )
    except RefusedError as refused:
        return JsonResponse({"message": refused.message}, status=422)
    return JsonResponse({"received_at": f"{clock.now().astimezone(clock.VIETNAM):%H:%M:%S}"})


@for_teams
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """The words around the answers, the findings, and the lock."""
    inspection = inspection_of(request, pk)
    if not policy.may_fill(request.user, inspection):
        return redirect("desk:inspections:inspection", pk)
    names = ("place", "producer_side", "producer_opinion", "team_opinion", "internal_note")
    kept = {name: getattr(inspection, name) for name in names}
    form = WordsForm(request.POST or None, initial=kept)
    lock_form = LockForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and lock_form.is_valid():
        try:
            field.write_words(inspection=inspection, **form.cleaned_data, by=request.user)
            if request.POST.get("go") == "lock":
                minutes.lock_minutes(
                    inspection=inspection, **lock_form.cleaned_data, by=request.user
                )
                return redirect("desk:inspections:sign", pk)
        except RefusedError as refused:
            refusals.show(lock_form if refused.field == "reply_until" else form, refused)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("desk:inspections:results", pk)
    today = clock.today()
    context = {
        "inspection": inspection,
        "form": form,
        "lock_form": lock_form,
        "leads": policy.leads(request.user, inspection),
        "failing": failing(inspection),
        "lines": [(one, finding_status(one, today)) for one in inspection.findings.all()],
    }
    has_errors = bool(form.errors or lock_form.errors)
    return render(
        request, "desk/inspections/results.html", context, status=422 if has_errors else 200
    )


@for_teams
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the field pages alone: its address is its scope."""
    found = finders.find("inspections/worker.js")
    path = found or settings.STATIC_ROOT / "inspections" / "worker.js"
    with open(path, encoding="utf-8") as script:  # noqa: PTH123
        return HttpResponse(
            script.read(), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
        )


def _said(request: HttpRequest) -> dict[str, Any]:
    """What every message of the phone carries."""
    moment = parse_datetime(request.POST.get("written_at", "")) if request.POST else None
    if moment is None or moment.tzinfo is None:
        moment = clock.now()
    return {
        "client_id": client_uuid(request.POST.get("client_id", "")),
        "question": request.POST.get("question", ""),
        "moment": moment,
        "at": _place(request),
        "by": request.user,
    }


def _place(request: HttpRequest) -> Place:
    try:
        latitude = Decimal(request.POST.get("latitude", ""))
        longitude = Decimal(request.POST.get("longitude", ""))
    except InvalidOperation:
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    step = Decimal("0.000001")
    return latitude.quantize(step), longitude.quantize(step)


def _save_form(request: HttpRequest, inspection: Inspection) -> None:
    entries = queries.current_entries(inspection)
    now: dt.datetime = clock.now()
    for question in checklist(inspection.checklist).questions():
        value = request.POST.get(f"value-{question.code}", "")
        note = request.POST.get(f"note-{question.code}", "").strip()
        held = entries.get(question.code)
        if (value, note) != ((held.value, held.note) if held else ("", "")):
            field.enter_answer(
                inspection=inspection,
                client_id=uuid.uuid4(),
                question=question.code,
                value=value,
                remark=note,
                written_at=now,
                at=None,
                by=request.user,
            )
        for photo in request.FILES.getlist(f"photo-{question.code}"):
            field.enter_photo(
                inspection=inspection,
                client_id=uuid.uuid4(),
                question=question.code,
                upload=photo,
                taken_at=now,
                at=None,
                by=request.user,
            )


def _context(request: HttpRequest, inspection: Inspection) -> dict[str, Any]:
    entries = queries.current_entries(inspection)
    photos: dict[str, list[Any]] = {}
    for photo in inspection.photos.all():
        photos.setdefault(photo.question, []).append(photo)
    asked = checklist(inspection.checklist)
    return {
        "inspection": inspection,
        "asked": asked,
        "values": VALUES,
        "shown_at": clock.now().isoformat(),
        "topics": [
            (
                topic,
                [(one, entries.get(one.code), photos.get(one.code, [])) for one in topic.questions],
            )
            for topic in asked.topics
        ],
        "answered": sum(bool(entry.value) for entry in entries.values()),
        "total": sum(1 for _ in asked.questions()),
    }
