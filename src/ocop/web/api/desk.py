"""Officials' data, with a token: the rows its owner's office may see, and no others."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.security import HttpBearer

from ocop.accounts.tokens import Scope
from ocop.dossiers import queries as dossiers_queries
from ocop.producers import queries as producers_queries
from ocop.web.access import token_for
from ocop.web.api.asking import Paged
from ocop.web.api.register import key_of
from ocop.web.api.shapes import PROBLEMS, Problem, written
from ocop.withdrawals import queries as withdrawals_queries


class Bearer(HttpBearer):
    """For the description; the token was asked for before the operation began (`web.access`)."""

    def authenticate(self, request: HttpRequest, token: str) -> bool:
        """Whether the door let this person in."""
        return bool(request.user.is_authenticated)


router = Router(tags=["desk"], auth=Bearer())
ANSWERS = {**PROBLEMS, 401: Problem}


class DossierLine(Schema):
    """A dossier on its way."""

    id: int
    product: str
    producer_name: str
    kind: str
    set_number: int
    state: str
    commune_code: str
    commune: str
    province_code: str
    created_on: dt.date
    changed_on: dt.date


class ProducerRow(Schema):
    """A producer of the office's place."""

    id: int
    name: str
    legal_form: str
    registration_number: str
    address: str
    commune_code: str | None
    phone: str
    email: str


class WithdrawalRow(Schema):
    """A case of withdrawal."""

    id: int
    certificate: str
    product: str
    producer_name: str
    state: str
    ground: str
    concluded_on: dt.date


class DossierRows(Schema):
    """One page."""

    items: list[DossierLine]
    next: str | None


class ProducerRows(Schema):
    """One page."""

    items: list[ProducerRow]
    next: str | None


class WithdrawalRows(Schema):
    """One page."""

    items: list[WithdrawalRow]
    next: str | None


@router.get("/desk/dossiers", response={200: DossierRows, **ANSWERS})
@token_for(Scope.DOSSIERS)
def desk_dossiers(request: HttpRequest, question: Query[Paged]) -> HttpResponse:
    """Hồ sơ mà vai trò này được xem. The dossiers this office may see."""
    rows = dossiers_queries.with_names(dossiers_queries.visible_to(request.user))
    return _page(request, question, rows, _dossier)


@router.get("/desk/producers", response={200: ProducerRows, **ANSWERS})
@token_for(Scope.PRODUCERS)
def desk_producers(request: HttpRequest, question: Query[Paged]) -> HttpResponse:
    """Chủ thể mà vai trò này được xem. The producers this office may see."""
    rows = producers_queries.visible_to(request.user).select_related("current_commune")
    return _page(request, question, rows, _producer)


@router.get("/desk/withdrawals", response={200: WithdrawalRows, **ANSWERS})
@token_for(Scope.WITHDRAWALS)
def desk_withdrawals(request: HttpRequest, question: Query[Paged]) -> HttpResponse:
    """Vụ thu hồi mà vai trò này được xem. The cases of withdrawal this office may see."""
    rows = withdrawals_queries.with_names(withdrawals_queries.visible_to(request.user))
    return _page(request, question, rows, _withdrawal)


def _page(request: HttpRequest, question: Paged, rows: QuerySet[Any], line: Any) -> HttpResponse:
    after = key_of(question.after)
    found = list(rows.filter(pk__gt=after).order_by("pk").distinct()[: question.limit + 1])
    shown, following = found[: question.limit], None
    if len(found) > question.limit:
        query = request.GET.copy()
        query["after"] = str(shown[-1].pk)
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    return written({"items": [line(row) for row in shown], "next": following})


def _dossier(row: Any) -> dict[str, object]:
    return {
        "id": row.pk,
        "product": row.product.name,
        "producer_name": row.product.producer.name,
        "kind": row.kind,
        "set_number": row.set_number,
        "state": row.state,
        "commune_code": row.commune.code,
        "commune": row.commune.full_name,
        "province_code": row.province.code,
        "created_on": row.created_at.date(),
        "changed_on": row.changed_at.date(),
    }


def _producer(row: Any) -> dict[str, object]:
    return {
        "id": row.pk,
        "name": row.name,
        "legal_form": row.legal_form,
        "registration_number": row.registration_number,
        "address": row.address,
        "commune_code": row.current_commune.code if row.current_commune else None,
        "phone": row.phone,
        "email": row.email,
    }


def _withdrawal(row: Any) -> dict[str, object]:
    product = row.certificate.recognition.product
    return {
        "id": row.pk,
        "certificate": row.certificate.short_code,
        "product": product.name,
        "producer_name": product.producer.name,
        "state": row.state,
        "ground": row.ground,
        "concluded_on": row.concluded_on,
    }
