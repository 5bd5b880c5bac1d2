"""What machines fetch to check seals by themselves: public keys and the status list."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from ocop.register.seals.keyring import published
from ocop.register.seals.keystore import own_keys
from ocop.register.seals.listing import current_text
from ocop.web.access import anyone

_LIST = "_status_list"


def _list_of(request: HttpRequest) -> str:
    """Made once for a request: its digest answers first, its text may follow."""
    if not hasattr(request, _LIST):
        setattr(request, _LIST, current_text())
    return getattr(request, _LIST)


def _etag(request: HttpRequest) -> str:
    return f'"{hashlib.sha256(_list_of(request).encode()).hexdigest()[:32]}"'


@anyone
@require_safe
@gzip_page
@condition(etag_func=_etag)
def status_list(request: HttpRequest) -> HttpResponse:
    """`/trang-thai.json`: what no seal can know, signed. 304 while nothing changed this hour."""
    return _open_to_all(_list_of(request))


@anyone
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """`/.well-known/ocop-keys.json`: every key that ever signed, as a JSON Web Key Set."""
    return _open_to_all(published(own_keys().values()))


def _open_to_all(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    response["Access-Control-Allow-Origin"] = "*"
    return response
