"""The producer's right to the mark, its uses of it, and the rewards for its stars."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.accounts.models import User
from ocop.benefits import mark_queries, reward_queries
from ocop.benefits.models import MarkUse
from ocop.benefits.services import marks
from ocop.benefits.states import IN_USE, USE_STEPS
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.register.queries import status_of
from ocop.register.sentences import verdict
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.desk.marks.words import use_row
from ocop.web.portal.mark_forms import StopForm, UseForm, initial_of


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """For which products the mark may be used, how it is used, what was rewarded."""
    today = clock.today()
    rights = mark_queries.own_rights(request.user, today)
    uses = mark_queries.with_right(mark_queries.own_uses(request.user), today)
    rows = mark_queries.worst_first(mark_queries.with_names(uses))
    context = {
        "rights": [(each, verdict(status_of(each, today))) for each in rights],
        "rows": [(use_row(use), USE_STEPS.allows(use.state, "correct")) for use in rows],
        "rewards": reward_queries.rewards_of(request.user),
    }
    return render(request, "portal/marks/list.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """A new use for one of the own valid certificates."""
    rights = mark_queries.own_rights(request.user, clock.today())
    certificate = get_object_or_404(rights, pk=pk)
    form = UseForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            marks.declare_use(
                certificate=certificate, declared=form.declared(), by=cast(User, request.user)
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã khai. Cơ quan OCOP của tỉnh sẽ xem.")
            return redirect("portal:marks")
    context = {"form": form, "recognition": certificate.recognition}
    return render(request, "portal/marks/form.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say it anew: before the office looked, or after it found a fault."""
    use = _own(request, pk)
    form = UseForm(request.POST or None, request.FILES or None, initial=initial_of(use))
    if request.method == "POST" and form.is_valid():
        try:
            marks.correct_use(use=use, declared=form.declared(), by=cast(User, request.user))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu. Cơ quan OCOP của tỉnh sẽ xem lại.")
            return redirect("portal:marks")
    context = {"form": form, "recognition": use.certificate.recognition, "use": use}
    return render(request, "portal/marks/form.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that it is no longer used."""
    use = _own(request, pk)
    form = StopForm(request.POST or None, initial={"stopped_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            marks.stop_use(use=use, **form.cleaned_data, by=cast(User, request.user))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi ngừng dùng.")
            return redirect("portal:marks")
    context = {"form": form, "use": use}
    return render(request, "portal/marks/stop.html", context, status=422 if form.errors else 200)


def _own(request: HttpRequest, pk: int) -> MarkUse:
    rows = mark_queries.own_uses(request.user).filter(state__in=IN_USE)
    return get_object_or_404(rows.select_related("certificate__recognition__product"), pk=pk)
