"""The commune's desk: its list, a dossier, receiving and sending back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from ocop.accounts.roles import Role
from ocop.config.law import law_settings
from ocop.dossiers.models import Dossier
from ocop.dossiers.queues import AT_COMMUNE_DESK, COMMUNE_ORDERS, commune_filters, commune_queue
from ocop.dossiers.services.commune import receive_at_commune, return_from_commune
from ocop.kernel import clock
from ocop.law.deadlines import commune_assessment
from ocop.law.readings import reading
from ocop.web.access import officials
from ocop.web.desk.commune.rows import row
from ocop.web.desk.dossier.carrying_over import choose_product_page, enter_page
from ocop.web.desk.dossier.pages import DeskPages, receive_page, return_page, show_dossier
from ocop.web.desk.lists import Chosen, choose
from ocop.web.desk.offices import communes_of

DESK = DeskPages(
    namespace="desk:commune",
    list_name="Hồ sơ xã",
    receiver="xã",
    receive_act="receive_at_commune",
    return_act="return_from_commune",
    receive=receive_at_commune,
    give_back=return_from_commune,
)
LABELS = {
    "dang-o-xa": "Đang ở xã",
    "cho-nhan": "Chờ nhận",
    "dang-kiem-tra": "Đang kiểm tra",
    "gap": "Còn 3 ngày trở xuống",
    "cho-chu-the": "Chờ chủ thể",
    "cua-toi": "Của tôi",
    "da-gui-tinh": "Đã gửi tỉnh",
    "tat-ca": "Tất cả",
}

at_commune_desk = officials(Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER)


def find(request: HttpRequest, pk: int) -> Dossier:
    """One dossier of the person's communes; a stranger's answers as if it were not there."""
    rows = commune_queue(request.user, communes_of(request.user))
    return get_object_or_404(rows.select_related("product__current_commune"), pk=pk)


def chosen_rows(request: HttpRequest) -> Chosen:
    """The list as the address asks for it."""
    return choose(
        request,
        commune_queue(request.user, communes_of(request.user)),
        filters=commune_filters(request.user, clock.today()),
        labels=LABELS,
        orders=COMMUNE_ORDERS,
    )


@at_commune_desk
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Dossiers by days left, what is missing at a glance, the next thing to do."""
    today = clock.today()
    chosen = chosen_rows(request)
    page = chosen.page(request)
    rows = [row(dossier, today) for dossier in page]
    is_start = chosen.key == "dang-o-xa" and not chosen.words and page.number == 1
    first = rows[0] if rows and is_start and rows[0].clock else None
    context = {
        "chosen": chosen,
        "page": page,
        "rows": rows,
        "first": first,
        "days": commune_assessment(today).limit.count,
    }
    return render(request, "desk/commune/queue.html", context)


@at_commune_desk
@require_safe
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed in, with its evidence, history and the commune's own assessment."""
    found = find(request, pk)
    line = row(found, clock.today())
    return show_dossier(
        request,
        found,
        DESK,
        template="desk/commune/dossier.html",
        extra={
            "row": line,
            "is_here": found.state in AT_COMMUNE_DESK,
            "pause_text": reading("commune_clock").text_in(law_settings()),
        },
    )


@at_commune_desk
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the dossier in the commune's book."""
    return receive_page(request, find(request, pk), DESK)


@at_commune_desk
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the dossier back to be completed."""
    return return_page(request, find(request, pk), DESK)


@at_commune_desk
@require_safe
def choose_product(request: HttpRequest) -> HttpResponse:
    """Which product the paper dossier is of."""
    return choose_product_page(request, DESK)


@at_commune_desk
@require_http_methods(["GET", "HEAD", "POST"])
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the paper dossier of a product."""
    return enter_page(request, pk, DESK)
