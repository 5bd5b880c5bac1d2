"""How a person wants to be told: by e-mail or not, and the address of the own calendar."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ocop.notices import reading
from ocop.notices.models import CalendarAddress
from ocop.notices.queries import wants_mail
from ocop.web.access import signed_in
from ocop.web.notices.pages import in_own_frame


@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The switch for e-mail and the calendar's state; the address itself is not kept."""
    return _page(request)


def _page(request: HttpRequest, secret: str = "") -> HttpResponse:
    context = {
        "wants_mail": wants_mail(request.user),
        "made_at": CalendarAddress.objects.filter(person=request.user)
        .values_list("made_at", flat=True)
        .first(),
        "address": _address_of(secret) if secret else "",
    }
    response = in_own_frame(request, "notices/settings.html", context)
    if secret:
        # The secret is shown this once: no copy of the page stays behind.
        response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Turn the mails on or off."""
    wanted = request.POST.get("nhan-thu") == "co"
    reading.choose_mail(wants_mail=wanted, by=request.user)
    messages.success(
        request,
        "Từ giờ thông báo cũng gửi qua thư điện tử."
        if wanted
        else "Đã tắt thư. Thông báo vẫn hiện ở đây.",
    )
    return redirect("notices:settings")


@signed_in
@require_POST
def make_address(request: HttpRequest) -> HttpResponse:
    """A new address, shown once; an older one stops working."""
    return _page(request, reading.make_calendar_address(by=request.user))


@signed_in
@require_POST
def revoke_address(request: HttpRequest) -> HttpResponse:
    """The address stops working."""
    reading.revoke_calendar_address(by=request.user)
    messages.success(request, "Địa chỉ lịch cũ không mở được nữa.")
    return redirect("notices:settings")


def _address_of(secret: str) -> str:
    return settings.OCOP_PUBLIC_ADDRESS.rstrip("/") + reverse("notices:calendar", args=[secret])
