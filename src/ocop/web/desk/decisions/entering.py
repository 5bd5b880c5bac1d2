"""Filling in, checking and confirming a decision."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.files.services import store_upload
from ocop.kernel.errors import RefusedError
from ocop.recognition.draft_decision import MINISTRY
from ocop.web import refusals
from ocop.web.desk.decisions.flows import Flow
from ocop.web.desk.decisions.forms import AwardForm, DecisionForm, numbered

_NOT_KEPT = {"csrfmiddlewaretoken", "go", "file"}


def fill_in(request: HttpRequest, flow: Flow) -> HttpResponse:
    """The page with the products and the paper; what is right goes on to be checked."""
    user, rows = cast(User, request.user), flow.candidates(cast(User, request.user))
    if request.method != "POST":
        draft = request.session.get(flow.session_key)
        chosen = set(request.GET.getlist("hs"))
        if session := request.GET.get("phien"):
            chosen = {str(row.dossier.pk) for row in rows if str(row.session.pk) == session}
        if draft and not chosen:
            form = flow.form(initial=draft["data"], rows=rows, kept=_file(draft))
        else:
            form = flow.form(initial=flow.initial(user, rows, chosen), rows=rows)
        return _page(request, flow, form)
    data = {key: str(value) for key, value in request.POST.items()}
    if flow.form.gives_certificates:
        data = numbered(data, rows)
    file = _file(request.session.get(flow.session_key))
    if "go" in request.POST:
        return _page(request, flow, flow.form(initial=data, rows=rows, kept=file))
    form = flow.form(data, request.FILES, rows=rows, kept=file)
    is_valid = form.is_valid()
    if upload := form.cleaned_data.get("file"):
        file = store_upload(upload, user)
        form.keep(file)
    _keep(request, flow, data, file)
    if is_valid and _rehearse(flow, form, file, user):
        return redirect(flow.check_view)
    return _page(request, flow, form)


def check(request: HttpRequest, flow: Flow) -> HttpResponse:
    """Everything once more, then the one confirmation that writes."""
    draft = request.session.get(flow.session_key)
    if draft is None:
        return redirect(flow.list_view)
    user, file = cast(User, request.user), _file(draft)
    form = flow.form(draft["data"], rows=flow.candidates(user), kept=file)
    if not form.is_valid():
        return _page(request, flow, form)
    if request.method == "POST":
        try:
            decision = flow.enter(form, file, user)
        except RefusedError as refused:
            refusals.show(form, refused)
            return _page(request, flow, form)
        del request.session[flow.session_key]
        return redirect("desk:decisions:done", pk=decision.pk)
    numbers = form.numbers() if isinstance(form, AwardForm) else {}
    lines = [(row, numbers.get(row.dossier.pk, "")) for row in form.picked()]
    context = {
        "flow": flow,
        "form": form,
        "lines": lines,
        "file": file,
        "issuer": _issuer(flow, form),
        "signer": " ".join(
            [
                *([f"{form.cleaned_data['capacity']}."] if form.cleaned_data["capacity"] else []),
                form.cleaned_data["signer_title"],
                form.cleaned_data["signer_name"],
            ]
        ),
        "warnings": [finding for row, _ in lines for finding in row.warnings],
    }
    return render(request, "desk/decisions/check.html", context)


def _rehearse(flow: Flow, form: DecisionForm, file: StoredFile | None, user: User) -> bool:
    """Do it all and undo it: what the service would refuse is said while the form is open."""
    try:
        with transaction.atomic():
            flow.enter(form, file, user)
            transaction.set_rollback(True)
    except RefusedError as refused:
        refusals.show(form, refused)
        return False
    return True


def _page(request: HttpRequest, flow: Flow, form: DecisionForm) -> HttpResponse:
    has_errors = form.is_bound and bool(form.errors)
    sessions = Counter(row.session for row in form.rows)
    context = {
        "flow": flow,
        "form": form,
        "lines": list(form.lines()),
        "sessions": sessions.items() if len(sessions) > 1 else (),
    }
    return render(
        request, "desk/decisions/fill_in.html", context, status=422 if has_errors else 200
    )


def _keep(
    request: HttpRequest, flow: Flow, data: Mapping[str, Any], file: StoredFile | None
) -> None:
    request.session[flow.session_key] = {
        "data": {key: value for key, value in data.items() if key not in _NOT_KEPT},
        "file": str(file.pk) if file else None,
    }


def _file(draft: Mapping[str, Any] | None) -> StoredFile | None:
    if not draft or not draft["file"]:
        return None
    return StoredFile.objects.filter(pk=draft["file"]).first()


def _issuer(flow: Flow, form: DecisionForm) -> str:
    if flow.key == "five-stars":
        return MINISTRY
    province = form.picked()[0].dossier.province
    return f"Ủy ban nhân dân {province.name_in_sentence}"
