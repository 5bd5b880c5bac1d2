"""A new paper of a certificate: corrected, issued again, replaced; its PDF; its signed scan."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.models import User
from ocop.accounts.policy import held_roles
from ocop.accounts.roles import LEADER_ROLES, Role
from ocop.files.models import StoredFile
from ocop.files.services import store_upload
from ocop.files.signature_checks import ask_for_check
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import folded
from ocop.papers.certificate import render_certificate
from ocop.places.queries import communes_of
from ocop.producers.models import LegalForm
from ocop.producers.queries import visible_to as producers_visible_to
from ocop.recognition import policy
from ocop.recognition.editions import why_no_new_paper
from ocop.recognition.papers import certificate_paper
from ocop.recognition.queries import editions_visible_to
from ocop.recognition.services.editions import (
    EditionPaper,
    attach_signed_paper,
    correct_certificate,
    reissue_certificate,
)
from ocop.recognition.services.offices import rules_of
from ocop.recognition.services.replacing import Change, replace_certificate
from ocop.register.editions import valid_edition
from ocop.register.models import Certificate, CertificateEdition
from ocop.register.queries import status_of
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.certificates.forms import (
    DECISION,
    OWN,
    CorrectionForm,
    EditionForm,
    ReissueForm,
    ReplacementForm,
    SignedPaperForm,
)
from ocop.web.desk.certificates.views import at_certificate_desk, whole

MOST_PRODUCERS = 20
makers = officials(Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, Role.MINISTRY_OFFICE, Role.MINISTER)


@dataclass(frozen=True)
class Way:
    """One of the three: its words, its form, the service at the end."""

    view: str
    heading: str
    lead: str
    confirm: str
    issue: Callable[[Certificate, EditionPaper, Any, User], CertificateEdition]


def _correct(found: Certificate, paper: EditionPaper, form: Any, by: User) -> CertificateEdition:
    typed = form.cleaned_data
    return correct_certificate(
        certificate=found,
        paper=paper,
        by=by,
        product_name=typed["product_name"],
        producer_name=typed["producer_name"],
    )


def _reissue(found: Certificate, paper: EditionPaper, form: Any, by: User) -> CertificateEdition:
    return reissue_certificate(certificate=found, paper=paper, by=by)


def _replace(found: Certificate, paper: EditionPaper, form: Any, by: User) -> CertificateEdition:
    names = ("producer", "producer_name", "legal_form", "registration_number")
    change = Change(
        **{name: form.cleaned_data[name] for name in (*names, "product_name", "commune")}
    )
    return replace_certificate(certificate=found, paper=paper, change=change, by=by)


CORRECTION = Way(
    "desk:certificates:correct",
    "Đính chính giấy chứng nhận",
    "Dùng khi giấy in sai. Tên ghi ở đây là tên đúng, hiện ngay trên trang công khai.",
    "Cấp giấy đính chính",
    _correct,
)
REISSUE = Way(
    "desk:certificates:reissue",
    "Cấp lại giấy chứng nhận",
    "Dùng khi giấy mất hoặc hỏng. Nội dung giữ nguyên.",
    "Cấp lại giấy",
    _reissue,
)
REPLACEMENT = Way(
    "desk:certificates:replace",
    "Thay giấy chứng nhận",
    "Dùng khi đổi chủ thể, loại hình, tên hoặc nơi sản xuất.",
    "Thay giấy",
    _replace,
)


@makers
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Đính chính."""
    found = _own(request, pk)
    product = found.recognition.product
    names = {"product_name": product.name, "producer_name": product.producer.name}
    form = CorrectionForm(*_posted(request), initial=_initial(request, found) | names)
    return _page(request, CORRECTION, found, form)


@makers
@require_http_methods(["GET", "HEAD", "POST"])
def reissue(request: HttpRequest, pk: int) -> HttpResponse:
    """Cấp lại."""
    found = _own(request, pk)
    form = ReissueForm(*_posted(request), initial=_initial(request, found))
    return _page(request, REISSUE, found, form)


@makers
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Thay thế: the rule of the office stands above the form; `?tim=` looks for the new producer."""
    found = _own(request, pk)
    product = found.recognition.product
    office = policy.office_of(found)
    typed = request.GET.get("tim", "")[:80]
    producers = producers_visible_to(request.user).exclude(pk=product.producer_id)
    offered = producers if request.method == "POST" else producers.none()
    if typed and request.method != "POST":
        for word in folded(typed).split()[:8]:
            producers = producers.filter(folded_name__contains=word)
        offered = producers.filter(pk__in=producers.values("pk")[:MOST_PRODUCERS])
    place = (product.current_commune or product.commune).province_today
    form = ReplacementForm(
        *_posted(request),
        initial=_initial(request, found),
        producers=offered.order_by("folded_name", "pk"),
        communes=communes_of(place).order_by("folded_name") if place else producers.none(),
    )
    if request.method == "POST" and (chosen := request.POST.get("producer", "")).isdecimal():
        # Drawn again after a mistake, the list holds what was chosen, not every producer.
        form.fields["producer"].queryset = producers.filter(pk=int(chosen))
    elif request.method == "POST":
        form.fields["producer"].queryset = producers.none()
    context = {"rules": rules_of(office), "typed": typed, "seeks": True}
    return _page(request, REPLACEMENT, found, form, context)


@at_certificate_desk
@require_safe
def paper_pdf(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One paper as issued, valid or not any more, from its frozen content."""
    rows = editions_visible_to(request.user).select_related("snapshot")
    edition = get_object_or_404(rows, certificate=pk, number=number)
    if edition.snapshot is None:
        raise Http404
    return HttpResponse(
        render_certificate(certificate_paper(edition.snapshot)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="giay-chung-nhan-{pk}-{number}.pdf"'},
    )


@makers
@require_POST
def attach(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Keep the scan of the signed paper."""
    rows = editions_visible_to(request.user).select_related("certificate")
    edition = get_object_or_404(rows, certificate=pk, number=number)
    form = SignedPaperForm(request.POST, request.FILES)
    user = cast(User, request.user)
    if not form.is_valid():
        messages.error(request, " ".join(str(words) for words in form.errors["file"]))
        return redirect("desk:certificates:certificate", pk=pk)
    try:
        file = store_upload(form.cleaned_data["file"], user)
        attach_signed_paper(edition=edition, file=file, by=user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã lưu giấy đã ký.")
    return redirect("desk:certificates:certificate", pk=pk)


@makers
@require_POST
def check_signatures(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Have the signatures of the signed paper read again."""
    rows = editions_visible_to(request.user).select_related("signed_file")
    edition = get_object_or_404(rows, certificate=_own(request, pk), number=number)
    ask_for_check(edition.signed_file, by_id=request.user.pk)
    return redirect("desk:certificates:certificate", pk=pk)


def _own(request: HttpRequest, pk: int) -> Certificate:
    found = get_object_or_404(whole(request.user), pk=pk)
    if not policy.may_make_edition(request.user, found):
        raise Http404
    return found


def _posted(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _initial(request: HttpRequest, found: Certificate) -> dict[str, object]:
    """Today, a decision, and the signer of the paper before."""
    held = [m for m in held_roles(request.user) if m.role in LEADER_ROLES]
    decision = found.recognition.decision
    return {
        "issued_on": clock.today(),
        "basis": DECISION,
        "signer_name": request.user.full_name
        if held
        else (decision.signer_name if decision else ""),
        "signer_title": held[0].title if held else (decision.signer_title if decision else ""),
        "capacity": (held[0].capacity if held else decision.capacity if decision else "") or OWN,
    }


def _paper(form: EditionForm, file: StoredFile | None) -> EditionPaper:
    typed = form.cleaned_data
    return EditionPaper(
        reason=typed.get("reason", "misprint"),
        note=typed["note"],
        issued_on=typed["issued_on"],
        is_decision=typed["basis"] == DECISION,
        basis_number=typed["basis_number"],
        basis_date=typed["basis_date"],
        basis_file=file,
        signer_name=typed["signer_name"],
        signer_title=typed["signer_title"],
        capacity=typed["capacity"],
        paper_number=typed["paper_number"],
    )


def _page(
    request: HttpRequest,
    way: Way,
    found: Certificate,
    form: EditionForm,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    user = cast(User, request.user)
    if request.method == "POST" and form.is_valid():
        try:
            edition = _issue(way, found, form, user)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(
                request, f"Đã cấp giấy mới, số {edition.paper_number}. Bản trước không còn giá trị."
            )
            return redirect("desk:certificates:certificate", pk=found.pk)
    shown = {
        "way": way,
        "certificate": found,
        "product": found.recognition.product,
        "form": form,
        "edition": valid_edition(found.editions.all()),
        "why_not": why_no_new_paper(status_of(found, clock.today())),
        "legal_form": LegalForm(found.recognition.product.producer.legal_form).label,
        **(context or {}),
    }
    return render(
        request, "desk/certificates/paper.html", shown, status=422 if form.errors else 200
    )


def _issue(way: Way, found: Certificate, form: EditionForm, user: User) -> CertificateEdition:
    with transaction.atomic():
        upload = form.cleaned_data["basis_file"]
        file = store_upload(upload, user) if upload else None
        return way.issue(found, _paper(form, file), form, user)
