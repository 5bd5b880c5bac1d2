"""What every address of the API does alike: methods, limit, language, freshness, packing, origins."""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from ninja import NinjaAPI, Router

from ocop.kernel.language import ENGLISH
from ocop.web.access import Access
from ocop.web.api.limits import seconds_to_wait
from ocop.web.api.problems import problem
from ocop.web.public.reporting.guards import address_of

View = Callable[..., HttpResponse]
METHODS = "GET, HEAD, OPTIONS"
# A withdrawn star must be seen at once: what is kept is asked again, and answered with 304.
FRESHNESS = "public, max-age=0, must-revalidate"
WORTH_PACKING = 600  # bytes


def opened(view: View, access: Access | None) -> View:
    """The view with everything HTTP asks of it; it carries the declaration of its operation.

    Without one the door stays shut (`AccessMiddleware`).
    """

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: object) -> HttpResponse:
        with translation.override(_language(request)):
            response = _asked(view, request, kwargs)
        is_public = access is not None and access.anyone
        return _finished(request, response, is_public=is_public)

    answer.csrf_exempt = True  # type: ignore[attr-defined]
    if access is not None:
        answer.access = access  # type: ignore[attr-defined]
    return answer


def addresses(api: NinjaAPI, router: Router) -> Iterator[URLPattern]:
    """The router's operations as addresses, each behind the access its function declares."""
    declared = {
        operation.view_func.__name__: getattr(operation.view_func, "access", None)
        for view in router.path_operations.values()
        for operation in view.operations
    }
    for pattern in api.urls[0]:
        if pattern.name in declared:
            view = opened(pattern.callback, declared[pattern.name])
            yield path(str(pattern.pattern), view, name=pattern.name)


def _asked(view: View, request: HttpRequest, kwargs: dict[str, object]) -> HttpResponse:
    wait = seconds_to_wait(address_of(request), settings.OCOP_API_READS_A_MINUTE)
    if wait:
        return problem(429, headers={"Retry-After": str(wait)})
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        return problem(405, headers={"Allow": METHODS})
    is_head = request.method == "HEAD"
    request.method = "GET"
    try:
        return view(request, **kwargs)
    finally:
        request.method = "HEAD" if is_head else "GET"


def _finished(request: HttpRequest, response: HttpResponse, *, is_public: bool) -> HttpResponse:
    patch_vary_headers(response, ["Accept-Encoding", "Accept-Language"])
    if is_public:
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    if response.status_code != 200:
        response["Cache-Control"] = "no-store"
        return _without_body(request, response)
    response["Cache-Control"] = FRESHNESS if is_public else "private, no-store"
    response["ETag"] = f'W/"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    if _is_known(request, response["ETag"]):
        return _not_modified(response)
    if len(response.content) >= WORTH_PACKING and _may_pack(request):
        response.content = gzip.compress(response.content, compresslevel=5, mtime=0)
        response["Content-Encoding"] = "gzip"
    return _without_body(request, response)


def _without_body(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 204:
        response["Content-Length"] = str(len(response.content))
    if request.method == "HEAD":
        response.content = b""
    return response


def _not_modified(response: HttpResponse) -> HttpResponse:
    kept = ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin")
    return HttpResponseNotModified(headers={k: response[k] for k in kept if k in response})


def _is_known(request: HttpRequest, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag in {
        each if each.startswith("W/") else f"W/{each}" for each in known
    }


def _may_pack(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept-Encoding", "").replace(" ", "").split(",")
    return any(
        one == "gzip" or (one.startswith("gzip;q=") and one != "gzip;q=0") for one in accepted
    )


def _language(request: HttpRequest) -> str:
    first = request.headers.get("Accept-Language", "").split(",")[0].strip().lower()
    return ENGLISH if first.split("-")[0].split(";")[0] == ENGLISH else "vi"
