"""Pages that producers and officials share stand in the frame the person knows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop.accounts.policy import held_roles


def in_own_frame(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page on the desk of an official, on the producer's pages for everyone else."""
    frame = "desk/base.html" if held_roles(request.user) else "portal/base.html"
    return render(request, template, {"frame": frame, **context}, status=status)
