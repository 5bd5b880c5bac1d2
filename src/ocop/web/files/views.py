"""Serving stored files: through the policy, never executable, never guessed to be something else."""

import uuid

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ocop.files.images import PREVIEW_TYPE
from ocop.files.models import StoredFile
from ocop.web.access import anyone
from ocop.web.files import ranges
from ocop.web.files.readers import may_read

# A browser may show the file and nothing else: no script, no form, no other origin.
POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'; sandbox"
)


@anyone
@require_safe
def read(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """One file; `?tai=1` saves it instead of showing it, `?nho=1` shows an image's preview.

    A file that is missing and a file of someone else answer alike.
    """
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not may_read(request.user, file):
        raise Http404
    is_small = "nho" in request.GET and bool(file.preview)
    etag = f'"{file.sha256}{"-nho" if is_small else ""}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = _preview(file) if is_small else _content(request, file, etag)
    response.headers["ETag"] = etag
    # Rights end: the browser keeps its copy but asks each time whether it may still show it.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _preview(file: StoredFile) -> FileResponse:
    return FileResponse(file.preview.open("rb"), content_type=PREVIEW_TYPE.media_type)


def _content(request: HttpRequest, file: StoredFile, etag: str) -> HttpResponseBase:
    is_saved = "tai" in request.GET
    asked = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:
        asked = ""
    try:
        part = ranges.asked_part(asked, file.size)
    except ranges.UnsatisfiableRangeError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    if part is None:
        return FileResponse(
            file.content.open("rb"),
            content_type=file.media_type,
            as_attachment=is_saved,
            filename=file.name,
            headers={"Accept-Ranges": "bytes"},
        )
    first, last = part
    return StreamingHttpResponse(
        ranges.part(file.content.open("rb"), first, last),
        status=206,
        content_type=file.media_type,
        headers={
            "Content-Range": f"bytes {first}-{last}/{file.size}",
            "Content-Length": str(last - first + 1),
            "Content-Disposition": content_disposition_header(is_saved, file.name) or "inline",
        },
    )
