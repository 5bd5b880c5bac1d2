"""Coming in and going out."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.contacts import read_contact
from ocop.accounts.models import User
from ocop.accounts.policy import has_role, held_roles
from ocop.accounts.roles import Role
from ocop.accounts.services.people import register_person
from ocop.inspections.policy import TEAM_ROLES
from ocop.kernel.errors import RefusedError
from ocop.web.access import anyone, signed_in
from ocop.web.accounts.forms import SignInForm, SignUpForm
from ocop.web.refusals import show


@anyone
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """One field for phone or e-mail, and the password; then the second factor where there is one."""
    if request.user.is_authenticated:
        return redirect(_way_on(request))
    form = SignInForm(request.POST or None)
    if form.is_valid():
        try:
            user = _authenticated(request, **form.cleaned_data)
        except RefusedError as refused:
            show(form, refused)
        else:
            return enter(request, user)
    return render(request, "accounts/sign_in.html", {"form": form, "next": _next(request)})


def enter(request: HttpRequest, user: User) -> HttpResponse:
    """Open the session, by way of the second factor where the person has one."""
    response: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=_way_on(request)
    )
    return response


def _authenticated(request: HttpRequest, contact: str, password: str) -> User:
    read_contact(contact)
    user = authenticate(request, username=contact, password=password)
    if user is None:
        raise RefusedError(
            "Số điện thoại (hoặc thư điện tử) và mật khẩu không khớp. Hãy gõ lại, hoặc chọn "
            "“Quên mật khẩu”."
        )
    return user  # type: ignore[return-value]


@anyone
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """An account for a producer's person; officials are invited."""
    if request.user.is_authenticated:
        return redirect("accounts:home")
    form = SignUpForm(request.POST or None)
    if form.is_valid():
        try:
            user = register_person(**form.cleaned_data)
        except RefusedError as refused:
            show(form, refused)
        else:
            messages.success(request, "Đã mở tài khoản. Việc đầu tiên: khai cơ sở của bạn.")
            return enter(request, user)
    return render(request, "accounts/sign_up.html", {"form": form, "next": _next(request)})


@anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; also gives up a sign-in that waits for its second factor."""
    holds_field_pages = has_role(request.user, *TEAM_ROLES)
    logout(request)
    response = HttpResponseRedirect("/")
    if holds_field_pages:
        # The phone kept answers and pages of an inspection to work without a network.
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everyone to where their work is."""
    roles = {membership.role for membership in held_roles(request.user)}
    if roles - {Role.ADMINISTRATOR}:
        return redirect("desk:home")
    return redirect("accounts:people" if roles else "portal:home")


def _next(request: HttpRequest) -> str:
    """The address to return to, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""


def _way_on(request: HttpRequest) -> str:
    return _next(request) or reverse("accounts:home")
