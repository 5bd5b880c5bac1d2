"""The administrator's list of people and what each holds."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ocop.accounts import queries
from ocop.accounts.models import Membership
from ocop.accounts.policy import administers, may_delegate
from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.web.access import officials

PAGE = 50


@officials(Role.ADMINISTRATOR)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an office in the units managed, and the invitations still open."""
    typed = request.GET.get("tim", "").strip()[:120]
    found = queries.visible_to(request.user)
    if typed:
        found = queries.matching(found, typed)
    listed = queries.with_offices(found, request.user)
    page = Paginator(listed, PAGE).get_page(request.GET.get("trang"))
    rows = [(person, _current(person.offices)) for person in page]
    invitations = queries.open_invitations(queries.invitations_visible_to(request.user))
    context = {"typed": typed, "page": page, "rows": rows, "invitations": invitations}
    return render(request, "accounts/people.html", context)


@officials(Role.ADMINISTRATOR)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: offices held now and later, and those that are over."""
    rows = queries.with_offices(queries.visible_to(request.user), request.user)
    shown = get_object_or_404(rows, pk=pk)
    today = clock.today()
    over = [office for office in shown.offices if office.ends_on and office.ends_on < today]
    standing = [
        (office, may_delegate(request.user, office), administers(request.user, office.unit))
        for office in shown.offices
        if office not in over
    ]
    context = {"person": shown, "standing": standing, "over": over}
    return render(request, "accounts/person.html", context)


def _current(offices: list[Membership]) -> list[Membership]:
    today = clock.today()
    return [office for office in offices if office.ends_on is None or office.ends_on >= today]
