"""A case begins: somebody shows what should end a certificate (Điều 8.1, 8.3.a)."""

import datetime as dt

from django.db import IntegrityError, transaction

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.law import withdrawal as law
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.register.models import Certificate
from ocop.register.withdrawing import standing
from ocop.withdrawals import policy
from ocop.withdrawals.models import MinistryRequest, Withdrawal
from ocop.withdrawals.services.records import checking_office, due_on, needed, refuse, subject


@transaction.atomic
def propose_withdrawal(
    *,
    certificate: Certificate,
    ground: str,
    source: str,
    conclusion_number: str,
    conclusion_issuer: str,
    concluded_on: dt.date,
    note: str,
    file: StoredFile | None,
    by: User,
    request: MinistryRequest | None = None,
) -> Withdrawal:
    """Open a case; the 15 days of Điều 8.4 run from `concluded_on`, not from today.

    `ground` is a point of Điều 8.1 ("a" … "e", "đ"), `source` an id of `ocop.law.withdrawal`:
    "inspection", "other_body", "commune", "ministry", "council", "given_up". Effects: the case, a
    link in the audit chain, a notice to the office that verifies. Raises RefusedError at "ground",
    "source", "conclusion_number", "conclusion_issuer", "concluded_on" or "note", and where the
    certificate is withdrawn or replaced already or has an open case.
    """
    policy.require(policy.may_propose(by, certificate, source))
    refuse(law.findings(ground, source))
    number = needed(
        conclusion_number, "Ghi số văn bản kết luận hoặc xác nhận.", "conclusion_number"
    )
    issuer = needed(conclusion_issuer, "Ghi cơ quan ra văn bản.", "conclusion_issuer")
    if not certificate.issued_on <= concluded_on <= clock.today():
        raise RefusedError(
            f"Ngày văn bản không trước ngày cấp giấy {certificate.issued_on:%d/%m/%Y} "
            "và không ở tương lai.",
            field="concluded_on",
        )
    if policy.province_of(certificate) is None:
        raise RefusedError(
            "Xã nơi sản xuất đã chia mà chưa xác nhận nay là xã nào, nên chưa rõ tỉnh có thẩm quyền."
        )
    if not standing(Certificate.objects.filter(pk=certificate.pk)).exists():
        raise RefusedError("Giấy chứng nhận này đã bị thu hồi hoặc đã được thay bằng giấy khác.")
    try:
        with transaction.atomic():
            case = Withdrawal.objects.create(
                certificate=certificate,
                ground=ground,
                source=source,
                conclusion_number=number,
                conclusion_issuer=issuer,
                concluded_on=concluded_on,
                conclusion_file=file,
                note=note.strip(),
                request=request,
                proposed_by=by,
                proposed_at=clock.now(),
            )
    except IntegrityError:
        raise RefusedError("Giấy chứng nhận này đang có một đề nghị thu hồi chưa xong.") from None
    snapshot = audit.freeze("withdrawal_proposal", _content(case))
    audit.record(
        act="withdrawal_proposed",
        actor=by.actor,
        subject=subject(case),
        facts={"certificate": certificate.short_code, "ground": ground, "due_on": due_on(case)},
        snapshot=snapshot,
    )
    _tell(case)
    return case


def _content(case: Withdrawal) -> dict[str, object]:
    recognition = case.certificate.recognition
    return {
        "certificate": case.certificate.short_code,
        "number": case.certificate.number,
        "product": recognition.product.name,
        "producer": recognition.product.producer.name,
        "star": recognition.star,
        "ground": case.ground,
        "ground_words": law.grounds()[case.ground].words,
        "source": case.source,
        "conclusion_number": case.conclusion_number,
        "conclusion_issuer": case.conclusion_issuer,
        "concluded_on": case.concluded_on,
        "file_sha256": case.conclusion_file.sha256 if case.conclusion_file else None,
        "note": case.note,
        "request": case.request and case.request.letter_number,
    }


def _tell(case: Withdrawal) -> None:
    product = case.certificate.recognition.product
    notify(
        to=checking_office(case.certificate),
        key=f"withdrawal-proposed:{case.pk}",
        kind=NoticeKind.WITHDRAWAL,
        title=f"Đề nghị thu hồi giấy chứng nhận của {product.name}",
        body=(
            f"{product.producer.name}. Căn cứ: điểm {case.ground} Điều 8.1. "
            f"{case.conclusion_issuer}, văn bản {case.conclusion_number} "
            f"ngày {case.concluded_on:%d/%m/%Y}. Hạn ra quyết định: {due_on(case):%d/%m/%Y}."
        ),
        link=f"/ban-lam-viec/thu-hoi/{case.pk}/",
        due_on=due_on(case),
    )
