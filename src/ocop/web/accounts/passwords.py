"""Changing a password, and a new one by mail."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ocop.accounts.contacts import read_contact
from ocop.accounts.services import recovery
from ocop.accounts.services.people import change_password
from ocop.kernel.errors import RefusedError
from ocop.web.access import anyone, signed_in
from ocop.web.accounts.forms import ContactForm, NewPasswordForm, PasswordChangeForm
from ocop.web.refusals import show

_MAIL = """Có người (mong là bạn) xin đặt lại mật khẩu tài khoản Sổ OCOP dùng địa chỉ này.

Mở liên kết sau để đặt mật khẩu mới. Liên kết dùng được một lần:
{address}

Nếu không phải bạn xin, hãy bỏ qua thư này; mật khẩu cũ vẫn dùng được.
"""


@signed_in
@never_cache
@sensitive_post_parameters("old_password", "password")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """A new password for whoever knows the old one; other sessions end."""
    form = PasswordChangeForm(request.POST or None)
    if form.is_valid():
        try:
            change_password(user=request.user, **form.cleaned_data)
        except RefusedError as refused:
            show(form, refused)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, "Đã đổi mật khẩu. Các máy khác phải đăng nhập lại.")
            return redirect("accounts:own")
    return render(request, "accounts/password.html", {"form": form})


@anyone
@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """By mail where the account has an address; else the way to an official's code."""
    form = ContactForm(request.POST or None)
    if form.is_valid():
        try:
            contact = read_contact(form.cleaned_data["contact"])
        except RefusedError as refused:
            show(form, refused)
        else:
            if not contact.email:
                return redirect("accounts:redeem_code")
            _mail_reset_link(contact.email)
            return render(request, "accounts/mail_sent.html", {"email": contact.email})
    return render(request, "accounts/forgotten.html", {"form": form})


def _mail_reset_link(email: str) -> None:
    """Says nothing of whether the address has an account."""
    link = recovery.reset_link(email)
    if link is None:
        return
    address = settings.OCOP_PUBLIC_ADDRESS + reverse("accounts:reset", args=link)
    send_mail("Đặt lại mật khẩu Sổ OCOP", _MAIL.format(address=address), None, [email])


@anyone
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """The other end of the mailed link."""
    user = recovery.person_of_link(uid, token)
    if user is None:
        return render(request, "accounts/dead_link.html", status=404)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        try:
            recovery.reset_by_link(uid=uid, token=token, **form.cleaned_data)
        except RefusedError as refused:
            show(form, refused)
        else:
            messages.success(request, "Đã đặt mật khẩu mới. Hãy đăng nhập.")
            return redirect("account_login")
    return render(request, "accounts/reset.html", {"form": form})
