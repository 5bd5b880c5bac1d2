"""The language of a page is in its address: `/en/…` is English, everything else Vietnamese.

No cookie and no guess from the browser, so a page can be linked, crawled and kept by a cache.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ocop.kernel.language import ENGLISH

PREFIX = f"/{ENGLISH}/"


class AddressLanguageMiddleware:
    """Makes pages under `/en/` in English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        with translation.override(ENGLISH):
            return self.get_response(request)


def in_other_language(address: str) -> str:
    """The same page in the other language.

    >>> in_other_language("/c/7K2M9A3"), in_other_language("/en/?tim=kho+ca")
    ('/en/c/7K2M9A3', '/?tim=kho+ca')
    """
    if address.startswith(PREFIX):
        return address[len(PREFIX) - 1 :]
    return PREFIX[:-1] + address
