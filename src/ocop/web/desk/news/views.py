"""The list of the office's articles, one article as it will be read, publishing, taking down."""

from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ocop.accounts.models import User
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.newsroom import policy
from ocop.newsroom.models import Article
from ocop.newsroom.queries import FILTERS, counts, public_products, visible_to
from ocop.newsroom.services import publish_article, withdraw_article
from ocop.newsroom.states import ArticleState
from ocop.web import refusals
from ocop.web.design.figures import date
from ocop.web.design.pieces import Kind, Status
from ocop.web.desk.lists import PAGE_SIZE, Chip
from ocop.web.desk.news.forms import WithdrawForm
from ocop.web.desk.news.places import readers, writers
from ocop.web.typed import whole_number

LABELS = {
    "tat-ca": "Tất cả",
    "ban-thao": "Bản thảo",
    "da-dang": "Đã đăng",
    "da-go": "Đã gỡ",
}


@readers
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The articles of the person's office by state, newest first."""
    key = request.GET.get("loc", "")
    key = key if key in FILTERS else "tat-ca"
    seen = visible_to(request.user)
    held = counts(seen)
    found = seen.filter(FILTERS[key]).select_related("newest", "approved", "province")
    page = Paginator(found.order_by("-pk"), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "chips": [Chip(name, words, held[name], name == key) for name, words in LABELS.items()],
        "page": page,
        "rows": [(one, status_line(one)) for one in page],
        "writes": policy.writes_anywhere(request.user),
    }
    return render(request, "desk/news/list.html", context)


def status_line(article: Article) -> Status:
    """Where it stands, in words."""
    newer = "có bản sửa chưa đăng" if article.has_newer_words else ""
    if article.state == ArticleState.DRAFT:
        return Status(Kind.DRAFT, "Bản thảo", "chưa ai ngoài cơ quan đọc được")
    if article.state == ArticleState.WITHDRAWN:
        return Status(Kind.OFF, "Đã gỡ", article.withdrawn_because)
    approved = article.approved
    if approved is not None and approved.publish_on > clock.today():
        return Status(Kind.WAIT, "Chờ đến ngày", f"hiện ra từ {date(approved.publish_on)}")
    return Status(Kind.WARN if newer else Kind.OK, "Đang hiện", newer)


@readers
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest version as it will be read, with what may be done."""
    return _page(request, _find(request, pk), WithdrawForm())


@writers
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the version that was on the screen (`ban`)."""
    found = _find(request, pk)
    version = whole_number(request.POST.get("ban", "")) or 0
    try:
        publish_article(article=found, version_id=version, by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Đã đăng. Bài hiện ra từ ngày đã ghi.")
    return redirect("desk:news:article", pk=pk)


@writers
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it down with a reason."""
    found, form = _find(request, pk), WithdrawForm(request.POST)
    if form.is_valid():
        try:
            withdraw_article(article=found, by=cast(User, request.user), **form.cleaned_data)
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã gỡ bài khỏi trang công khai.")
            return redirect("desk:news:article", pk=pk)
    return _page(request, found, form, status=422)


def _find(request: HttpRequest, pk: int) -> Article:
    rows = visible_to(request.user).select_related("newest", "approved", "province")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: HttpRequest, found: Article, form: WithdrawForm, status: int = 200
) -> HttpResponse:
    version = found.newest
    assert version is not None
    is_published = found.state == ArticleState.PUBLISHED
    context = {
        "article": found,
        "version": version,
        "pictures": version.pictures.all(),
        "products": public_products(version),
        "status": status_line(found),
        "may_write": policy.may_write(request.user, found),
        "may_publish": not is_published or found.has_newer_words,
        "is_published": is_published,
        "is_public": is_published
        and found.approved is not None
        and found.approved.publish_on <= clock.today(),
        "form": form,
    }
    return render(request, "desk/news/article.html", context, status=status)
