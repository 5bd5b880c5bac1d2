"""Watching over the record: the last acts, and the walk along the chain as long work."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ocop.accounts.policy import has_national_role
from ocop.accounts.roles import Role
from ocop.jobs import queue
from ocop.jobs.models import JobRun
from ocop.kernel.models import AuditEntry
from ocop.recognition import record_check
from ocop.web.access import officials
from ocop.web.desk.record.words import act_words, subject_words

KEEPERS = (Role.AUDITOR, Role.ADMINISTRATOR)
PAGE_SIZE = 50


@officials(*KEEPERS)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The newest check with its progress, and the chain's last acts.

    Acts of the whole installation are for those who keep it as a whole; a keeper of one province
    sees the checks only. No entry shows what is inside a sheet: the chain holds hashes.
    """
    sees_acts = has_national_role(request.user, KEEPERS)
    entries = AuditEntry.objects.order_by("-number") if sees_acts else AuditEntry.objects.none()
    page = Paginator(entries, PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(
        request,
        "desk/record/overview.html",
        {
            "run": JobRun.objects.filter(task=record_check.TASK).first(),
            "page": page,
            "entries": [
                (entry, act_words(entry.act), subject_words(entry.subject)) for entry in page
            ],
            "sees_acts": sees_acts,
        },
    )


@officials(*KEEPERS)
@require_POST
def begin_check(request: HttpRequest) -> HttpResponse:
    """Ask for a walk along the whole chain; one at a time is enough."""
    running = JobRun.objects.filter(task=record_check.TASK, state__in=["waiting", "running"])
    if running.exists():
        messages.info(request, "Đang có một lượt kiểm tra chạy. Xem tiến độ bên dưới.")
    else:
        queue.enqueue(record_check.TASK, title=record_check.TITLE, by_id=request.user.pk)
        messages.success(request, "Đã bắt đầu kiểm tra. Có thể rời trang này rồi quay lại.")
    return redirect("desk:record:overview")


@officials(*KEEPERS)
@require_POST
def stop_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop a running check after its present slice; nothing is lost, it can begin again."""
    run = get_object_or_404(JobRun, pk=pk, task=record_check.TASK)
    queue.cancel(run)
    messages.info(request, "Sẽ dừng ngay sau phần đang kiểm tra.")
    return redirect("desk:record:overview")
