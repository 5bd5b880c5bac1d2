"""What a person does with the own notices: read them, and say whether to mail them."""

import hashlib
import secrets

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import clock
from ocop.notices.models import CalendarAddress, MailChoice, Notice
from ocop.notices.queries import visible_to


def mark_read(*, notice: Notice, by: User) -> None:
    """The person has read it; the first time counts. Another's notice stays as it is."""
    visible_to(by).filter(pk=notice.pk, read_at=None).update(read_at=clock.now())


def mark_all_read(*, by: User, up_to: int) -> int:
    """Everything up to this notice's id is read: what came meanwhile stays new. How many were."""
    return visible_to(by).filter(pk__lte=up_to, read_at=None).update(read_at=clock.now())


def choose_mail(*, wants_mail: bool, by: User) -> None:
    """Notices go to the person's e-mail address too, or no longer do."""
    MailChoice.objects.update_or_create(person=by, defaults={"wants_mail": wants_mail})


@transaction.atomic
def make_calendar_address(*, by: User) -> str:
    """A new secret for the person's calendar; an older address stops working at once.

    The secret is returned this once; only its hash is kept.
    """
    token = secrets.token_urlsafe(24)
    CalendarAddress.objects.update_or_create(
        person=by, defaults={"token_sha256": _hashed(token), "made_at": clock.now()}
    )
    return token


def revoke_calendar_address(*, by: User) -> None:
    """The person's calendar address stops working."""
    CalendarAddress.objects.filter(person=by).delete()


def person_of_calendar(token: str) -> User | None:
    """Whose calendar this secret opens; None where it opens nothing any more."""
    return User.objects.filter(
        calendar_address__token_sha256=_hashed(token), is_active=True
    ).first()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
