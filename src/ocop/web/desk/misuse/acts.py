"""What the office does with a report on its page."""

from collections.abc import Callable
from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel.codes import tidy_code
from ocop.kernel.errors import RefusedError
from ocop.misuse.models import Report
from ocop.misuse.services import (
    close_report,
    link_certificate,
    look_at,
    merge_reports,
    reopen_report,
)
from ocop.register.models import Certificate
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.misuse.forms import CloseForm, LinkForm, LookForm, MergeForm
from ocop.web.desk.misuse.views import find_report, others_of, report_page

handlers = officials(Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.MINISTRY_OFFICE)


@handlers
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it up, or write the note again."""
    form = LookForm(request.POST, auto_id="xem-%s")
    by = cast(User, request.user)
    return _act(
        request,
        pk,
        form,
        lambda found: look_at(report=found, **form.cleaned_data, by=by),
        "Đã ghi. Người phản ánh thấy “Đang xem xét”.",
    )


@handlers
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which certificate it is about."""
    form = LinkForm(request.POST, auto_id="giay-%s")
    by = cast(User, request.user)

    def service(found: Report) -> None:
        code = tidy_code(form.cleaned_data["code"])
        certificate = Certificate.objects.filter(short_code=code).first() if code else None
        if code and certificate is None:
            raise RefusedError("Không có giấy chứng nhận nào mang mã này.", field="code")
        link_certificate(report=found, certificate=certificate, by=by)

    return _act(request, pk, form, service, "Đã ghi giấy chứng nhận.")


@handlers
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Join it to another; `tach=1` takes it apart again."""
    found, by = find_report(request, pk), cast(User, request.user)
    if request.POST.get("tach"):
        form: forms.Form = forms.Form(request.POST)
        return _act(
            request,
            pk,
            form,
            lambda one: merge_reports(report=one, into=None, by=by),
            "Đã tách ra.",
        )
    choice = MergeForm(request.POST, others=others_of(request, found), auto_id="gop-%s")
    return _act(
        request,
        pk,
        choice,
        lambda one: merge_reports(
            report=one, into=choice.others[choice.cleaned_data["into"]], by=by
        ),
        "Đã gộp. Người phản ánh sẽ đọc câu trả lời chung.",
    )


@handlers
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Verdict and answer."""
    form = CloseForm(request.POST, auto_id="tl-%s")
    by = cast(User, request.user)
    return _act(
        request,
        pk,
        form,
        lambda found: close_report(report=found, **form.cleaned_data, by=by),
        "Đã trả lời và đóng phản ánh.",
    )


@handlers
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a closed one again."""
    form = forms.Form(request.POST)
    by = cast(User, request.user)
    return _act(request, pk, form, lambda found: reopen_report(report=found, by=by), "Đã mở lại.")


def _act(
    request: HttpRequest,
    pk: int,
    form: forms.Form,
    service: Callable[[Report], object],
    done: str,
) -> HttpResponse:
    found = find_report(request, pk)
    if form.is_valid():
        try:
            service(found)
        except RefusedError as refused:
            refusals.show(form, refused)
            if not form.fields:
                messages.error(request, refused.message)
        else:
            messages.success(request, done)
            return redirect("desk:misuse:report", pk=pk)
    return report_page(request, found, refused=form)
