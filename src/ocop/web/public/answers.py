"""The page behind every QR: is this star valid today?"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.kernel.codes import ALPHABET, tidy_code
from ocop.papers.certificate import render_certificate
from ocop.recognition.papers import certificate_paper
from ocop.register.editions import valid_snapshot
from ocop.register.models import Certificate
from ocop.register.queries import public_record
from ocop.register.recording import CODE_LENGTH
from ocop.register.sentences import GROUNDS, verdict
from ocop.web.access import anyone

ICONS = {"ok": "check", "warn": "clock", "stop": "stop", "off": "off"}


@anyone
@require_safe
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """`/c/<code>`: the verdict first, then product, producer, decision and history."""
    if code != tidy_code(code):
        return redirect("public:answer", code=tidy_code(code))
    record = public_record(code)
    today = clock.today()
    if record is None:
        return unknown_code(request, code)
    state = record.status(today)
    said = verdict(state)
    return render(
        request,
        "public/answer.html",
        {
            "record": record,
            "status": state,
            "verdict": said,
            "icon_name": ICONS[said.tone],
            "ground": GROUNDS.get(state.ground, ""),
            "today": today,
            "address": settings.OCOP_PUBLIC_ADDRESS,
        },
    )


def unknown_code(request: HttpRequest, code: str) -> HttpResponse:
    """What to do with a code that no certificate has: look again, then do not trust the label."""
    return render(
        request,
        "public/unknown_code.html",
        {
            "code": code,
            "strange": [letter for letter in dict.fromkeys(code) if letter not in ALPHABET],
            "length": len(code),
            "usual_length": CODE_LENGTH,
            "address": settings.OCOP_PUBLIC_ADDRESS,
        },
        status=404,
    )


@anyone
@require_safe
def certificate_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The valid paper of the certificate, from its frozen content: the same bytes every time."""
    certificate = (
        Certificate.objects.select_related("snapshot")
        .prefetch_related("editions__snapshot")
        .filter(short_code=tidy_code(code))
        .first()
    )
    snapshot = certificate and valid_snapshot(certificate)
    if certificate is None or snapshot is None:
        raise Http404
    pdf = render_certificate(certificate_paper(snapshot))
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="giay-chung-nhan-{certificate.short_code}.pdf"'
        },
    )
