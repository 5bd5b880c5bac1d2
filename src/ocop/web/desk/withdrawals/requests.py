"""The ministry's requests to a province (Điều 10.1.b)."""

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.withdrawals.forms import AnswerForm, RequestForm
from ocop.web.desk.withdrawals.proposing import certificates_of
from ocop.withdrawals import policy, queries
from ocop.withdrawals.services import answer_ministry, request_of_ministry


@officials(Role.MINISTRY_OFFICE, Role.MINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Name a recognition and what is wrong with it."""
    certificate = get_object_or_404(certificates_of(request), short_code=code)
    user = cast(User, request.user)
    form = RequestForm(
        request.POST or None, request.FILES or None, initial={"sent_on": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        upload = typed.pop("file")
        try:
            with transaction.atomic():
                made = request_of_ministry(
                    recognition=certificate.recognition,
                    **typed,
                    file=store_upload(upload, user) if upload else None,
                    by=user,
                )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã gửi đề nghị. Tỉnh thấy ngay trên bàn làm việc.")
            return redirect("desk:withdrawals:request", pk=made.pk)
    return render(
        request,
        "desk/withdrawals/write_request.html",
        {"form": form, "certificate": certificate},
        status=422 if form.is_bound else 200,
    )


@officials(
    Role.PROVINCE_OFFICE,
    Role.PROVINCE_LEADER,
    Role.INSPECTOR,
    Role.MINISTRY_OFFICE,
    Role.MINISTER,
    Role.AUDITOR,
)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One request; the province's POST is its answer."""
    asked = get_object_or_404(queries.requests_visible_to(request.user), pk=pk)
    may_answer = asked.answered_on is None and policy.may_answer(request.user, asked)
    form = AnswerForm(request.POST or None, initial={"answered_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            answer_ministry(request=asked, **form.cleaned_data, by=cast(User, request.user))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã trả lời Bộ.")
            return redirect("desk:withdrawals:request", pk=pk)
    context = {
        "asked": asked,
        "certificate": getattr(asked.recognition, "certificate", None),
        "cases": asked.cases.all(),
        "form": form if may_answer else None,
    }
    return render(
        request, "desk/withdrawals/request.html", context, status=422 if form.is_bound else 200
    )
