"""The API for people: what may be asked, drawn from its own description."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ocop.web.access import anyone
from ocop.web.api.site import description


@dataclass(frozen=True)
class Operation:
    """One address with its parameters."""

    path: str
    about: str
    is_for_tokens: bool
    parameters: tuple[tuple[str, str, str], ...]


@anyone
@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """`/du-lieu-mo/api/`."""
    operations = [
        _operation(path, operation["get"]) for path, operation in description()["paths"].items()
    ]
    context = {
        "open_operations": [one for one in operations if not one.is_for_tokens],
        "token_operations": [one for one in operations if one.is_for_tokens],
        "address": settings.OCOP_PUBLIC_ADDRESS,
        "reads": settings.OCOP_API_READS_A_MINUTE,
    }
    return render(request, "public/opendata/api.html", context)


def _operation(path: str, said: dict[str, Any]) -> Operation:
    parameters = tuple(
        (one["name"], _kind(one["schema"]), one.get("description", ""))
        for one in said.get("parameters", [])
    )
    return Operation(path, said.get("description", ""), "security" in said, parameters)


def _kind(schema: dict[str, Any]) -> str:
    """The kind of value in a few words: "integer 1–200", "date", one of several words."""
    kinds = schema.get("anyOf", [schema])
    shown = next((one for one in kinds if one.get("type") != "null"), schema)
    if "enum" in shown:
        return " | ".join(str(value) for value in shown["enum"])
    kind = str(shown.get("format") or shown.get("type", ""))
    return f"{kind} {shown['minimum']}–{shown['maximum']}" if "maximum" in shown else kind
