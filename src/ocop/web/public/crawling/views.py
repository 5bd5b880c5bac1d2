"""`/robots.txt`, `/sitemap.xml` and the files it names."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ocop.web.access import anyone
from ocop.web.languages import in_other_language
from ocop.web.public.crawling.sections import page_counts, places

# Desks, producers' and personal pages, uploads, forms that write.
CLOSED = (
    "/ban-lam-viec/",
    "/co-so/",
    "/viec-cua-toi/",
    "/dang-nhap/",
    "/tep/",
    "/bao-sai/theo-doi/",
)
TYPE = "application/xml"


@anyone
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Which addresses are nobody's business, and where the sitemap is."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {address}" for address in CLOSED]
    lines += ["Disallow: /en/bao-sai/theo-doi/", "", f"Sitemap: {_host()}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@anyone
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The files of the sitemap."""
    files = [
        _host() + reverse("sitemap", args=[section, page + 1])
        for section, count in page_counts().items()
        for page in range(count)
    ]
    return render(request, "public/sitemap_index.xml", {"files": files}, content_type=TYPE)


@anyone
@require_safe
def sitemap(request: HttpRequest, section: str, page: int) -> HttpResponse:
    """Up to 5,000 addresses: each page in both languages, each naming the other."""
    found = places(section, page)
    if not found:
        raise Http404
    host = _host()
    lines = [
        (host + one.address, host + in_other_language(one.address), one.since) for one in found
    ]
    return render(request, "public/sitemap.xml", {"lines": lines}, content_type=TYPE)


def _host() -> str:
    return str(settings.OCOP_PUBLIC_ADDRESS).rstrip("/")
