"""A person's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.accounts.models import Membership
from ocop.accounts.policy import has_role, held_roles, in_force, may_delegate
from ocop.accounts.roles import COMMUNE_ROLES
from ocop.accounts.tokens import TOKEN_ROLES
from ocop.web.access import signed_in


@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Name and contact, the offices held today, and who acts in them by delegation."""
    offices = held_roles(request.user)
    delegations = in_force(
        Membership.objects.filter(delegated_by__in=[office.pk for office in offices])
    )
    context = {
        "offices": [(office, may_delegate(request.user, office)) for office in offices],
        "makes_tokens": has_role(request.user, *TOKEN_ROLES),
        "issues_codes": has_role(request.user, *COMMUNE_ROLES),
        "delegations": delegations.select_related("user").order_by("ends_on"),
    }
    return render(request, "accounts/own.html", context)
