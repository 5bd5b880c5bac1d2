"""The certificates of one decision: the worker's run, and all papers in one file."""

import zipfile
from collections.abc import Iterator
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.papers.certificate import render_certificate
from ocop.recognition.models import BulkIssue
from ocop.recognition.papers import certificate_paper
from ocop.recognition.queries import visible_to
from ocop.recognition.services.bulk import continue_bulk_issue, stop_bulk_issue
from ocop.register.editions import valid_snapshot
from ocop.register.models import Certificate, Decision
from ocop.web.access import officials
from ocop.web.desk.decisions.views import readers

issuers = officials(Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.MINISTRY_OFFICE, Role.MINISTER)


@issuers
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue what is left of the decision."""
    try:
        continue_bulk_issue(issue=_issue(request, pk), by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đang cấp tiếp.")
    return redirect("desk:decisions:decision", pk=pk)


@issuers
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop after the products in hand."""
    try:
        stop_bulk_issue(issue=_issue(request, pk), by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Sẽ dừng sau vài sản phẩm. Giấy đã cấp vẫn còn.")
    return redirect("desk:decisions:decision", pk=pk)


@readers
@require_safe
def certificates_zip(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Every valid paper of the decision in one ZIP, sent while it is made."""
    decision = get_object_or_404(visible_to(request.user), pk=pk)
    return StreamingHttpResponse(
        _zipped(decision),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="giay-chung-nhan-{pk}.zip"'},
    )


def _issue(request: HttpRequest, pk: int) -> BulkIssue:
    decision = get_object_or_404(visible_to(request.user), pk=pk)
    return get_object_or_404(BulkIssue.objects.select_related("decision", "job"), decision=decision)


class _Written:
    """What was written and not yet sent: a file that only goes forward."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        """The bytes since the last time."""
        taken, self.parts = b"".join(self.parts), []
        return taken


def _zipped(decision: Decision) -> Iterator[bytes]:
    certificates = (
        Certificate.objects.filter(recognition__decision=decision)
        .select_related("snapshot")
        .prefetch_related("editions__snapshot")
        .order_by("pk")
    )
    written = _Written()
    with zipfile.ZipFile(written, "w") as archive:  # type: ignore[call-overload]
        for place, certificate in enumerate(certificates, start=1):
            snapshot = valid_snapshot(certificate)
            if snapshot is not None:
                pdf = render_certificate(certificate_paper(snapshot))
                archive.writestr(f"{place:03d}-{certificate.short_code}.pdf", pdf)
                yield written.taken()
    yield written.taken()
