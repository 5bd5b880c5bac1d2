"""Telling commune and producer the result in writing (Điều 7.3.g QĐ 26/2026/QĐ-TTg)."""

import dataclasses
import datetime as dt

from django.db import transaction

from ocop.accounts.models import User
from ocop.accounts.queries import officials_of
from ocop.accounts.roles import COMMUNE_ROLES
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import CLOSED_STATES
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.producers.queries import users_of
from ocop.recognition import policy
from ocop.recognition.models import NumberSeries, ResultNotice
from ocop.recognition.notice import NoticeHead, notice_data
from ocop.recognition.outcomes import latest_result, may_be_told, outcome_for
from ocop.recognition.rules import ENDS_WITH_NOTICE
from ocop.recognition.services.numbering import number_or_next
from ocop.recognition.services.recognising import close_below_three, concluded_on, locked_dossier


@transaction.atomic
def notify_result(*, dossier: Dossier, head: NoticeHead, by: User) -> ResultNotice:
    """The provincial office's notice, frozen with its number; below three stars it ends the dossier.

    Raises RefusedError at "number" or "issued_on", and where the result still waits for a decision
    or has been told already.
    """
    policy.require(policy.may_close(by, dossier))
    dossier = locked_dossier(dossier)
    result = latest_result(dossier)
    if ResultNotice.objects.filter(result=result).exists():
        raise RefusedError("Kết quả này đã được thông báo.")
    if not may_be_told(dossier, result):
        raise RefusedError("Kết quả này còn chờ quyết định, chưa thông báo được.")
    head = _numbered(head, dossier)
    number, issued_on = _checked(head, not_before=concluded_on(result))
    if dossier.state not in CLOSED_STATES and outcome_for(dossier, result) in ENDS_WITH_NOTICE:
        close_below_three(dossier, result)
    snapshot = audit.freeze("result_notice", notice_data(dossier, result, head))
    notice = ResultNotice.objects.create(
        dossier=dossier,
        result=result,
        number=number,
        issued_on=issued_on,
        issued_by=by,
        snapshot=snapshot,
    )
    audit.record(
        act="result_notified",
        actor=by.actor,
        subject=dossier.subject,
        facts={
            "total": result.total,
            "star": result.star,
            "number": number,
            "issued_on": issued_on,
        },
        snapshot=snapshot,
    )
    _tell(dossier, notice)
    return notice


def _numbered(head: NoticeHead, dossier: Dossier) -> NoticeHead:
    """With the next number of the office's counter where none was typed."""
    if head.issued_on is None:
        return head
    number = number_or_next(
        head.number or "",
        unit=dossier.province,
        kind=NumberSeries.Kind.NOTICE,
        year=head.issued_on.year,
    )
    return dataclasses.replace(head, number=number)


def _tell(dossier: Dossier, notice: ResultNotice) -> None:
    """Producer and commune, the same day (Điều 7.3.g)."""
    readers = (
        (users_of(dossier.product.producer), f"/co-so/ho-so/{dossier.pk}/ket-qua/"),
        (
            officials_of(*COMMUNE_ROLES, unit_id=dossier.commune_id),
            f"/ban-lam-viec/xa/{dossier.pk}/",
        ),
    )
    for people, link in readers:
        notify(
            to=people,
            key=f"result-{notice.result_id}",
            kind=NoticeKind.DOSSIER,
            title=f"Có kết quả đánh giá: {dossier.product.name}",
            body=f"Thông báo số {notice.number} ngày {notice.issued_on:%d/%m/%Y}. "
            "Mở hồ sơ để xem điểm, hạng và góp ý của Hội đồng.",
            link=link,
        )


def _checked(head: NoticeHead, *, not_before: dt.date) -> tuple[str, dt.date]:
    number = nfc(head.number or "")
    if not number:
        raise RefusedError("Ghi số thông báo như văn thư đã cấp.", field="number")
    if head.issued_on is None:
        raise RefusedError("Ghi ngày thông báo.", field="issued_on")
    if not not_before <= head.issued_on <= clock.today():
        raise RefusedError(
            f"Ngày thông báo không trước ngày Hội đồng kết luận {not_before:%d/%m/%Y} "
            "và không ở tương lai.",
            field="issued_on",
        )
    return number, head.issued_on
