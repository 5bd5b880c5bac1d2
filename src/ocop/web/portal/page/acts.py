"""Sending, taking back, withdrawing; contacts and their consent."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from ocop.kernel.errors import RefusedError
from ocop.storefront.models import PageVersion
from ocop.storefront.queries import open_contacts
from ocop.storefront.services import contacts, publishing
from ocop.storefront.states import VersionState
from ocop.web import refusals
from ocop.web.access import signed_in
from ocop.web.portal.page.forms import ContactForm
from ocop.web.portal.page.overview import overview_page
from ocop.web.portal.scope import product_or_404


@signed_in
@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the draft to the office."""
    return _step(request, pk, VersionState.DRAFT, publishing.send_page, "Đã gửi trang để duyệt.")


@signed_in
@require_POST
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the sent version back to write on."""
    return _step(request, pk, VersionState.SENT, publishing.recall_page, "Đã lấy lại để sửa.")


@signed_in
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the published page back."""
    words = "Đã rút trang. Người xem chỉ còn thấy thông tin trong sổ đăng ký."
    return _step(request, pk, VersionState.PUBLISHED, publishing.withdraw_page, words)


@signed_in
@require_POST
def add_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a contact with its consent."""
    product = product_or_404(request, pk)
    form = ContactForm(request.POST)
    if form.is_valid():
        try:
            contacts.publish_contact(product=product, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã ghi sự đồng ý. Liên hệ hiện cùng trang đã duyệt.")
            return redirect("portal:page", pk)
    return overview_page(request, pk, form)


@signed_in
@require_POST
def end_contact(request: HttpRequest, pk: int, contact_id: int) -> HttpResponse:
    """Withdraw the consent."""
    product = product_or_404(request, pk)
    contact = get_object_or_404(
        open_contacts(product.pk).select_related("product__producer"), pk=contact_id
    )
    contacts.withdraw_contact(contact=contact, by=request.user)
    messages.success(request, "Đã rút lại. Liên hệ không còn trên trang.")
    return redirect("portal:page", pk)


def _step(
    request: HttpRequest, pk: int, state: VersionState, act: Callable[..., object], words: str
) -> HttpResponse:
    product = product_or_404(request, pk)
    version = get_object_or_404(PageVersion, product=product, state=state)
    try:
        act(version=version, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, words)
    return redirect("portal:page", pk)
