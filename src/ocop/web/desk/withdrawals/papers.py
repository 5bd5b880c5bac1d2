"""The papers of a case: the draft decision, the letter to the producer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.papers.withdrawal import render_withdrawal_decision, render_withdrawal_notice
from ocop.web.access import officials, signed_in
from ocop.web.desk.withdrawals.views import find_case
from ocop.withdrawals import queries
from ocop.withdrawals.papers import draft_of_decision, letter_to_producer


@officials(Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.MINISTRY_OFFICE, Role.MINISTER)
@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft decision on this case; `?vu=` adds further cases of the same authority."""
    first = find_case(request, pk)
    more = [one for one in request.GET.getlist("vu") if one.isdecimal() and len(one) < 10]
    others = queries.with_names(queries.open_cases(request.user)).filter(pk__in=more)
    try:
        data = draft_of_decision([first, *others.exclude(pk=pk)])
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:withdrawals:case", pk=pk)
    return _pdf(render_withdrawal_decision(data, dated=clock.today()), f"du-thao-thu-hoi-{pk}")


@signed_in
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter to the producer: for the offices, and for the producer who was asked."""
    data = letter_to_producer(find_case(request, pk))
    return _pdf(render_withdrawal_notice(data, dated=clock.today()), f"thu-bao-thu-hoi-{pk}")


def _pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
