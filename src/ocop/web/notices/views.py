"""A person's notices: the list, and marking them as read."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from ocop.notices import reading
from ocop.notices.queries import visible_to
from ocop.web.access import signed_in
from ocop.web.notices.pages import in_own_frame
from ocop.web.typed import whole_number

PAGE_SIZE = 20


@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The newest first; `?loc=chua-doc` keeps the unread ones."""
    notices = visible_to(request.user)
    only_unread = request.GET.get("loc") == "chua-doc"
    if only_unread:
        notices = notices.filter(read_at=None)
    page = Paginator(notices, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "only_unread": only_unread,
        "has_unread": any(notice.read_at is None for notice in page),
        "newest": max((notice.pk for notice in page), default=0),
    }
    return in_own_frame(request, "notices/list.html", context)


@signed_in
@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark it as read and go to what it is about."""
    notice = get_object_or_404(visible_to(request.user), pk=pk)
    reading.mark_read(notice=notice, by=request.user)
    is_here = notice.link.startswith("/") and url_has_allowed_host_and_scheme(
        notice.link, allowed_hosts=None
    )
    return redirect(notice.link if is_here else "notices:list")


@signed_in
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read."""
    reading.mark_read(notice=get_object_or_404(visible_to(request.user), pk=pk), by=request.user)
    return redirect("notices:list")


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read that were there when the page was made."""
    up_to = whole_number(request.POST.get("den")) or 0
    reading.mark_all_read(by=request.user, up_to=up_to)
    messages.success(request, "Đã đánh dấu mọi thông báo là đã đọc.")
    return redirect("notices:list")
