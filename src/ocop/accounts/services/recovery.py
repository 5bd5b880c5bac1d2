"""A new password: by a mailed link, or without mail by a code from an official who knows the person."""

import datetime as dt
from collections.abc import Collection

from django.contrib.auth.hashers import check_password as matches_hash
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import F
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from ocop.accounts import policy
from ocop.accounts.contacts import read_contact
from ocop.accounts.models import RecoveryCode, User
from ocop.accounts.services.people import check_password
from ocop.kernel import audit, clock
from ocop.kernel.codes import random_code, tidy_code
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit

VALID_FOR = dt.timedelta(hours=24)
CODE_LENGTH = 8
MOST_FAILURES = 5
WRONG = (
    "Số điện thoại (hoặc thư điện tử) và mã không khớp, hoặc mã đã dùng, đã quá 24 giờ. "
    "Hãy xem lại, hoặc xin mã mới."
)


@transaction.atomic
def issue_recovery_code(*, by: User, person: User, home_units: Collection[Unit]) -> str:
    """Make a code for `person`, for the official to read out; only its hash is kept.

    `home_units` are today's communes of the producers the person acts for. An earlier code stops
    working. Raises RefusedError where the policy does not allow it.
    """
    if not policy.may_issue_recovery_code(by, person, home_units):
        raise RefusedError(
            "Bạn chỉ cấp mã được cho người của cơ sở trong địa bàn mình, chỉ dùng số điện thoại "
            "và không giữ vai trò ở cơ quan nào. Trường hợp khác do quản trị cấp."
        )
    now = clock.now()
    person.recovery_codes.filter(closed_at=None).update(closed_at=now)
    code = random_code(CODE_LENGTH)
    RecoveryCode.objects.create(
        user=person,
        code_hash=make_password(code),
        issued_by=by,
        issued_at=now,
        expires_at=now + VALID_FOR,
    )
    audit.record(act="recovery_code_issued", actor=by.actor, subject=f"user:{person.pk}")
    return f"{code[:4]}-{code[4:]}"


def redeem_recovery_code(*, contact: str, code: str, password: str) -> User:
    """Set a new password with a code; the code is then used up.

    Raises RefusedError at "code" with the same words for an unknown account, a wrong, used or
    old code (five wrong attempts end a code), and at "contact" or "password" for bad input.
    """
    account = read_contact(contact).account()
    check_password(password)
    recovery = _open_code(account)
    if account is None or recovery is None:
        # An unknown account takes as long as a wrong code.
        make_password(code)
        raise RefusedError(WRONG, field="code")
    # Counted first, in a transaction of its own: a refusal must not undo the count.
    tries = RecoveryCode.objects.filter(pk=recovery.pk, failures__lt=MOST_FAILURES)
    if not tries.update(failures=F("failures") + 1) or not matches_hash(
        tidy_code(code), recovery.code_hash
    ):
        raise RefusedError(WRONG, field="code")
    with transaction.atomic():
        used = RecoveryCode.objects.filter(pk=recovery.pk, closed_at=None)
        if not used.update(closed_at=clock.now()):
            raise RefusedError(WRONG, field="code")
        account.set_password(password)
        account.save(update_fields=["password"])
        audit.record(
            act="password_recovered",
            actor=account.actor,
            subject=f"user:{account.pk}",
            facts={"issued_by": recovery.issued_by_id},
        )
    return account


def _open_code(account: User | None) -> RecoveryCode | None:
    if account is None:
        return None
    return account.recovery_codes.filter(
        closed_at=None, expires_at__gt=clock.now(), failures__lt=MOST_FAILURES
    ).first()


def reset_link(email: str) -> tuple[str, str] | None:
    """The two parts of a link for the account of a stored address; None where there is none.

    The link works once: it is bound to the present password, and to Django's time limit.
    """
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None:
        return None
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return uid, default_token_generator.make_token(user)


def person_of_link(uid: str, token: str) -> User | None:
    """Whose link it is, or None for a link that is used, old or invented."""
    try:
        user = User.objects.filter(pk=int(urlsafe_base64_decode(uid)), is_active=True).first()
    except ValueError:
        return None
    return user if user and default_token_generator.check_token(user, token) else None


@transaction.atomic
def reset_by_link(*, uid: str, token: str, password: str) -> User:
    """Set a new password with a mailed link. Raises RefusedError, at "password" for a weak one."""
    user = person_of_link(uid, token)
    if user is None:
        raise RefusedError("Liên kết này không còn dùng được. Hãy xin liên kết mới.")
    check_password(password)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(act="password_recovered", actor=user.actor, subject=f"user:{user.pk}")
    return user
