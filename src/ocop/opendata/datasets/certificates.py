"""Certificates and withdrawals as anyone may read them."""

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ocop.opendata.columns import Dataset, Row, Words, date, integer, text
from ocop.register.models import Certificate, CertificateFact, Decision, Recognition
from ocop.register.queries import status_of
from ocop.withdrawals.published import withdrawn_facts

_CERTIFICATE = "Giấy chứng nhận"
_DECISION = "Quyết định"
_LAW = "Điều 4.3, 7.6, 8 và 12.3 Quyết định 26/2026/QĐ-TTg"


def certificates(on: dt.date) -> QuerySet[Certificate]:
    """Every certificate issued by a day, with what its line says. Three queries for a part."""
    return (
        Certificate.objects.filter(recognition__star__gte=3, issued_on__lte=on)
        .select_related("recognition__product__producer", "recognition__decision")
        .prefetch_related("facts", "editions")
    )


def _certificate_rows(rows: Sequence[Certificate], on: dt.date) -> Iterator[Row]:
    for one in rows:
        state, given = status_of(one, on), one.recognition
        paper = max(one.editions.all(), key=lambda each: each.number, default=None)
        yield (
            one.short_code,
            paper.paper_number if paper else one.number,
            one.product_code or None,
            given.product.name,
            given.product.producer_id,
            given.product.producer.name,
            given.star,
            one.issued_on,
            one.expires_on,
            state.kind.value,
            state.since,
            state.until,
            state.ground or None,
            given.decision.number if given.decision else None,
            given.decision.signed_on if given.decision else None,
        )


CERTIFICATES = Dataset(
    name="certificates",
    title=Words("Giấy chứng nhận OCOP", "OCOP certificates"),
    about=Words(
        "Mỗi dòng là một giấy chứng nhận, kể cả đã hết hạn hoặc bị thu hồi, với tình trạng vào một ngày.",
        "One line for each certificate, expired and withdrawn ones included, with its state on a day.",
    ),
    columns=(
        text("code", "Mã tra cứu in dưới mã QR; không bao giờ đổi", "Short code under the QR; never changes", _CERTIFICATE),
        text("number", "Số giấy chứng nhận đang có giá trị", "Number of the valid paper", _CERTIFICATE),
        text("product_code", "Mã sản phẩm", "Product code", _CERTIFICATE),
        text("product", "Tên sản phẩm", "Name of the product (Vietnamese)", _CERTIFICATE),
        integer("producer", "Số của chủ thể trong bộ dữ liệu producers", "Number of the producer in the dataset producers", "Sổ đăng ký sản phẩm OCOP"),
        text("producer_name", "Tên chủ thể", "Name of the producer", _CERTIFICATE),
        integer("star", "Hạng sao", "Stars", _DECISION),
        date("issued_on", "Ngày cấp", "Day of issue", _CERTIFICATE),
        date("expires_on", "Ngày hết hạn ghi trên giấy", "Last day printed on the paper", _CERTIFICATE),
        text("status", "Tình trạng, như cột status của products", "State, as the column status of products", _LAW),
        date("status_since", "Tình trạng này có từ ngày", "First day of this state", _LAW),
        date("status_until", "Tình trạng này đến hết ngày; với giấy chưa có hiệu lực là ngày bắt đầu", "Last day of this state; for a paper not yet in force the day it begins", _LAW),
        text("ground", "Điểm của Điều 8.1 khi bị thu hồi: a, b, c, d, đ, e", "Point of Article 8.1 where withdrawn: a, b, c, d, đ, e", "Điều 8.1 Quyết định 26/2026/QĐ-TTg"),
        text("decision_number", "Số quyết định công nhận", "Number of the decision", _DECISION),
        date("decision_date", "Ngày ký quyết định", "Day the decision was signed", _DECISION),
    ),
    query=certificates,
    key="pk",
    shape=_certificate_rows,
)  # fmt: skip


def _withdrawal_rows(rows: Sequence[CertificateFact], on: dt.date) -> Iterator[Row]:
    for one in rows:
        given, decision = one.certificate.recognition, one.decision
        yield (
            one.certificate.short_code,
            one.certificate.product_code or None,
            given.product.name,
            given.product.producer_id,
            given.product.producer.name,
            given.star,
            one.on,
            one.ground or None,
            decision.number if decision else None,
            decision.signed_on if decision else None,
        )


WITHDRAWALS = Dataset(
    name="withdrawals",
    title=Words("Giấy chứng nhận bị thu hồi", "Withdrawn certificates"),
    about=Words(
        "Các lần thu hồi còn giá trị vào một ngày; lần thu hồi đã bị hủy không có ở đây.",
        "The withdrawals that stand on a day; an annulled withdrawal is not here.",
    ),
    columns=(
        text("certificate", "Mã tra cứu của giấy chứng nhận", "Short code of the certificate", _CERTIFICATE),
        text("product_code", "Mã sản phẩm", "Product code", _CERTIFICATE),
        text("product", "Tên sản phẩm", "Name of the product (Vietnamese)", _CERTIFICATE),
        integer("producer", "Số của chủ thể trong bộ dữ liệu producers", "Number of the producer in the dataset producers", "Sổ đăng ký sản phẩm OCOP"),
        text("producer_name", "Tên chủ thể", "Name of the producer", _CERTIFICATE),
        integer("star", "Hạng sao trước khi thu hồi", "Stars before the withdrawal", _DECISION),
        date("withdrawn_on", "Ngày thu hồi", "Day of withdrawal", _DECISION),
        text("ground", "Điểm của Điều 8.1: a, b, c, d, đ, e", "Point of Article 8.1: a, b, c, d, đ, e", "Điều 8.1 Quyết định 26/2026/QĐ-TTg"),
        text("decision_number", "Số quyết định thu hồi", "Number of the decision to withdraw", _DECISION),
        date("decision_date", "Ngày ký quyết định thu hồi", "Day that decision was signed", _DECISION),
    ),
    query=withdrawn_facts,
    key="pk",
    shape=_withdrawal_rows,
)  # fmt: skip

PUBLISHED_KINDS = (
    Decision.Kind.RECOGNITION,
    Decision.Kind.WITHDRAWAL,
    Decision.Kind.ANNULMENT,
    Decision.Kind.NEW_PAPER,
)


def decisions(on: dt.date) -> QuerySet[Decision]:
    """The decisions signed by a day that the public register rests on.

    A recognition below 3 stars and an approval on its way to the ministry are not public here.
    """
    stars = Recognition.objects.filter(decision=OuterRef("pk"), star__gte=3)
    return (
        Decision.objects.filter(kind__in=PUBLISHED_KINDS, signed_on__lte=on)
        .filter(~Q(kind=Decision.Kind.RECOGNITION) | Exists(stars))
        .select_related("unit")
        .annotate(
            products=Count(
                "recognitions__product", filter=Q(recognitions__star__gte=3), distinct=True
            )
        )
    )


def _decision_rows(rows: Sequence[Decision], on: dt.date) -> Iterator[Row]:
    for one in rows:
        yield (
            one.number,
            one.signed_on,
            one.kind,
            one.level,
            one.unit.code if one.unit else None,
            one.unit.full_name if one.unit else None,
            one.products,  # type: ignore[attr-defined]
        )


DECISIONS = Dataset(
    name="decisions",
    title=Words("Quyết định", "Decisions"),
    about=Words(
        "Các quyết định công nhận, thu hồi, hủy thu hồi và cấp lại giấy mà sổ công khai dựa vào.",
        "Decisions of recognition, withdrawal, annulment and new papers that the public register rests on.",
    ),
    columns=(
        text("number", "Số quyết định", "Number of the decision", _DECISION),
        date("signed_on", "Ngày ký", "Day of signature", _DECISION),
        text("kind", "Loại: recognition công nhận, withdrawal thu hồi, annulment hủy thu hồi, new_paper cấp lại giấy", "Kind: recognition, withdrawal, annulment of a withdrawal, new_paper", _DECISION),
        text("level", "Cấp ký: province tỉnh, ministry Bộ, district huyện (đến 30/6/2025), unknown chưa rõ", "Level: province, ministry, district (until 30 June 2025), unknown", _DECISION),
        text("unit_code", "Mã đơn vị ban hành; trống với Bộ", "Code of the issuing unit; empty for the ministry", _DECISION),
        text("unit", "Tên đơn vị ban hành khi ký", "Name of the issuing unit at that time", _DECISION),
        integer("products", "Số sản phẩm được công nhận theo quyết định này", "Number of products recognised by it", "Sổ đăng ký sản phẩm OCOP"),
    ),
    query=decisions,
    key="pk",
    shape=_decision_rows,
)  # fmt: skip
