"""Writing a new article, and a new version of one."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ocop.accounts.models import User
from ocop.kernel.errors import RefusedError
from ocop.newsroom.queries import visible_to
from ocop.newsroom.services import begin_article, write_version
from ocop.web import refusals
from ocop.web.desk.news.forms import ArticleForm
from ocop.web.desk.news.places import own_province, writers


@writers
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft of the person's own office."""
    province = own_province(request.user)
    form = ArticleForm(*_posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_article(province=province, text=form.text(), by=cast(User, request.user))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu bản thảo. Đọc lại rồi đăng.")
            return redirect("desk:news:article", pk=made.pk)
    return _page(request, {"form": form, "province": province})


@writers
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A new version; what is public stays until it is published again."""
    rows = visible_to(request.user).select_related("newest", "province")
    article = get_object_or_404(rows, pk=pk)
    form = ArticleForm(*_posted(request), version=article.newest)
    if request.method == "POST" and form.is_valid():
        try:
            write_version(article=article, text=form.text(), by=cast(User, request.user))
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lưu bản mới. Người đọc thấy bản mới khi bạn đăng.")
            return redirect("desk:news:article", pk=pk)
    return _page(request, {"form": form, "article": article, "province": article.province})


def _posted(request: HttpRequest) -> tuple[object, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    return render(
        request, "desk/news/edit.html", context, status=422 if request.method == "POST" else 200
    )
