"""The ministry's request to a province, and the province's answer (Điều 10.1.b)."""

import datetime as dt

from django.db import transaction

from ocop.accounts.models import User
from ocop.accounts.queries import officials_of
from ocop.accounts.roles import Role
from ocop.files.models import StoredFile
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.register.models import Recognition
from ocop.withdrawals import policy
from ocop.withdrawals.models import MinistryRequest
from ocop.withdrawals.services.records import needed


@transaction.atomic
def request_of_ministry(
    *,
    recognition: Recognition,
    wish: str,
    wrong: str,
    letter_number: str,
    sent_on: dt.date,
    file: StoredFile | None,
    by: User,
) -> MinistryRequest:
    """Name a recognition and what is wrong with it; `wish` is "redo" or "withdraw".

    Effects: the request on the province's desk, a link in the chain, a notice. Raises RefusedError
    at "wish", "wrong", "letter_number" or "sent_on", and for five stars, which are the ministry's own.
    """
    policy.require(policy.may_request(by))
    if recognition.star == 5:
        raise RefusedError("Sản phẩm 5 sao thuộc thẩm quyền của Bộ, không đề nghị tỉnh.")
    if wish not in MinistryRequest.Wish.values:
        raise RefusedError("Chọn điều Bộ đề nghị.", field="wish")
    wrong = needed(wrong, "Ghi điều không đúng quy định.", "wrong")
    number = needed(letter_number, "Ghi số văn bản của Bộ.", "letter_number")
    _require_past(sent_on, "sent_on", recognition.recognised_on)
    request = MinistryRequest.objects.create(
        recognition=recognition,
        wish=wish,
        wrong=wrong,
        letter_number=number,
        sent_on=sent_on,
        file=file,
        asked_by=by,
    )
    audit.record(
        act="ministry_requested",
        actor=by.actor,
        subject=f"ministry_request:{request.pk}",
        facts={"recognition": recognition.pk, "wish": wish, "letter": number, "wrong": wrong},
    )
    product = recognition.product
    province = (product.current_commune or product.commune).province_today
    if province:
        notify(
            to=officials_of(Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, unit_id=province.pk),
            key=f"ministry-request:{request.pk}",
            kind=NoticeKind.WITHDRAWAL,
            title=f"Bộ đề nghị: {request.get_wish_display().lower()}, {product.name}",
            body=f"Văn bản {number} ngày {sent_on:%d/%m/%Y}. {wrong}",
            link=f"/ban-lam-viec/thu-hoi/bo-de-nghi/{request.pk}/",
        )
    return request


@transaction.atomic
def answer_ministry(
    *, request: MinistryRequest, answer: str, answer_number: str, answered_on: dt.date, by: User
) -> MinistryRequest:
    """The province says what it did. Raises RefusedError at its fields, or when answered already."""
    request = MinistryRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    policy.require(policy.may_answer(by, request))
    if request.answered_on:
        raise RefusedError("Đề nghị này đã được trả lời.")
    request.answer = needed(answer, "Ghi tỉnh đã làm gì.", "answer")
    request.answer_number = needed(
        answer_number, "Ghi số văn bản trả lời của tỉnh.", "answer_number"
    )
    _require_past(answered_on, "answered_on", request.sent_on)
    request.answered_on, request.answered_by = answered_on, by
    request.save()
    audit.record(
        act="ministry_answered",
        actor=by.actor,
        subject=f"ministry_request:{request.pk}",
        facts={"number": request.answer_number, "on": answered_on, "answer": request.answer},
    )
    notify(
        to=officials_of(Role.MINISTRY_OFFICE),
        key=f"ministry-answer:{request.pk}",
        kind=NoticeKind.WITHDRAWAL,
        title=f"Tỉnh đã trả lời đề nghị {request.letter_number}",
        body=request.answer,
        link=f"/ban-lam-viec/thu-hoi/bo-de-nghi/{request.pk}/",
    )
    return request


def _require_past(day: dt.date, field: str, not_before: dt.date | None) -> None:
    if day > clock.today():
        raise RefusedError("Ngày văn bản không thể ở tương lai.", field=field)
    if not_before and day < not_before:
        raise RefusedError(f"Ngày văn bản không trước ngày {not_before:%d/%m/%Y}.", field=field)
