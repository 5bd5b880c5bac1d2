"""Pages that both desks share: reading a dossier, receiving it, sending it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.config.law import law_settings
from ocop.dossiers import policy
from ocop.dossiers.models import Dossier, Receipt
from ocop.dossiers.queries import latest_submission, submission_content
from ocop.dossiers.services.commune import sample_warnings
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.law.loading import load_rubric
from ocop.law.readings import reading
from ocop.web import refusals
from ocop.web.desk.dossier.forms import (
    ReceiveForm,
    ReturnForm,
    due_in,
    point_forms,
    points_of,
    typed_points,
)
from ocop.web.desk.dossier.history import history_of
from ocop.web.desk.dossier.reading import read, returns_of


@dataclass(frozen=True)
class DeskPages:
    """One desk: its addresses, its acts and the services behind them."""

    namespace: str
    list_name: str
    receiver: str
    receive_act: str
    return_act: str
    receive: Callable[..., Receipt]
    give_back: Callable[..., object]

    def url(self, view: str, *args: object) -> str:
        """The address of one of the desk's views."""
        return reverse(f"{self.namespace}:{view}", args=list(args))

    def to(self, dossier: Dossier) -> HttpResponse:
        """Back to the dossier's page."""
        return redirect(self.url("dossier", dossier.pk))


def show_dossier(
    request: HttpRequest,
    dossier: Dossier,
    desk: DeskPages,
    *,
    template: str,
    extra: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """The frozen submission with its evidence, its history, and what may be done now."""
    context = {
        "desk": desk,
        "dossier": dossier,
        "list_url": desk.url("queue"),
        "return_url": desk.url("give_back", dossier.pk),
        "reading": read(dossier, on=clock.today()),
        "history": history_of(dossier),
        "returns": returns_of(dossier),
        "receipts": list(dossier.receipts.select_related("received_by").order_by("pk")),
        "acts": policy.allowed_acts(request.user, dossier),
        "may_return": desk.return_act in policy.allowed_acts(request.user, dossier),
    }
    return render(request, template, {**context, **extra}, status=status)


def may_now(request: HttpRequest, dossier: Dossier, act: str) -> bool:
    """Whether the act is open to the person at this step; says so in a message where not."""
    if act in policy.allowed_acts(request.user, dossier):
        return True
    messages.warning(
        request, f"Việc này không làm được ở bước hiện tại: {dossier.get_state_display().lower()}."
    )
    return False


def receive_page(request: HttpRequest, dossier: Dossier, desk: DeskPages) -> HttpResponse:
    """The office part of Mẫu số 01; the number of the form is given on saving."""
    if not may_now(request, dossier, desk.receive_act):
        return desk.to(dossier)
    offered = _offered_samples(dossier)
    form = ReceiveForm(
        request.POST or None, initial={"received_on": clock.today(), "samples": offered}
    )
    if request.method == "POST" and form.is_valid():
        try:
            receipt = desk.receive(dossier=dossier, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, f"Đã nhận hồ sơ. Phiếu số {receipt.number}.")
            for found in sample_warnings(dossier, receipt.samples):
                messages.warning(request, found.message)
            return desk.to(dossier)
    context = {
        "desk": desk,
        "dossier": dossier,
        "form": form,
        "offered": offered,
        "needs_samples": load_rubric(dossier.instrument, dossier.set_number).needs_samples,
        "submission": dossier.submissions.latest("number"),
        "pause": reading("commune_clock"),
        "pause_text": reading("commune_clock").text_in(law_settings()),
    }
    return render(
        request,
        "desk/dossier/receive.html",
        context,
        status=422 if form.errors else 200,
    )


def return_page(request: HttpRequest, dossier: Dossier, desk: DeskPages) -> HttpResponse:
    """What is to be completed and why, as many rows as needed."""
    if not may_now(request, dossier, desk.return_act):
        return desk.to(dossier)
    rubric = load_rubric(dossier.instrument, dossier.set_number)
    if request.method != "POST":
        form = ReturnForm(initial={"due_on": due_in(clock.today())})
        place = request.GET.get("cho")
        rows = point_forms(rubric, initial=[{"place": place}] if place else None)
        return _return_form(request, dossier, desk, form, rows)
    if "more" in request.POST:
        form = ReturnForm(initial=request.POST.dict())
        rows = point_forms(rubric, initial=typed_points(request.POST))
        return _return_form(request, dossier, desk, form, rows)
    form, rows = ReturnForm(request.POST), point_forms(rubric, request.POST)
    if form.is_valid() & rows.is_valid():
        try:
            desk.give_back(
                dossier=dossier,
                by=request.user,
                points=points_of(rows),
                due_on=form.cleaned_data["due_on"],
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã gửi yêu cầu bổ sung cho chủ thể.")
            return desk.to(dossier)
    return _return_form(request, dossier, desk, form, rows)


def _return_form(
    request: HttpRequest, dossier: Dossier, desk: DeskPages, form: ReturnForm, rows: Any
) -> HttpResponse:
    context = {"desk": desk, "dossier": dossier, "form": form, "rows": rows}
    return render(
        request, "desk/dossier/give_back.html", context, status=422 if form.is_bound else 200
    )


def _offered_samples(dossier: Dossier) -> int | None:
    """What the producer said it would send, as handed in."""
    submission = latest_submission(dossier)
    content: Any = submission_content(submission) if submission else {}
    return content.get("samples")
