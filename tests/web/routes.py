"""Every address of the product, and a way through its pages like a person's: by their links."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.urls.converters import get_converters

from ocop.web.access import Access, declared_access

# One plausible value for each kind of path parameter; whether something is there does not matter.
PLAUSIBLE = {
    "int": 999_999_999,
    "str": "khong-co",
    "slug": "khong-co",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "path": "khong-co",
}
PLAUSIBLE_GROUPS = {"suffix": "csv", "pk": "999999999"}
_LINK = re.compile(
    r'<(?:a|img|iframe|audio|video|source|object) [^>]*?(?:href|src|data)="(/[^"#]*)'
)
_WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE)\b", re.IGNORECASE)
MOST_VISITS = 2


@dataclass(frozen=True)
class Route:
    """One address: its full name, its view's declaration and a filled-in example."""

    name: str
    view: Callable[..., Any]
    access: Access | None
    example: str
    has_parameters: bool

    def __str__(self) -> str:
        return self.name


def routes() -> list[Route]:
    """Every route of the root configuration, nested ones included."""
    return list(_walk(get_resolver(), ()))


def _walk(resolver: URLResolver, namespaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, inner)
        else:
            yield _route(entry, namespaces)


def _route(pattern: URLPattern, namespaces: tuple[str, ...]) -> Route:
    name = ":".join((*namespaces, pattern.name or f"<{pattern.pattern}>"))
    kinds = {type(converter): kind for kind, converter in get_converters().items()}
    converters = pattern.pattern.converters
    values = {key: PLAUSIBLE[kinds[type(one)]] for key, one in converters.items()}
    groups = getattr(pattern.pattern, "regex", re.compile("")).groupindex
    values |= {key: PLAUSIBLE_GROUPS[key] for key in groups if key not in converters}
    return Route(
        name=name,
        view=pattern.callback,
        access=declared_access(pattern.callback),
        example=reverse(name, kwargs=values),
        has_parameters=bool(values),
    )


class WroteError(AssertionError):
    """A page that is only looked at changed something."""


def refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """For `connection.execute_wrapper`: sessions may be written, nothing else."""
    if _WRITES.match(sql) and "django_session" not in sql:
        raise WroteError(sql[:160])
    return execute(sql, params, many, context)


def look(client: Client, address: str) -> HttpResponse:
    """GET an address; raises WroteError where that changes a row."""
    with connection.execute_wrapper(refuse_writes):
        return client.get(address)


@dataclass(frozen=True)
class Walk:
    """Where a person's links led: route names, and what went wrong on the way."""

    seen: frozenset[str]
    problems: tuple[str, ...]


def walk_links(client: Client, start: str) -> Walk:
    """Follow every link from `start`, each route at most twice.

    A problem is a link that answers neither with a page nor a redirect, or a page that writes.
    """
    waiting, known = [(start, "")], {start}
    visits: Counter[str] = Counter()
    problems: list[str] = []
    while waiting:
        address, origin = waiting.pop(0)
        name = _name_of(address)
        if name is None or visits[name] >= MOST_VISITS:
            continue
        visits[name] += 1
        try:
            response = look(client, address)
        except WroteError as wrote:
            problems.append(f"{address} writes: {wrote}")
            continue
        if response.status_code not in (200, 302):
            problems.append(f"{address} answers {response.status_code} (link on {origin})")
        for link in _links_of(response):
            if link not in known:
                known.add(link)
                waiting.append((link, address))
    return Walk(frozenset(visits), tuple(problems))


def _links_of(response: HttpResponse) -> Iterator[str]:
    if response.status_code == 302 and response["Location"].startswith("/"):
        yield response["Location"]
    if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        for link in _LINK.findall(response.content.decode()):
            yield html.unescape(link)


def _name_of(address: str) -> str | None:
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return None if address.startswith("/static/") else address
