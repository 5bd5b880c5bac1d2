"""The provincial desk: the OCOP office acts; leaders, departments and advisers read."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ocop.accounts.policy import has_role
from ocop.accounts.roles import Role
from ocop.councils.queries import items_visible_to
from ocop.dossiers.models import CommuneAssessment, Dossier
from ocop.dossiers.queues import PROVINCE_ORDERS, province_filters, province_queue
from ocop.dossiers.rules.assessment import CONTENTS
from ocop.dossiers.services import province as services
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.web import refusals
from ocop.web.access import officials
from ocop.web.desk.commune.rows import assessment_of, clock_of, countdown, texts_of
from ocop.web.desk.dossier.carrying_over import choose_product_page, enter_page
from ocop.web.desk.dossier.mau03 import mau03_response
from ocop.web.desk.dossier.pages import DeskPages, receive_page, return_page, show_dossier
from ocop.web.desk.lists import Chosen, choose
from ocop.web.desk.offices import PROVINCE_DESK, provinces_of
from ocop.web.desk.province.accepting import AcceptForm
from ocop.web.desk.province.rows import row

DESK = DeskPages(
    namespace="desk:province",
    list_name="Hồ sơ tỉnh",
    receiver="tỉnh",
    receive_act="receive_at_province",
    return_act="return_from_province",
    receive=services.receive_at_province,
    give_back=services.return_from_province,
)
LABELS = {
    "dang-o-tinh": "Đang ở tỉnh",
    "cho-nhan": "Chờ nhận",
    "dang-kiem-tra": "Đang kiểm tra",
    "cho-bo-sung": "Chờ bổ sung",
    "cho-hoi-dong": "Chờ Hội đồng",
    "sap-qua-45-ngay": "Sắp quá 45 ngày",
    "cua-toi": "Của tôi",
    "o-hoi-dong": "Ở Hội đồng",
    "da-xong": "Đã xong",
    "o-xa": "Còn ở xã",
    "tat-ca": "Tất cả",
}

readers = officials(*PROVINCE_DESK)
office = officials(Role.PROVINCE_OFFICE)


def rows_of(request: HttpRequest) -> QuerySet[Dossier]:
    """Everything of the province that the person may open."""
    return province_queue(request.user, provinces_of(request.user))


def find(request: HttpRequest, pk: int) -> Dossier:
    """One of those; a stranger's answers as if it were not there."""
    return get_object_or_404(rows_of(request), pk=pk)


def chosen_rows(request: HttpRequest) -> Chosen:
    """The list as the address asks for it; `?xa=` keeps one commune by its code."""
    rows = rows_of(request)
    if code := request.GET.get("xa", "")[:5]:
        rows = rows.filter(commune__code=code)
    return choose(
        request,
        rows,
        filters=province_filters(request.user, clock.today()),
        labels=LABELS,
        orders=PROVINCE_ORDERS,
    )


@readers
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Dossiers by state and commune, with the round their proposal is in time for."""
    chosen = chosen_rows(request)
    page = chosen.page(request)
    communes = Unit.objects.filter(pk__in=rows_of(request).order_by().values("commune"))
    context = {
        "chosen": chosen,
        "page": page,
        "rows": [row(dossier, clock.today()) for dossier in page],
        "communes": communes.order_by("folded_name"),
        "commune": request.GET.get("xa", ""),
        "is_office": has_role(request.user, Role.PROVINCE_OFFICE),
    }
    return render(request, "desk/province/queue.html", context)


@readers
@require_safe
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed in, the commune's assessment, and the province's own acts."""
    found = find(request, pk)
    return _page(request, found, AcceptForm.of(found))


def _page(request: HttpRequest, found: Dossier, accept_form: AcceptForm) -> HttpResponse:
    report = assessment_of(found)
    texts = texts_of(report)
    clock_now = clock_of(found, found.counted_from, clock.today())
    extra = {
        "row": row(found, clock.today()),
        "report": report,
        "contents": [(content.name, texts[content.field]) for content in CONTENTS],
        "commune_countdown": countdown(clock_now) if clock_now else None,
        "accept_form": accept_form,
        "items": items_visible_to(request.user).filter(dossier=found, taken_off_on=None),
        "site_check": found.site_checks.last(),
    }
    return show_dossier(
        request,
        found,
        DESK,
        template="desk/province/dossier.html",
        extra=extra,
        status=422 if accept_form.errors else 200,
    )


@office
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the proposal in the province's book."""
    return receive_page(request, find(request, pk), DESK)


@office
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the producer to complete the dossier."""
    return return_page(request, find(request, pk), DESK)


@office
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier is complete and waits for a council."""
    found = find(request, pk)
    form = AcceptForm.of(found, request.POST)
    if form.is_valid():
        try:
            services.accept(
                dossier=found,
                by=request.user,
                note=form.cleaned_data["note"],
                site=form.site(),
            )
        except RefusedError as refused:
            refusals.show(form, refused)
        else:
            messages.success(request, "Hồ sơ đã sẵn sàng ra Hội đồng.")
            return DESK.to(found)
    return _page(request, found, form)


@readers
@require_safe
def mau03(request: HttpRequest, pk: int) -> HttpResponse:
    """The commune's report as PDF, as frozen with its proposal."""
    found = find(request, pk)
    get_object_or_404(CommuneAssessment, dossier=found, snapshot__isnull=False)
    return mau03_response(found)


@office
@require_safe
def choose_product(request: HttpRequest) -> HttpResponse:
    """Which product the paper dossier is of."""
    return choose_product_page(request, DESK)


@office
@require_http_methods(["GET", "HEAD", "POST"])
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the paper dossier of a product."""
    return enter_page(request, pk, DESK)
