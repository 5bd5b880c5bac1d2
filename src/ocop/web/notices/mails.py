"""The administrator's view of the mails: how many went out, which need a decision."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ocop.accounts.roles import Role
from ocop.jobs.models import JobRun
from ocop.kernel.errors import RefusedError
from ocop.notices import mail_state, mailing
from ocop.web.access import officials
from ocop.web.notices.views import PAGE_SIZE

administrators = officials(Role.ADMINISTRATOR)


@administrators
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Counts, the last round, and the mails that were given up or are uncertain."""
    troubled = mail_state.troubled(request.user)
    context = {
        "state": mail_state.state_of(request.user),
        "run": JobRun.objects.filter(task=mailing.TASK).first(),
        "page": Paginator(troubled, PAGE_SIZE).get_page(request.GET.get("trang")),
    }
    return render(request, "notices/mails.html", context)


@administrators
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a troubled mail once more."""
    notice = get_object_or_404(mail_state.visible_to(request.user), pk=pk)
    try:
        mail_state.send_again(notice=notice, by=request.user)
    except RefusedError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Thư sẽ được gửi lại ngay.")
    return redirect("notices:mails")
