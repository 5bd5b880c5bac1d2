"""Inviting officials, and taking up an invitation."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ocop.accounts import queries
from ocop.accounts.roles import Role
from ocop.accounts.services import invitations as services
from ocop.kernel.errors import RefusedError
from ocop.web.access import anyone, officials
from ocop.web.accounts.entrance import enter
from ocop.web.accounts.forms import InvitationForm, NewPersonForm, province_of
from ocop.web.refusals import show


@officials(Role.ADMINISTRATOR)
@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Offer an office; the link is shown once, for the administrator to pass on."""
    province = province_of(request.user, request.GET.get("tinh", ""))
    form = InvitationForm(request.POST or None, by=request.user, province=province)
    if form.is_valid():
        try:
            invitation, token = services.invite_official(
                by=request.user,
                office=form.office(),
                contact=form.cleaned_data["contact"],
                full_name=form.cleaned_data["full_name"],
            )
        except RefusedError as refused:
            show(form, refused)
        else:
            address = settings.OCOP_PUBLIC_ADDRESS + reverse("accounts:invitation", args=[token])
            context = {"invitation": invitation, "address": address}
            return render(request, "accounts/invited.html", context)
    provinces = queries.administered_provinces(request.user)
    context = {"form": form, "provinces": provinces, "province": province}
    return render(request, "accounts/invite.html", context)


@officials(Role.ADMINISTRATOR)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(queries.invitations_visible_to(request.user), pk=pk)
    try:
        services.cancel_invitation(by=request.user, invitation=invitation)
        messages.success(request, "Đã thu hồi lời mời.")
    except RefusedError as refused:
        messages.error(request, refused.message)
    return redirect("accounts:people")


@anyone
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The invited person's end of the link."""
    try:
        invitation = services.open_invitation(token)
    except RefusedError as refused:
        return render(request, "accounts/dead_link.html", {"words": refused.message}, status=404)
    contact = services.contact_of(invitation)
    user = request.user if request.user.is_authenticated else None
    if user is None and contact.account() is not None:
        messages.info(request, f"Hãy đăng nhập bằng {contact} để nhận vai trò.")
        return redirect(f"{reverse('account_login')}?next={request.path}")
    data = request.POST if request.method == "POST" else None
    form = NewPersonForm(data, initial={"full_name": invitation.full_name})
    if user is not None:
        form.fields.clear()
    if data is not None and form.is_valid():
        try:
            membership = services.accept_invitation(token=token, user=user, **form.cleaned_data)
        except RefusedError as refused:
            show(form, refused)
        else:
            messages.success(request, f"Bạn đã nhận vai trò “{membership.get_role_display()}”.")
            return redirect("accounts:home") if user else enter(request, membership.user)
    context = {"form": form, "invitation": invitation, "contact": contact}
    return render(request, "accounts/invitation.html", context)
