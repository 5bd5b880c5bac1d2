"""Signing certificates with the office's own key, which lives as long as one request.

With scripts the page sends the key again and again until nothing is left, and shows how far it is.
Without, each post signs what it can and the page asks for the key again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ocop.accounts.models import User
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.recognition.queries import certificates_visible_to, visible_to
from ocop.recognition.services.signing import SignedBatch, sign_editions, unsigned_editions
from ocop.register.models import CertificateEdition
from ocop.web import refusals
from ocop.web.desk.certificates.papers import makers
from ocop.web.desk.signatures.forms import SigningForm


@dataclass(frozen=True)
class _Place:
    """What is signed here, and where the page leads back to."""

    editions: QuerySet[CertificateEdition]
    name: str
    back: str


@makers
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def of_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Every certificate of one decision that is not signed yet."""
    decision = get_object_or_404(visible_to(request.user), pk=pk)
    editions = unsigned_editions(request.user).filter(certificate__recognition__decision=decision)
    back = reverse("desk:decisions:decision", args=[pk])
    return _page(request, _Place(editions, f"Quyết định số {decision.number}", back))


@makers
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def of_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The valid paper of one certificate."""
    found = get_object_or_404(certificates_visible_to(request.user), pk=pk)
    editions = unsigned_editions(request.user).filter(certificate=found)
    back = reverse("desk:certificates:certificate", args=[pk])
    return _page(request, _Place(editions, f"Giấy số {found.number}", back))


def _page(request: HttpRequest, place: _Place) -> HttpResponse:
    form = SigningForm(request.POST, request.FILES) if request.method == "POST" else SigningForm()
    batch = _signed(form, place.editions.all(), cast(User, request.user)) if form.is_bound else None
    left = place.editions.count()
    if "application/json" in request.headers.get("Accept", ""):
        return _as_json(form, batch, left)
    if batch and batch.signed:
        messages.success(request, f"Đã ký {batch.signed} giấy.")
        if not left:
            return redirect(place.back)
        # The page below asks for the key again; its errors would only repeat what was signed.
        form = SigningForm()
    context = {
        "form": form,
        "place": place,
        "left": left,
        "refusals": batch.refusals if batch else (),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/signatures/sign.html", context, status=status)


def _signed(
    form: SigningForm, editions: Iterable[CertificateEdition], by: User
) -> SignedBatch | None:
    """Open the key, sign for some seconds, let the key go. None where the form has a mistake."""
    if not form.is_valid():
        return None
    # pyHanko is loaded where somebody signs, not in every process that answers citizens.
    from ocop.recognition.signing import opened_key

    typed = form.cleaned_data
    try:
        key = opened_key(typed["signing_key"].read(), typed["password"], clock.now())
    except RefusedError as refused:
        refusals.show(form, refused)
        return None
    return sign_editions(editions=editions, key=key, by=by)


def _as_json(form: SigningForm, batch: SignedBatch | None, left: int) -> JsonResponse:
    answer: dict[str, Any] = {
        "signed": batch.signed if batch else 0,
        "left": left,
        "refusals": batch.refusals if batch else [],
        "errors": [str(words) for found in form.errors.values() for words in found],
    }
    return JsonResponse(answer, status=422 if form.errors else 200)
