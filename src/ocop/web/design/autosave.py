"""The server's half of `static/design/js/autosave.js`."""

import datetime as dt
from collections.abc import Mapping

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string

from ocop.web.design.figures import clock_time


def saved(
    request: HttpRequest,
    *,
    at: dt.datetime,
    version: int | None = None,
    parts: Mapping[str, tuple[str, Mapping[str, object]]] | None = None,
) -> JsonResponse:
    """Tell the page its draft is stored.

    `version` is the stored version the next save builds on. `parts` maps the id of an element to
    (template, context): the page replaces the element, say the sums bar, with the rendered text.
    """
    answer: dict[str, object] = {"saved_at": clock_time(at)}
    if version is not None:
        answer["version"] = version
    answer["parts"] = {
        place: render_to_string(template, dict(context), request)
        for place, (template, context) in (parts or {}).items()
    }
    return JsonResponse(answer)


def not_saved(message: str, *, status: int = 422) -> JsonResponse:
    """Tell the page why its draft was refused; 409 where somebody else saved in between."""
    return JsonResponse({"message": message}, status=status)


def wanted(request: HttpRequest) -> bool:
    """Whether a POST comes from the autosave, not from a pressed button."""
    return request.headers.get("Accept", "") == "application/json"
