"""`/thu-hoi/`: withdrawn stars, and stars that ran out without renewal; as a page and as a file."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ocop.kernel import clock
from ocop.places.queries import provinces_today
from ocop.register.models import Certificate
from ocop.register.sentences import GROUNDS
from ocop.web.access import anyone
from ocop.web.exports import list_file
from ocop.withdrawals.published import (
    expired_certificates,
    narrowed_certificates,
    narrowed_facts,
    withdrawn_facts,
)

PAGE_SIZE = 50
MOST_IN_FILE = 20_000


@dataclass(frozen=True)
class Line:
    """One star that no longer counts; `ground` and `decision` are "" for one that ran out."""

    certificate: Certificate
    since: dt.date
    ground: str
    point: str
    decision: str

    @property
    def product(self) -> Any:
        """The product."""
        return self.certificate.recognition.product

    @property
    def place(self) -> str:
        """Commune and province of today, or the commune of then."""
        commune = self.product.current_commune
        if commune is None or commune.province_today is None:
            return str(self.certificate.recognition.commune.full_name)
        return f"{commune.full_name}, {commune.province_today.name_in_sentence}"


@dataclass(frozen=True)
class Chosen:
    """The list as the address asks for it: `?loai=het-han`, `?tim=`, `?tinh=`."""

    is_expired: bool
    typed: str
    province: str
    rows: Any

    def lines(self, rows: Iterable[Any]) -> list[Line]:
        """Rows as lines."""
        return [_expired(row) if self.is_expired else _withdrawn(row) for row in rows]


@anyone
@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    chosen = _chosen(request)
    page = Paginator(chosen.rows, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "chosen": chosen,
        "page": page,
        "lines": chosen.lines(page),
        "provinces": provinces_today().order_by("folded_name"),
        "today": clock.today(),
    }
    return render(request, "public/withdrawn.html", context)


@anyone
@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same rows as `csv` or `xlsx`."""
    chosen = _chosen(request)
    head = [
        _("Mã kiểm tra"),
        _("Sản phẩm"),
        _("Chủ thể"),
        _("Nơi sản xuất"),
        _("Hạng sao"),
        _("Số giấy"),
        _("Từ ngày"),
        _("Lý do"),
        _("Quyết định"),
    ]
    rows = (
        [
            line.certificate.short_code,
            line.product.name,
            line.product.producer.name,
            line.place,
            line.certificate.recognition.star,
            line.certificate.number,
            line.since,
            line.ground,
            line.decision,
        ]
        for line in chosen.lines(chosen.rows[:MOST_IN_FILE])
    )
    return list_file(suffix, "het-han" if chosen.is_expired else "thu-hoi", head, rows)


def _chosen(request: HttpRequest) -> Chosen:
    today = clock.today()
    typed = request.GET.get("tim", "").strip()[:80]
    province = request.GET.get("tinh", "")[:2]
    if request.GET.get("loai") == "het-han":
        expired = narrowed_certificates(expired_certificates(today), typed, province)
        return Chosen(True, typed, province, expired)
    return Chosen(False, typed, province, narrowed_facts(withdrawn_facts(today), typed, province))


def _withdrawn(fact: Any) -> Line:
    decision = fact.decision
    return Line(
        certificate=fact.certificate,
        since=fact.on,
        ground=str(GROUNDS.get(fact.ground, "")),
        point=fact.ground,
        decision=f"{decision.number}, {decision.signed_on:%d/%m/%Y}" if decision else "",
    )


def _expired(certificate: Any) -> Line:
    since = certificate.expires_on + dt.timedelta(days=1)
    return Line(certificate, since, _("hết 36 tháng, chưa được công nhận lại"), "", "")
