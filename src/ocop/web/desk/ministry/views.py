"""The ministry's desk: dossiers the provinces sent, central results, the Minister's five stars."""

from typing import cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import User
from ocop.accounts.policy import has_national_role
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries import visible_to
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.recognition import policy
from ocop.recognition.queries import (
    MINISTRY_READERS,
    entered_by_ministry,
    waiting_at_ministry,
    with_results,
)
from ocop.recognition.rules import Outcome
from ocop.recognition.services.referral import package_contents, return_to_province
from ocop.web.access import officials
from ocop.web.desk.decisions.entering import check, fill_in
from ocop.web.desk.decisions.flows import FIVE_STARS
from ocop.web.desk.decisions.rows import row, rows_of
from ocop.web.desk.dossier.reading import read

at_ministry_desk = officials(Role.MINISTRY_OFFICE, Role.MINISTER, Role.AUDITOR)
for_ministers = officials(Role.MINISTER)
DECISIONS_SHOWN = 50


@at_ministry_desk
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What came from the provinces, what the central council found, what was decided."""
    rows = rows_of(waiting_at_ministry(request.user))
    central = [row for row in rows if row.dossier.state == DossierState.CENTRALLY_SCORED]
    context = {
        "count": len(rows),
        "received": [row for row in rows if row.dossier.state == DossierState.FORWARDED],
        "in_council": [row for row in rows if row.dossier.state == DossierState.IN_CENTRAL_COUNCIL],
        "five_stars": [row for row in central if row.outcome is Outcome.RECOGNISE],
        "below": [row for row in central if row.outcome is not Outcome.RECOGNISE],
        "decisions": entered_by_ministry(request.user)[:DECISIONS_SHOWN],
        "decides": has_national_role(request.user, {Role.MINISTER}),
        "may_return": policy.may_return_to_province(request.user),
    }
    return render(request, "desk/ministry/list.html", context)


@at_ministry_desk
@require_safe
def referral(request: HttpRequest, pk: int) -> HttpResponse:
    """One dossier as the province sent it: the package of Điều 6.3, results, the submission."""
    dossier = get_object_or_404(_sent_dossiers(request), pk=pk)
    context = {
        "dossier": dossier,
        "referral": dossier.referrals.select_related("decision__file").first(),
        "contents": package_contents(dossier),
        "results": row(dossier).dossier.concluded,
        "reading": read(dossier, on=clock.today()),
        "may_give_back": policy.may_return_to_province(request.user),
    }
    return render(request, "desk/ministry/referral.html", context)


@officials(Role.MINISTRY_OFFICE, Role.MINISTER)
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Below five stars: tell the province, which decides (Điều 7.4.g)."""
    dossier = get_object_or_404(_sent_dossiers(request), pk=pk)
    try:
        return_to_province(dossier=dossier, by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:ministry:referral", pk=pk)
    messages.success(
        request, f"Đã chuyển {dossier.product} lại {dossier.province.name_in_sentence}."
    )
    return redirect("desk:ministry:list")


@for_ministers
@require_http_methods(["GET", "HEAD", "POST"])
def recognise(request: HttpRequest) -> HttpResponse:
    """The Minister's decision on products of five stars (Điều 4.1.b, 7.4.e)."""
    return fill_in(request, FIVE_STARS)


@for_ministers
@require_http_methods(["GET", "HEAD", "POST"])
def recognise_check(request: HttpRequest) -> HttpResponse:
    """The same once more, and the confirmation."""
    return check(request, FIVE_STARS)


def _sent_dossiers(request: HttpRequest) -> QuerySet[Dossier]:
    if not has_national_role(request.user, MINISTRY_READERS | {Role.AUDITOR}):
        return Dossier.objects.none()
    return with_results(visible_to(request.user).filter(referrals__isnull=False).distinct())
