"""How the mails are doing, for the administrator: sent, waiting, given up, uncertain."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from ocop.accounts.models import User
from ocop.accounts.policy import Visitor, has_national_role
from ocop.accounts.queries import visible_to as people_visible_to
from ocop.accounts.roles import Role
from ocop.kernel import clock
from ocop.kernel.errors import RefusedError
from ocop.notices import mailing
from ocop.notices.models import Notice

UNCERTAIN_AFTER = dt.timedelta(minutes=10)
"""A claim older than this belongs to no worker that still runs."""


@dataclass(frozen=True, slots=True)
class MailState:
    """Counts of the last seven days, and what needs a person: given up or uncertain."""

    sent: int
    waiting: int
    troubled: int


def visible_to(user: Visitor) -> QuerySet[Notice]:
    """The notices whose mails an administrator watches over: of the people they manage."""
    if has_national_role(user, {Role.ADMINISTRATOR}):
        return Notice.objects.all()
    return Notice.objects.filter(person__in=people_visible_to(user).order_by().values("pk"))


def troubled(user: Visitor) -> QuerySet[Notice]:
    """Mails given up after three refusals, and those of which nobody knows whether they arrived."""
    stale = clock.now() - UNCERTAIN_AFTER
    return (
        visible_to(user)
        .filter(
            Q(mail_failures__gte=mailing.MOST_FAILURES) | Q(mail_claimed_at__lt=stale),
            mailed_at=None,
        )
        .select_related("person")
        .order_by("-pk")
    )


def state_of(user: Visitor) -> MailState:
    """The counts for the page of the mails."""
    since = clock.now() - dt.timedelta(days=mailing.NEWS_DAYS)
    held = visible_to(user).aggregate(sent=Count("pk", filter=Q(mailed_at__gte=since)))
    return MailState(
        sent=held["sent"],
        waiting=mailing.unsent().filter(pk__in=visible_to(user).values("pk")).count(),
        troubled=troubled(user).count(),
    )


@transaction.atomic
def send_again(*, notice: Notice, by: User) -> None:
    """Put a troubled mail among the unsent ones.

    Raises RefusedError where it is not troubled: it may have been sent meanwhile.
    """
    freed = (
        troubled(by)
        .filter(pk=notice.pk)
        .update(mail_claimed_at=None, mail_failures=0, mail_error="", mail_again_at=clock.now())
    )
    if not freed:
        raise RefusedError("Thư này đã gửi xong hoặc đang được gửi.")
    transaction.on_commit(mailing.begin)
