"""What makes the checking page work without a network: its manifest and its service worker."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.web import design
from ocop.web.access import anyone
from ocop.web.design.drawings import asset

SHELL = (
    "tokens.css",
    "components.css",
    "checking.css",
    "sprite.svg",
    "mark.svg",
    "js/checking/page.js",
)
# Scripts name these without the digest that the page's own links have.
IMPORTED = (
    "js/checking/answering.js",
    "js/checking/seal.js",
    "js/checking/scanning.js",
    "js/checking/shelf.js",
    "vendor/noble-ed25519.js",
)
READER = ("vendor/zxing-reader.js", "vendor/zxing_reader.wasm")
STATIC = Path(design.__file__).parent / "static" / "design"


@anyone
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The web application manifest: name, colours, icon, where it begins."""
    start = reverse("public:checking")
    return JsonResponse(
        {
            "name": _("Kiểm tra sao OCOP"),
            "short_name": _("Kiểm tra OCOP"),
            "description": _("Biết ngay sao trên tem còn giá trị không, cả khi mất mạng."),
            "lang": get_language(),
            "id": start,
            "start_url": start,
            "scope": start,
            "display": "standalone",
            "background_color": "#fbf8f1",
            "theme_color": "#1f6b45",
            "icons": [
                {"src": asset("mark.svg"), "sizes": "any", "type": "image/svg+xml"},
            ],
        },
        content_type="application/manifest+json",
    )


@anyone
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: which files to keep, then the script that keeps them."""
    kept = {
        "name": f"ocop-kiem-tra-{get_language()}-{_digest()}",
        "page": reverse("public:checking"),
        "files": [
            *(asset(name) for name in SHELL),
            *(f"{settings.STATIC_URL}design/{name}" for name in IMPORTED),
            reverse("public:checking_sentences"),
        ],
        "reader": [asset(name) for name in READER],
        "data": [reverse("published:keys"), reverse("published:status_list")],
    }
    text = (
        f"self.KEPT = {json.dumps(kept)};\n"
        f"importScripts({json.dumps(asset('js/checking/worker.js'))});\n"
    )
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _digest() -> str:
    """Changes with any file the page is made of, so that a new release is fetched anew."""
    digest = hashlib.sha256()
    for name in (*SHELL, *IMPORTED, *READER, "js/checking/worker.js"):
        digest.update((STATIC / name).read_bytes())
    return digest.hexdigest()[:12]
