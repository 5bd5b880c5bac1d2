"""Certificates, withdrawals, decisions and producers: each a dataset, by page or by its code."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from ocop.kernel.codes import tidy_code
from ocop.opendata.columns import Dataset
from ocop.opendata.datasets.certificates import CERTIFICATES, DECISIONS, WITHDRAWALS
from ocop.opendata.datasets.producers import PRODUCERS
from ocop.register.queries import public_record
from ocop.register.sentences import GROUNDS, verdict
from ocop.web.access import anyone
from ocop.web.api.asking import DecisionQuestion, InProvince, OnDay, Paged, RowId, ShortCode
from ocop.web.api.errors import WrongError
from ocop.web.api.shapes import PROBLEMS, line_of, list_of, page, written

router = Router(tags=["register"])
ProducerLine = line_of(PRODUCERS)


class StatusAnswer(Schema):
    """What a certificate is worth on a day."""

    code: str
    on: dt.date
    is_valid: bool
    status: str
    since: dt.date | None
    until: dt.date | None
    sentence: str
    ground: str | None
    ground_words: str | None
    article: str | None
    number: str
    product_code: str | None
    product: str
    producer_name: str
    star: int
    issued_on: dt.date
    expires_on: dt.date
    decision_number: str
    decision_date: dt.date
    newer_code: str | None


@router.get("/certificates", response={200: list_of(line_of(CERTIFICATES)), **PROBLEMS})
@anyone
def certificates(request: HttpRequest, question: Query[InProvince]) -> HttpResponse:
    """Giấy chứng nhận với tình trạng vào một ngày. Certificates with their state on a day."""
    wanted = {"recognition__product__current_commune__province_today__code": question.province}
    return _page(request, CERTIFICATES, question, wanted)


@router.get("/certificates/{code}", response={200: StatusAnswer, **PROBLEMS})
@anyone
def certificate(
    request: HttpRequest, code: Path[ShortCode], question: Query[OnDay]
) -> HttpResponse:
    """Sao này còn giá trị vào ngày đó không? Is this star valid on that day?"""
    record = public_record(code)
    if record is None:
        raise Http404
    state = record.status(question.day)
    told = verdict(state)
    return written(
        {
            "code": tidy_code(code),
            "on": question.day,
            "is_valid": state.is_valid,
            "status": state.kind.value,
            "since": state.since,
            "until": state.until,
            "sentence": f"{told.title} {told.detail}".strip(),
            "ground": state.ground or None,
            "ground_words": str(GROUNDS[state.ground]) if state.ground in GROUNDS else None,
            "article": state.article or None,
            "number": record.number,
            "product_code": record.product_code or None,
            "product": record.product,
            "producer_name": record.producer,
            "star": record.star,
            "issued_on": record.issued_on,
            "expires_on": record.expires_on,
            "decision_number": record.decision_number,
            "decision_date": record.decision_signed_on,
            "newer_code": record.newer_code,
        }
    )


@router.get("/withdrawals", response={200: list_of(line_of(WITHDRAWALS)), **PROBLEMS})
@anyone
def withdrawals(request: HttpRequest, question: Query[InProvince]) -> HttpResponse:
    """Giấy bị thu hồi còn hiệu lực vào một ngày. Withdrawals that stand on a day."""
    product = "certificate__recognition__product"
    wanted = {f"{product}__current_commune__province_today__code": question.province}
    return _page(request, WITHDRAWALS, question, wanted)


@router.get("/decisions", response={200: list_of(line_of(DECISIONS)), **PROBLEMS})
@anyone
def decisions(request: HttpRequest, question: Query[DecisionQuestion]) -> HttpResponse:
    """Quyết định mà sổ công khai dựa vào. Decisions behind the public register."""
    wanted = {"kind": question.kind, "signed_on__year": question.year}
    return _page(request, DECISIONS, question, wanted)


@router.get("/producers", response={200: list_of(ProducerLine), **PROBLEMS})
@anyone
def producers(request: HttpRequest, question: Query[InProvince]) -> HttpResponse:
    """Chủ thể có sản phẩm được công nhận. Producers of recognised products."""
    wanted = {"current_commune__province_today__code": question.province}
    return _page(request, PRODUCERS, question, wanted)


@router.get("/producers/{number}", response={200: ProducerLine, **PROBLEMS})
@anyone
def producer(request: HttpRequest, number: Path[RowId], question: Query[OnDay]) -> HttpResponse:
    """Một chủ thể: chỉ những điều công khai. One producer: public facts only."""
    found = list(PRODUCERS.query(question.day).filter(pk=number))
    if not found:
        raise Http404
    [row] = PRODUCERS.shape(found, question.day)
    return written(dict(zip(PRODUCERS.heads, row, strict=True)))


def _page(
    request: HttpRequest, dataset: Dataset, question: Paged, wanted: dict[str, Any]
) -> HttpResponse:
    rows = dataset.query(question.day).filter(
        **{name: value for name, value in wanted.items() if value is not None}
    )
    shown, last = dataset.part(rows, question.day, key_of(question.after), question.limit)
    return page(request, dataset, shown, question.day, None if last is None else str(last))


def key_of(after: str | None) -> int:
    """The key a cursor names; raises WrongError for one we did not give."""
    if after is None:
        return 0
    if not (after.isascii() and after.isdecimal() and len(after) < 19):
        raise WrongError("after")
    return int(after)
