"""The producer's side of a withdrawal: what is said, and the answer to it."""

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ocop.accounts.models import User
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.desk.withdrawals.acts import enter_typed_reply
from ocop.web.desk.withdrawals.forms import ReplyForm
from ocop.web.desk.withdrawals.rows import row
from ocop.withdrawals import queries
from ocop.withdrawals.states import OPEN_STATES


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case about the own product; a POST is the answer."""
    cases = queries.with_names(queries.of_producers(request.user))
    found = get_object_or_404(cases, pk=pk)
    is_open = found.state in OPEN_STATES
    form = ReplyForm(
        request.POST or None, request.FILES or None, initial={"said_on": clock.today()}
    )
    form.fields["words"].label = "Ý kiến của cơ sở"
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                enter_typed_reply(found, dict(form.cleaned_data), cast(User, request.user))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã gửi ý kiến. Cơ quan tham mưu đọc được ngay.")
            return redirect("portal:withdrawal", pk=pk)
    context = {
        "row": row(found, clock.today()),
        "replies": found.replies.select_related("file"),
        "form": form if is_open else None,
    }
    return render(request, "portal/withdrawal.html", context, status=422 if form.is_bound else 200)
