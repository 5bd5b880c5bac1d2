"""Whom a newspaper calls, as the press page says it."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ocop.accounts.models import User
from ocop.kernel.errors import RefusedError
from ocop.newsroom.models import PressContact
from ocop.newsroom.services import ContactLines, keep_press_contact
from ocop.web import refusals
from ocop.web.desk.news.forms import ContactForm
from ocop.web.desk.news.places import own_province, writers


@writers
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """The contact of the person's own office."""
    province = own_province(request.user)
    kept = PressContact.objects.filter(province=province).first()
    initial = {name: getattr(kept, name) for name in ContactForm.base_fields} if kept else None
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            keep_press_contact(
                province=province,
                lines=ContactLines(**form.cleaned_data),
                by=cast(User, request.user),
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu. Trang “Dành cho báo chí” hiện liên hệ này.")
            return redirect("desk:news:list")
    return render(
        request,
        "desk/news/contact.html",
        {"form": form, "province": province},
        status=422 if form.errors else 200,
    )
