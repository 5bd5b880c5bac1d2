"""The certificates in an office's care: the list, the export, the life of one."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ocop.accounts.models import User
from ocop.accounts.policy import Visitor
from ocop.kernel import clock
from ocop.places.models import Unit
from ocop.recognition import policy
from ocop.recognition.editions import why_no_new_paper
from ocop.recognition.queries import certificates_visible_to
from ocop.recognition.queries import visible_to as decisions_visible_to
from ocop.register.certificate_lists import for_lists, matching_words, with_status
from ocop.register.editions import valid_edition
from ocop.register.models import Certificate, CertificateEdition, CertificateFact
from ocop.register.queries import status_of
from ocop.register.sentences import verdict
from ocop.register.status import StatusKind
from ocop.visits.queries import opened_lately
from ocop.web.access import officials
from ocop.web.desk.certificates.forms import SignedPaperForm
from ocop.web.desk.certificates.kept import offices_kept
from ocop.web.desk.certificates.timeline import events_of
from ocop.web.desk.offices import CERTIFICATE_DESK
from ocop.web.desk.signatures.shown import shown_signatures
from ocop.web.exports import Cell, list_file

PAGE_SIZE = 25
at_certificate_desk = officials(*CERTIFICATE_DESK)
STATUSES = {
    "con-hieu-luc": (StatusKind.IN_FORCE, "Còn hiệu lực"),
    "sap-het": (StatusKind.EXPIRING, "Sắp đến kỳ đánh giá lại"),
    "keo-dai": (StatusKind.EXTENDED, "Đang kéo dài"),
    "het-han": (StatusKind.EXPIRED, "Hết hiệu lực"),
    "thu-hoi": (StatusKind.WITHDRAWN, "Bị thu hồi"),
    "da-thay": (StatusKind.REPLACED, "Đã có giấy mới"),
}
HEAD = (
    "Số giấy",
    "Mã kiểm tra",
    "Sản phẩm",
    "Chủ thể",
    "Xã, phường",
    "Hạng sao",
    "Mã sản phẩm",
    "Ngày cấp",
    "Giá trị đến hết ngày",
    "Tình trạng",
    "Bản giấy hiện hành",
    "Ngày cấp bản hiện hành",
)


@at_certificate_desk
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Search and filters over the scoped certificates, newest first."""
    scoped = certificates_visible_to(request.user)
    page = Paginator(_chosen(request, scoped), PAGE_SIZE).get_page(request.GET.get("trang"))
    communes = Unit.objects.filter(
        pk__in=scoped.values("recognition__product__current_commune")
    ).order_by("folded_name", "pk")
    context = {
        "page": page,
        "lines": [_line(certificate) for certificate in page],
        "statuses": [(key, words) for key, (_, words) in STATUSES.items()],
        "years": [
            day.year for day in scoped.order_by("-issued_on").dates("issued_on", "year", "DESC")
        ],
        "communes": communes,
        "is_narrowed": any(request.GET.get(name) for name in ("tim", "sao", "nam", "tt", "xa")),
        "keeps_papers": bool(offices_kept(request.user)),
    }
    return render(request, "desk/certificates/list.html", context)


@at_certificate_desk
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same rows as a file."""
    rows = _chosen(request, certificates_visible_to(request.user))
    return list_file(suffix, "giay-chung-nhan", HEAD, map(_cells, rows))


@at_certificate_desk
@require_safe
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """The life of one certificate and what may be done with it today."""
    found = get_object_or_404(whole(request.user), pk=pk)
    status = status_of(found, clock.today())
    may = policy.may_make_edition(cast(User, request.user), found)
    edition = valid_edition(found.editions.all())
    again = (
        reverse("desk:certificates:check_signatures", args=[pk, edition.number])
        if may and edition
        else ""
    )
    context = {
        "signatures": shown_signatures(edition.signed_file if edition else None, again=again),
        "certificate": found,
        "product": found.recognition.product,
        "said": verdict(status),
        "events": events_of(found, status),
        "edition": edition,
        "may": may,
        "why_not": why_no_new_paper(status),
        "opens_decision": decisions_visible_to(request.user)
        .filter(pk=found.recognition.decision_id)
        .exists(),
        "opened_lately": opened_lately([found.pk], clock.today()).get(found.pk, 0),
        "form": SignedPaperForm(),
    }
    return render(request, "desk/certificates/certificate.html", context)


def whole(user: Visitor) -> QuerySet[Certificate]:
    """The scoped certificates with all that their page shows."""
    return (
        certificates_visible_to(user)
        .select_related(
            "snapshot",
            "recognition__product__producer",
            "recognition__product__commune",
            "recognition__product__current_commune__province_today",
            "recognition__decision__unit",
        )
        .prefetch_related(
            Prefetch("facts", queryset=CertificateFact.objects.select_related("decision")),
            Prefetch(
                "editions",
                queryset=CertificateEdition.objects.select_related(
                    "decision", "signed_file"
                ).order_by("number"),
            ),
        )
    )


def _chosen(request: HttpRequest, rows: QuerySet[Certificate]) -> QuerySet[Certificate]:
    asked = request.GET
    rows = matching_words(rows, asked.get("tim", "")[:80])
    if asked.get("sao") in {"3", "4", "5"}:
        rows = rows.filter(recognition__star=int(asked["sao"]))
    if (year := asked.get("nam", "")).isdecimal() and len(year) == 4:
        rows = rows.filter(issued_on__year=int(year))
    if asked.get("tt") in STATUSES:
        rows = with_status(rows, STATUSES[asked["tt"]][0], clock.today())
    if (code := asked.get("xa", "")).isdecimal() and len(code) <= 5:
        rows = rows.filter(recognition__product__current_commune__code=code)
    return for_lists(rows).order_by("-issued_on", "-pk")


def _line(found: Certificate) -> dict[str, Any]:
    edition = valid_edition(found.editions.all())
    return {
        "certificate": found,
        "product": found.recognition.product,
        "said": verdict(status_of(found, clock.today())),
        "edition": edition,
    }


def _cells(found: Certificate) -> list[Cell]:
    line = _line(found)
    product, said, edition = line["product"], line["said"], line["edition"]
    return [
        edition.paper_number if edition else found.number,
        found.short_code,
        product.name,
        product.producer.name,
        product.current_commune.full_name if product.current_commune else None,
        found.recognition.star,
        found.product_code,
        found.issued_on,
        found.expires_on,
        f"{said.title} {said.detail}",
        edition.get_kind_display() if edition else None,
        edition.issued_on if edition else None,
    ]
