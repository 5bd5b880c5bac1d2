"""The queue of sent pages; one version beside what is public; the word of the office."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ocop.accounts.policy import units_with_role
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.storefront import policy, queries
from ocop.storefront.models import PageVersion
from ocop.storefront.rules.limits import REASON
from ocop.storefront.services import publishing, ruling
from ocop.storefront.states import VersionState
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.lists import Chip
from ocop.web.desk.offices import PAGE_DESK
from ocop.web.portal.page.rows import status_of
from ocop.web.public.product.page import page_context
from ocop.web.public.product.shown import shown

at_page_desk = officials(*PAGE_DESK)
PAGE_SIZE = 25
LABELS = {
    "cho-duyet": "Chờ duyệt",
    "dang-dang": "Đang công khai",
    "tra-lai": "Đã trả lại",
    "da-go": "Đã rút, đã gỡ",
    "tat-ca": "Tất cả",
}


class ReasonForm(forms.Form):
    """Why a page is returned or taken down."""

    reason = forms.CharField(
        label="Lý do, cơ sở đọc được",
        max_length=REASON,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Hãy ghi lý do để cơ sở biết phải sửa gì."},
    )


@at_page_desk
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What was sent from the person's place, by filter."""
    key = request.GET.get("loc", "")
    key = key if key in queries.FILTERS else "cho-duyet"
    sent = queries.sent_ones(request.user)
    counted = queries.counts(sent)
    rows = sent.filter(queries.FILTERS[key]).order_by("-sent_at", "-pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    provinces = _own_provinces(request)
    context = {
        "chips": [Chip(name, label, counted[name], name == key) for name, label in LABELS.items()],
        "page": page,
        "rows": [(one, status_of(one)) for one in page],
        "rules": [(province, queries.commune_approves(province)) for province in provinces],
    }
    return render(request, "desk/pages/list.html", context)


@at_page_desk
@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as the public would see it, with what the rules found."""
    return _version_page(request, _version(request, pk))


@at_page_desk
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish it."""
    found = _version(request, pk)
    try:
        publishing.approve_page(version=found, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
        return redirect("desk:pages:version", pk)
    messages.success(request, f"Đã duyệt trang của {found.product.name}. Trang công khai ngay.")
    return redirect("desk:pages:list")


@at_page_desk
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return it with the reason."""
    found, form = _version(request, pk), ReasonForm(request.POST, auto_id="tra-%s")
    if form.is_valid():
        try:
            publishing.return_page(
                version=found, reason=form.cleaned_data["reason"], by=request.user
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã trả lại. Cơ sở nhận được lý do.")
            return redirect("desk:pages:list")
    return _version_page(request, found, refused=form)


@at_page_desk
@require_POST
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the published page off with the reason."""
    found, form = _version(request, pk), ReasonForm(request.POST, auto_id="go-%s")
    if form.is_valid():
        try:
            publishing.take_down_page(
                version=found, reason=form.cleaned_data["reason"], by=request.user
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã gỡ trang. Cơ sở nhận được lý do.")
            return redirect("desk:pages:list")
    return _version_page(request, found, refused=form)


@officials(Role.PROVINCE_OFFICE)
@require_POST
def rule(request: HttpRequest) -> HttpResponse:
    """The province's rule on who approves."""
    province = get_object_or_404(_own_provinces(request), pk=request.POST.get("province") or 0)
    allowed = request.POST.get("commune") == "1"
    ruling.set_commune_approval(province=province, allowed=allowed, by=request.user)
    who = (
        "Cơ quan OCOP của tỉnh và xã cùng duyệt." if allowed else "Chỉ cơ quan OCOP của tỉnh duyệt."
    )
    messages.success(request, f"Đã đổi cách duyệt. {who}")
    return redirect("desk:pages:list")


def _own_provinces(request: HttpRequest) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=units_with_role(request.user, {Role.PROVINCE_OFFICE}))


def _version(request: HttpRequest, pk: int) -> PageVersion:
    return get_object_or_404(queries.sent_ones(request.user), pk=pk)


def _version_page(
    request: HttpRequest, found: PageVersion, refused: ReasonForm | None = None
) -> HttpResponse:
    moderates = policy.may_moderate(request.user, found.product)
    seen = shown(found.product_id, found.pk)
    is_sent = found.state == VersionState.SENT
    is_live = found.state == VersionState.PUBLISHED
    context = {
        **page_context(seen),
        "version": found,
        "status": status_of(found),
        "findings": publishing.findings_of(found),
        "may_decide": moderates and is_sent,
        "is_own": found.sent_by_id == request.user.pk,
        "may_take_down": moderates and is_live,
        "form": refused or ReasonForm(auto_id="tra-%s" if is_sent else "go-%s"),
        "is_refused": refused is not None,
    }
    return render(request, "desk/pages/version.html", context, status=422 if refused else 200)
