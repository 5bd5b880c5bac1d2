"""Recovery codes: made by an official, used by the person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ocop.accounts import queries
from ocop.accounts.contacts import read_contact
from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.accounts.services.recovery import issue_recovery_code, redeem_recovery_code
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.producers.queries import own_producers
from ocop.web.access import anyone, officials
from ocop.web.accounts.forms import IssueCodeForm, RedeemCodeForm
from ocop.web.refusals import show


@anyone
@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def redeem(request: HttpRequest) -> HttpResponse:
    """A new password with the code that an official gave."""
    form = RedeemCodeForm(request.POST or None)
    if form.is_valid():
        try:
            redeem_recovery_code(**form.cleaned_data)
        except RefusedError as refused:
            show(form, refused)
        else:
            messages.success(request, "Đã đặt mật khẩu mới. Hãy đăng nhập.")
            return redirect("account_login")
    return render(request, "accounts/redeem_code.html", {"form": form})


@officials(Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER, Role.ADMINISTRATOR)
@never_cache
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest) -> HttpResponse:
    """An official makes a code for someone standing in front of them."""
    form = IssueCodeForm(request.POST or None)
    if form.is_valid():
        try:
            person = read_contact(form.cleaned_data["contact"]).account()
            if person is None:
                raise RefusedError("Chưa có tài khoản dùng số này.", field="contact")
            return _issued(request, person)
        except RefusedError as refused:
            show(form, refused)
    return render(request, "accounts/issue_code.html", {"form": form})


@officials(Role.ADMINISTRATOR)
@never_cache
@require_POST
def issue_for(request: HttpRequest, pk: int) -> HttpResponse:
    """The administrator makes a code for an official of their list."""
    person = get_object_or_404(queries.visible_to(request.user), pk=pk)
    try:
        return _issued(request, person)
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("accounts:person", pk)


def _issued(request: HttpRequest, person: User) -> HttpResponse:
    """The only page that ever shows the code."""
    code = issue_recovery_code(by=request.user, person=person, home_units=_homes_of(person))
    return render(request, "accounts/code_issued.html", {"person": person, "code": code})


def _homes_of(person: User) -> list[Unit]:
    """Today's communes of the producers the person acts for."""
    return [
        producer.current_commune for producer in own_producers(person) if producer.current_commune
    ]
