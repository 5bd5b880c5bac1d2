"""A phone number or an e-mail address typed into one field."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ocop.accounts.models import User
from ocop.accounts.phones import local_phone, normal_phone
from ocop.kernel.errors import RefusedError


@dataclass(frozen=True)
class Contact:
    """Exactly one of the two, in its stored form; the other is None."""

    phone: str | None = None
    email: str | None = None

    def __str__(self) -> str:
        return local_phone(self.phone) if self.phone else str(self.email)

    def account(self) -> User | None:
        """The account that signs in with it."""
        if self.phone:
            return User.objects.filter(phone=self.phone).first()
        return User.objects.filter(email=self.email).first()


def read_contact(typed: str, *, field: str = "contact") -> Contact:
    """What the person typed: with an @ an e-mail address, else a Vietnamese phone number.

    Raises RefusedError at `field`.
    """
    typed = typed.strip()
    if not typed:
        raise RefusedError("Hãy ghi số điện thoại hoặc thư điện tử.", field=field)
    if "@" not in typed:
        try:
            return Contact(phone=normal_phone(typed))
        except ValueError as error:
            raise RefusedError(str(error), field=field) from None
    email = typed.lower()
    try:
        validate_email(email)
    except ValidationError:
        raise RefusedError(
            "Địa chỉ thư điện tử chưa đúng. Ví dụ: ten@vidu.vn.", field=field
        ) from None
    return Contact(email=email)
