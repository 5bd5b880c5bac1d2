"""The office checks: the producer is heard, the report is written, or the case is dropped (8.3.a)."""

import datetime as dt

from django.db import transaction

from ocop.accounts.models import User
from ocop.files.models import StoredFile
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.withdrawals import policy
from ocop.withdrawals.models import Reply, Verification, Withdrawal
from ocop.withdrawals.services.records import (
    checking_office,
    deciding_leaders,
    due_on,
    lock,
    needed,
    producers_people,
    subject,
)
from ocop.withdrawals.states import OPEN_STATES, STEPS, CaseState


@transaction.atomic
def hear_producer(*, case: Withdrawal, reply_due_on: dt.date, by: User) -> Withdrawal:
    """Tell the producer what is said of the product, and until which day to answer.

    Raises RefusedError at "reply_due_on" for a day that is over.
    """
    case = lock(case)
    policy.require(policy.may_check(by, case.certificate))
    if reply_due_on <= clock.today():
        raise RefusedError("Cho chủ thể ít nhất đến hết ngày mai.", field="reply_due_on")
    case.state = STEPS.target(case.state, "hear")
    case.reply_due_on = reply_due_on
    case.save(update_fields=["state", "reply_due_on"])
    audit.record(
        act="withdrawal_hearing_opened",
        actor=by.actor,
        subject=subject(case),
        facts={"reply_due_on": reply_due_on},
    )
    product = case.certificate.recognition.product
    notify(
        to=producers_people(case.certificate),
        key=f"withdrawal-hearing:{case.pk}",
        kind=NoticeKind.WITHDRAWAL,
        title=f"Có đề nghị thu hồi giấy chứng nhận của {product.name}. Hãy trả lời",
        body=(
            f"Theo {case.conclusion_issuer}, văn bản {case.conclusion_number} "
            f"ngày {case.concluded_on:%d/%m/%Y}. {case.note} "
            f"Trả lời trước hết ngày {reply_due_on:%d/%m/%Y}."
        ),
        link=f"/co-so/thu-hoi/{case.pk}/",
        due_on=reply_due_on,
    )
    return case


@transaction.atomic
def enter_reply(
    *, case: Withdrawal, words: str, said_on: dt.date, file: StoredFile | None, by: User
) -> Reply:
    """Keep what the producer answers, frozen; on paper it is entered by the office.

    An answer is taken as long as the case is open. Raises RefusedError at "words" or "said_on".
    """
    case = lock(case)
    policy.require(policy.may_reply(by, case))
    if case.state not in OPEN_STATES:
        raise RefusedError("Vụ việc này đã kết thúc, không nhận thêm ý kiến.")
    words = needed(words, "Viết ý kiến trả lời.", "words")
    if not case.concluded_on <= said_on <= clock.today():
        raise RefusedError(
            f"Ngày trả lời không trước {case.concluded_on:%d/%m/%Y} và không ở tương lai.",
            field="said_on",
        )
    snapshot = audit.freeze(
        "withdrawal_reply",
        {
            "case": case.pk,
            "words": words,
            "said_on": said_on,
            "file_sha256": file.sha256 if file else None,
        },
    )
    reply = Reply.objects.create(
        case=case,
        words=words,
        file=file,
        said_on=said_on,
        entered_by=by,
        entered_at=clock.now(),
        snapshot=snapshot,
    )
    audit.record(act="withdrawal_replied", actor=by.actor, subject=subject(case), snapshot=snapshot)
    product = case.certificate.recognition.product
    notify(
        to=[person for person in checking_office(case.certificate) if person != by],
        key=f"withdrawal-reply:{reply.pk}",
        kind=NoticeKind.WITHDRAWAL,
        title=f"{product.producer.name} đã trả lời về đề nghị thu hồi",
        body=product.name,
        link=f"/ban-lam-viec/thu-hoi/{case.pk}/",
    )
    return reply


@transaction.atomic
def verify(
    *, case: Withdrawal, found: str, heard: str, verified_on: dt.date, by: User
) -> Verification:
    """The report to the leader (Điều 8.3.a): the case stands and waits for the decision.

    `heard` says how the producer was heard where that was before the case (an inspection's
    minutes). Raises RefusedError at "found", "heard" or "verified_on".
    """
    case = lock(case)
    policy.require(policy.may_check(by, case.certificate))
    target = STEPS.target(case.state, "verify")
    found = needed(found, "Ghi kết quả xác minh.", "found")
    heard = heard.strip()
    if not case.concluded_on <= verified_on <= clock.today():
        raise RefusedError(
            f"Ngày báo cáo không trước ngày văn bản {case.concluded_on:%d/%m/%Y} "
            "và không ở tương lai.",
            field="verified_on",
        )
    _require_heard(case, heard)
    snapshot = audit.freeze(
        "withdrawal_verification",
        {
            "case": case.pk,
            "found": found,
            "heard": heard,
            "verified_on": verified_on,
            "replies": [reply.snapshot.sha256 for reply in case.replies.select_related("snapshot")],
        },
    )
    report = Verification.objects.create(
        case=case,
        found=found,
        heard=heard,
        verified_on=verified_on,
        verified_by=by,
        snapshot=snapshot,
    )
    case.state = target
    case.save(update_fields=["state"])
    audit.record(
        act="withdrawal_verified",
        actor=by.actor,
        subject=subject(case),
        facts={"verified_on": verified_on},
        snapshot=snapshot,
    )
    product = case.certificate.recognition.product
    notify(
        to=deciding_leaders(case.certificate),
        key=f"withdrawal-verified:{case.pk}",
        kind=NoticeKind.WITHDRAWAL,
        title=f"Đã xác minh, trình thu hồi giấy chứng nhận của {product.name}",
        body=f"{product.producer.name}. Hạn ra quyết định: {due_on(case):%d/%m/%Y}.",
        link=f"/ban-lam-viec/thu-hoi/{case.pk}/",
        due_on=due_on(case),
    )
    return report


def _require_heard(case: Withdrawal, heard: str) -> None:
    """Reading `heard_before_withdrawal`: a reply, or its day is over, or heard before the case."""
    if case.replies.exists() or heard:
        return
    if case.state == CaseState.PROPOSED:
        raise RefusedError(
            "Chủ thể chưa được nói. Hãy mời trả lời, hoặc ghi chủ thể đã nói gì, ở biên bản nào.",
            field="heard",
        )
    assert case.reply_due_on is not None
    if clock.today() <= case.reply_due_on:
        raise RefusedError(
            f"Chủ thể còn được trả lời đến hết ngày {case.reply_due_on:%d/%m/%Y}.", field="heard"
        )


@transaction.atomic
def drop(*, case: Withdrawal, why: str, by: User) -> Withdrawal:
    """End the case without withdrawal: by the office that checks, or the leader who decides.

    Raises RefusedError at "why".
    """
    case = lock(case)
    certificate = case.certificate
    policy.require(policy.may_check(by, certificate) or policy.may_decide(by, certificate))
    was_told = case.reply_due_on is not None
    case.dropped_why = needed(why, "Ghi vì sao không thu hồi.", "why")
    case.state = STEPS.target(case.state, "drop")
    case.save(update_fields=["state", "dropped_why"])
    audit.record(
        act="withdrawal_dropped",
        actor=by.actor,
        subject=subject(case),
        facts={"why": case.dropped_why},
    )
    if was_told:
        product = certificate.recognition.product
        notify(
            to=producers_people(certificate),
            key=f"withdrawal-dropped:{case.pk}",
            kind=NoticeKind.WITHDRAWAL,
            title=f"Không thu hồi giấy chứng nhận của {product.name}",
            body=case.dropped_why,
            link=f"/co-so/thu-hoi/{case.pk}/",
        )
    return case
