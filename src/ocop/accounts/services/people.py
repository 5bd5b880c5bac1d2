"""Opening accounts. An account by itself gives no right: rights come from offices and producers."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ocop.accounts.contacts import Contact, read_contact
from ocop.accounts.models import Membership, User
from ocop.accounts.policy import in_force
from ocop.accounts.roles import Role
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc


@transaction.atomic
def register_person(
    *, full_name: str, contact: str, password: str, is_sample: bool = False
) -> User:
    """Open an account from a phone number or an e-mail address, whichever the person has.

    The contact is not verified: nothing in the product gives a right because a phone number
    or an address matches. Raises RefusedError at "full_name", "contact" or "password".
    """
    return open_account(
        full_name=full_name,
        contact=read_contact(contact),
        password=password,
        is_sample=is_sample,
    )


def open_account(
    *, full_name: str, contact: Contact, password: str, is_sample: bool = False
) -> User:
    """The account behind sign-up and invitation; see `register_person`."""
    name = nfc(full_name)
    if not name:
        raise RefusedError("Hãy ghi họ và tên.", field="full_name")
    check_password(password)
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                full_name=name,
                password=password,
                phone=contact.phone or "",
                email=contact.email or "",
                is_sample=is_sample,
            )
    except IntegrityError:
        raise RefusedError(
            "Đã có tài khoản dùng số điện thoại hoặc thư điện tử này. Hãy đăng nhập, "
            "hoặc chọn “Quên mật khẩu”.",
            field="contact",
        ) from None
    audit.record(act="account_opened", actor=user.actor, subject=f"user:{user.pk}")
    return user


def check_password(password: str, *, field: str = "password") -> None:
    """Raises RefusedError at `field` for a password that is too short or too common."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages), field=field) from None


@transaction.atomic
def establish_administrator(
    *, full_name: str, contact: str, password: str, is_sample: bool = False
) -> User:
    """Open the first administrator's account of an installation, from its own machine.

    Raises RefusedError where the installation already has an administrator: from then on an
    administrator invites the next.
    """
    existing = Membership.objects.filter(role=Role.ADMINISTRATOR, unit=None)
    if in_force(existing).exists():
        raise RefusedError("Hệ thống đã có quản trị. Hãy nhờ người quản trị mời thêm.")
    user = register_person(
        full_name=full_name, contact=contact, password=password, is_sample=is_sample
    )
    membership = Membership.objects.create(
        user=user, role=Role.ADMINISTRATOR, starts_on=clock.today()
    )
    audit.record(
        act="membership_granted",
        actor=audit.SYSTEM,
        subject=f"user:{user.pk}",
        facts={"membership": membership.pk, "role": Role.ADMINISTRATOR, "unit": None},
    )
    return user


@transaction.atomic
def change_password(*, user: User, old_password: str, password: str) -> None:
    """Raises RefusedError at "old_password" or "password"."""
    if not user.check_password(old_password):
        raise RefusedError("Mật khẩu đang dùng không đúng.", field="old_password")
    check_password(password)
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(act="password_changed", actor=user.actor, subject=f"user:{user.pk}")
