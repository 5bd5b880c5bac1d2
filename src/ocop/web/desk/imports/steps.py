"""Seeing what will be written, writing it, stopping, undoing, giving up."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ocop.accounts.models import User
from ocop.imports.models import Import
from ocop.imports.queries import rows_to_write
from ocop.imports.services import running
from ocop.imports.services.beginning import discard as give_up
from ocop.kernel.errors import RefusedError
from ocop.web.desk.imports.views import find, office


@office
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """How many producers, products and recognitions are new or known; then the one confirmation."""
    batch = find(request, pk)
    if batch.state != Import.State.CHECKING:
        return redirect("desk:imports:detail", pk=pk)
    refused_words = ""
    if request.method == "POST":
        try:
            running.confirm(batch=batch, by=cast(User, request.user))
        except RefusedError as refused:
            refused_words = refused.message
        else:
            return redirect("desk:imports:detail", pk=pk)
    counts = batch.counts
    new = {
        "producers": counts["producers"] - counts["known_producers"],
        "products": counts["products"] - counts["known_products"],
        "recognitions": counts["recognitions_to_write"] - counts["known_recognitions"],
    }
    context = {
        "batch": batch,
        "counts": counts,
        "new": new,
        "is_nothing_new": not any(new.values()),
        "rows": rows_to_write(batch).count(),
        "waiting": batch.questions.filter(is_answered=False).count(),
        "refused": refused_words,
    }
    return render(
        request, "desk/imports/preview.html", context, status=422 if refused_words else 200
    )


def _act(request: HttpRequest, pk: int, act: Callable[..., object], done: str) -> HttpResponse:
    batch = find(request, pk)
    try:
        act(batch=batch, by=cast(User, request.user))
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect("desk:imports:detail", pk=pk)


@office
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the reading, or take back what is half written."""
    return _act(request, pk, running.stop, "Sẽ dừng ngay sau phần đang làm.")


@office
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on where the work broke off."""
    return _act(request, pk, running.resume, "Đã cho làm tiếp.")


@office
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the whole list back."""
    return _act(request, pk, running.undo, "Đã nhận yêu cầu hoàn tác.")


@office
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the list up before it was written."""
    find(request, pk)
    _act(request, pk, give_up, "Đã bỏ danh sách. Không có gì được ghi vào sổ.")
    return redirect("desk:imports:index")
