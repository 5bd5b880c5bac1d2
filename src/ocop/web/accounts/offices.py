"""Granting, ending, delegating and handing over offices."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ocop.accounts import policy, queries
from ocop.accounts.contacts import read_contact
from ocop.accounts.models import Membership, User
from ocop.accounts.roles import Role
from ocop.accounts.services import offices as services
from ocop.dossiers.services.handover import reassign_dossiers
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.web.access import officials, signed_in
from ocop.web.accounts.forms import (
    DelegationForm,
    EndForm,
    HandoverForm,
    OfficeForm,
    province_of,
)
from ocop.web.refusals import show


@officials(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """One more office for someone of the list."""
    person = get_object_or_404(queries.visible_to(request.user), pk=pk)
    province = province_of(request.user, request.GET.get("tinh", ""))
    form = OfficeForm(request.POST or None, by=request.user, province=province)
    if form.is_valid():
        try:
            services.grant_membership(by=request.user, to=person, office=form.office())
        except RefusedError as refused:
            show(form, refused)
        else:
            messages.success(request, f"Đã giao vai trò cho {person}.")
            return redirect("accounts:person", person.pk)
    provinces = queries.administered_provinces(request.user)
    context = {"form": form, "person": person, "provinces": provinces, "province": province}
    return render(request, "accounts/grant.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of an office: by its administrator; of a delegation also by the leader."""
    membership = _membership(pk)
    if not policy.may_end(request.user, membership):
        raise Http404
    form = EndForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        try:
            services.end_membership(
                by=request.user, membership=membership, on=form.cleaned_data["on"]
            )
        except RefusedError as refused:
            show(form, refused)
        else:
            messages.success(request, f"Đã kết thúc vai trò của {membership.user}.")
            return _back(request, membership)
    return render(request, "accounts/end_office.html", {"form": form, "office": membership})


@signed_in
@require_http_methods(["GET", "POST"])
def delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """A leader lets someone sign in their place for a time."""
    membership = _membership(pk)
    if not policy.may_delegate(request.user, membership):
        raise Http404
    form = DelegationForm(request.POST or None, initial={"starts_on": clock.today()})
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            services.delegate(
                by=request.user,
                membership=membership,
                to=_account_of(cleaned["to"]),
                capacity=Membership.Capacity(cleaned["capacity"]),
                starts_on=cleaned["starts_on"],
                ends_on=cleaned["ends_on"],
                title=cleaned["title"],
            )
        except RefusedError as refused:
            show(form, refused)
        else:
            messages.success(request, "Đã ủy quyền.")
            return _back(request, membership)
    return render(request, "accounts/delegate.html", {"form": form, "office": membership})


@officials(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The office and the work on its desk go to the next person, together or not at all."""
    membership = get_object_or_404(
        queries.memberships_visible_to(request.user).select_related("user", "unit"), pk=pk
    )
    form = HandoverForm(request.POST or None)
    if form.is_valid():
        try:
            moved = _handed_over(request.user, membership, **form.cleaned_data)
        except RefusedError as refused:
            show(form, refused)
        else:
            messages.success(request, f"Đã bàn giao vai trò và {moved} hồ sơ đang xử lý.")
            return redirect("accounts:people")
    return render(request, "accounts/hand_over.html", {"form": form, "office": membership})


@transaction.atomic
def _handed_over(by: User, membership: Membership, to: str, title: str) -> int:
    """How many dossiers moved with the office."""
    leaver, unit = membership.user, membership.unit
    successor = _account_of(to)
    services.hand_over(by=by, membership=membership, to=successor, title=title)
    if unit is None:
        return 0
    return reassign_dossiers(by=by, from_user=leaver, to_user=successor, unit=unit)


def _membership(pk: int) -> Membership:
    rows = Membership.objects.select_related("user", "unit", "delegated_by")
    return get_object_or_404(rows, pk=pk)


def _account_of(typed: str) -> User:
    account = read_contact(typed, field="to").account()
    if account is None:
        raise RefusedError("Chưa có tài khoản dùng số hoặc địa chỉ này. Hãy mời trước.", field="to")
    return account


def _back(request: HttpRequest, membership: Membership) -> HttpResponse:
    if policy.administers(request.user, membership.unit):
        return redirect("accounts:people")
    return redirect("accounts:own")
