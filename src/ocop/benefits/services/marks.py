"""Declaring how the mark is used, checking it, and ending it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.benefits import policy
from ocop.benefits.mark_queries import valid_on
from ocop.benefits.models import MarkUse
from ocop.benefits.states import USE_STEPS
from ocop.files.checks import CheckedFile
from ocop.files.limits import Kind
from ocop.files.services import store_upload
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.notices.models import NoticeKind
from ocop.notices.services import notify
from ocop.producers.queries import users_of
from ocop.register.models import Certificate

PAGE = "/co-so/nhan-hieu/"


@dataclass(frozen=True)
class Declared:
    """What the producer says of one use; `stamps_printed` counts tem and nhãn of that order."""

    kind: str
    words: str
    first_used_on: dt.date
    stamps_printed: int | None = None
    photo: CheckedFile | None = None


@transaction.atomic
def declare_use(
    *, certificate: Certificate, declared: Declared, by: User, is_sample: bool = False
) -> MarkUse:
    """Keep a use of the mark. Raises RefusedError at "certificate" where the star does not count
    today, or at the field that is wrong."""
    policy.require(policy.may_declare_use(by, certificate))
    if not valid_on(clock.today()).filter(pk=certificate.pk).exists():
        raise RefusedError(
            "Sao này không còn hiệu lực nên không được dùng nhãn hiệu.", field="certificate"
        )
    use = MarkUse(certificate=certificate, is_sample=is_sample)
    return _write(use, declared, by, "mark_use_declared")


@transaction.atomic
def correct_use(*, use: MarkUse, declared: Declared, by: User) -> MarkUse:
    """Say it anew, for one that nobody looked at yet or that was found wrong; it waits again."""
    use = _lock(use)
    policy.require(policy.may_declare_use(by, use.certificate))
    use.state = USE_STEPS.target(use.state, "correct")
    use.reason, use.checked_by, use.checked_at = "", None, None
    return _write(use, declared, by, "mark_use_corrected")


def _write(use: MarkUse, declared: Declared, by: User, act: str) -> MarkUse:
    if declared.kind not in MarkUse.Kind.values:
        raise RefusedError("Chọn nơi dùng nhãn hiệu.", field="kind")
    if not declared.words.strip():
        raise RefusedError("Ghi dùng thế nào, ở đâu.", field="words")
    if declared.first_used_on > clock.today():
        raise RefusedError("Ngày này chưa đến.", field="first_used_on")
    if declared.first_used_on < use.certificate.issued_on:
        raise RefusedError(
            f"Giấy chứng nhận cấp ngày {use.certificate.issued_on:%d/%m/%Y}. "
            "Chỉ được dùng nhãn hiệu từ ngày ấy.",
            field="first_used_on",
        )
    use.kind, use.words = declared.kind, declared.words.strip()
    use.first_used_on, use.stamps_printed = declared.first_used_on, declared.stamps_printed
    if declared.photo is not None:
        use.photo = store_upload(declared.photo, by, kinds={Kind.IMAGE}, field="photo")
    use.declared_by, use.declared_at = by, clock.now()
    use.save()
    _record(
        act,
        use,
        by,
        certificate=use.certificate.short_code,
        kind=use.kind,
        stamps=use.stamps_printed,
        photo_sha256=use.photo.sha256 if use.photo else None,
    )
    return use


@transaction.atomic
def check_use(*, use: MarkUse, is_right: bool, reason: str, by: User) -> MarkUse:
    """Say whether the use is right. A wrong one needs a reason, and the producer is told.

    Raises RefusedError at "reason".
    """
    use = _lock(use)
    policy.require(policy.may_check_use(by, use))
    use.state = USE_STEPS.target(use.state, "accept" if is_right else "reject")
    use.reason = "" if is_right else reason.strip()
    if not is_right and not use.reason:
        raise RefusedError("Ghi sai ở đâu để cơ sở sửa.", field="reason")
    use.checked_by, use.checked_at = by, clock.now()
    use.save(update_fields=["state", "reason", "checked_by", "checked_at"])
    entry = _record("mark_use_checked", use, by, is_right=is_right, reason=use.reason)
    if not is_right:
        product = use.certificate.recognition.product
        notify(
            to=users_of(product.producer),
            key=f"mark-wrong:{use.pk}:{entry}",
            kind=NoticeKind.REWARD,
            title=f"Nhãn hiệu OCOP dùng sai: {product.name}",
            body=f"{use.get_kind_display()}: {use.reason}",
            link=PAGE,
        )
    return use


@transaction.atomic
def stop_use(*, use: MarkUse, stopped_on: dt.date, words: str, by: User) -> MarkUse:
    """The producer confirms that the mark is no longer used, and what became of the rest.

    Raises RefusedError at "stopped_on" or "words".
    """
    use = _lock(use)
    policy.require(policy.may_declare_use(by, use.certificate))
    use.state = USE_STEPS.target(use.state, "stop")
    if not use.first_used_on <= stopped_on <= clock.today():
        raise RefusedError("Ngày ngừng phải từ ngày bắt đầu dùng đến hôm nay.", field="stopped_on")
    if not words.strip():
        raise RefusedError("Ghi đã làm gì với tem, nhãn còn lại.", field="words")
    use.stopped_on, use.stop_words = stopped_on, words.strip()
    use.save(update_fields=["state", "stopped_on", "stop_words"])
    _record("mark_use_stopped", use, by, stopped_on=stopped_on, words=use.stop_words)
    return use


def _lock(use: MarkUse) -> MarkUse:
    return (
        MarkUse.objects.select_for_update(of=("self",))
        .select_related(
            "certificate__recognition__product__producer",
            "certificate__recognition__product__current_commune__province_today",
            "certificate__recognition__product__commune__province_today",
        )
        .get(pk=use.pk)
    )


def _record(act: str, use: MarkUse, by: User, **facts: object) -> int:
    return audit.record(act=act, actor=by.actor, subject=f"mark-use:{use.pk}", facts=facts).number
