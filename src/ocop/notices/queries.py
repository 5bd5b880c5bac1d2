"""A person's own notices; nobody reads another's."""

from django.db.models import QuerySet

from ocop.accounts.policy import Visitor
from ocop.notices.models import MailChoice, Notice

MOST_COUNTED = 99


def visible_to(user: Visitor) -> QuerySet[Notice]:
    """The person's own notices, newest first; none for a visitor."""
    if not user.is_authenticated:
        return Notice.objects.none()
    return Notice.objects.filter(person_id=user.pk)


def unread_count(user: Visitor) -> int:
    """How many the person has not read, counted up to one more than `MOST_COUNTED`."""
    if not user.is_authenticated:
        return 0
    unread = Notice.objects.filter(person_id=user.pk, read_at=None).order_by()
    return unread[: MOST_COUNTED + 1].count()


def wants_mail(user: Visitor) -> bool:
    """Whether the person gets notices by e-mail too: yes unless they said no."""
    return not MailChoice.objects.filter(person_id=user.pk, wants_mail=False).exists()
