"""Proposing a withdrawal: find the certificate, then say why."""

from typing import cast

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.accounts.models import User
from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.files.services import store_upload
from ocop.kernel import clock
from ocop.kernel.codes import tidy_code
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import folded
from ocop.law import withdrawal as law
from ocop.products.queries import visible_to as products_visible_to
from ocop.register.models import Certificate
from ocop.register.queries import status_of
from ocop.register.sentences import verdict
from ocop.register.withdrawing import standing
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.withdrawals.forms import ProposalForm
from ocop.withdrawals import policy, queries
from ocop.withdrawals.services import propose_withdrawal

proposers = officials(
    *COMMUNE_ROLES,
    Role.PROVINCE_OFFICE,
    Role.PROVINCE_LEADER,
    Role.INSPECTOR,
    Role.MINISTRY_OFFICE,
    Role.MINISTER,
)
MOST_FOUND = 20


@proposers
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Find a certificate that still stands by code, number, product or producer."""
    typed = request.GET.get("tim", "").strip()[:80]
    found = _matching(certificates_of(request), typed)[:MOST_FOUND] if typed else []
    today = clock.today()
    context = {
        "typed": typed,
        "found": [(one, verdict(status_of(one, today))) for one in found],
        "may_request": policy.may_request(request.user),
    }
    return render(request, "desk/withdrawals/choose.html", context)


@proposers
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Ground, source, and the paper of the conclusion; `?bo=` is the ministry's request behind it."""
    certificate = get_object_or_404(certificates_of(request), short_code=code)
    user = cast(User, request.user)
    asked = (
        queries.requests_visible_to(user)
        .filter(recognition=certificate.recognition_id, pk=_number(request.GET.get("bo")))
        .first()
    )
    sources = [one for one in law.sources() if policy.may_propose(user, certificate, one)]
    form = ProposalForm(
        request.POST or None,
        request.FILES or None,
        sources=sources,
        initial={
            "ground": request.GET.get("can-cu") or ("e" if asked else ""),
            "source": "ministry" if asked else request.GET.get("nguon", ""),
            "conclusion_number": asked.letter_number if asked else "",
            "conclusion_issuer": "Bộ Nông nghiệp và Môi trường" if asked else "",
            "concluded_on": asked.sent_on if asked else None,
            "note": asked.wrong if asked else request.GET.get("noi-dung", "")[:2000],
        },
    )
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        upload = typed.pop("file")
        try:
            with transaction.atomic():
                case = propose_withdrawal(
                    certificate=certificate,
                    **typed,
                    file=store_upload(upload, user) if upload else None,
                    by=user,
                    request=asked,
                )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Đã lập đề nghị. 15 ngày tính từ ngày văn bản kết luận.")
            return redirect("desk:withdrawals:case", pk=case.pk)
    context = {"certificate": certificate, "form": form, "asked": asked}
    return render(
        request,
        "desk/withdrawals/propose.html",
        context,
        status=422 if form.is_bound else 200,
    )


def certificates_of(request: HttpRequest) -> QuerySet[Certificate]:
    """The certificates still standing whose product the person may open."""
    products = products_visible_to(request.user).values("pk")
    found = Certificate.objects.filter(recognition__product__in=products)
    if policy.may_request(request.user):
        found = Certificate.objects.all()
    return (
        standing(found)
        .select_related(
            "recognition__product__producer",
            "recognition__product__current_commune__province_today",
            "recognition__product__commune__province_today",
        )
        .prefetch_related("facts")
        .order_by("recognition__product__folded_name", "-pk")
    )


def _matching(found: QuerySet[Certificate], typed: str) -> QuerySet[Certificate]:
    by_code = found.filter(short_code=tidy_code(typed))
    by_number = found.filter(number__iexact=typed)
    if by_code.exists() or by_number.exists():
        return by_code | by_number
    for word in folded(typed).split()[:6]:
        product = found.filter(recognition__product__folded_name__contains=word)
        producer = found.filter(recognition__product__producer__folded_name__contains=word)
        found = product | producer
    return found


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 10 else 0
