"""Where an official starts: what waits for them, on every desk they have."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.accounts.roles import Role
from ocop.web.access import officials
from ocop.web.desk.home.after_the_star import after_the_star
from ocop.web.desk.home.expiring import expiring_stars
from ocop.web.desk.home.waiting import desks_of


@officials(*Role)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The desks of the person with what waits on each."""
    return render(
        request,
        "desk/home.html",
        {
            "desks": [
                *desks_of(request.user),
                *expiring_stars(request.user),
                *after_the_star(request.user),
            ]
        },
    )
