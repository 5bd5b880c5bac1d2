"""Notices by e-mail, at most once each.

A notice is claimed in the database before its mail is handed over. A worker killed in between
leaves the claim, so nothing goes out a second time; the administrator sees such mails as uncertain
and may send them again. What the mail server clearly refused is tried again, at most three times.
"""

import datetime as dt
import smtplib
from collections.abc import Sequence
from enum import Enum

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from ocop.accounts.models import User
from ocop.jobs.models import JobRun
from ocop.jobs.queue import Slice, enqueue
from ocop.kernel import clock
from ocop.notices.models import Notice

TASK = "ocop.notices.mailing.send_slice"
TITLE = "Gửi thông báo qua thư điện tử"
PEOPLE_A_SLICE = 10
MOST_FAILURES = 3
NEWS_DAYS = 7
"""A notice not mailed within a week is no news by mail; it stays in the application."""
MOST_IN_ONE_MAIL = 20


def begin() -> None:
    """Ask for a round of sending where there is something to send and no round is about to start."""
    if (
        unsent().exists()
        and not JobRun.objects.filter(task=TASK, state=JobRun.State.WAITING).exists()
    ):
        enqueue(TASK, title=TITLE)


def begin_nightly() -> None:
    """A round whatever else waits: it finds what an interrupted one left and what failed before."""
    enqueue(TASK, title=TITLE)


def unsent() -> QuerySet[Notice]:
    """What is to be mailed: recent, not claimed, not given up, to people who want and can get it.

    Sample people have addresses that belong to nobody.
    """
    since = clock.now() - dt.timedelta(days=NEWS_DAYS)
    return Notice.objects.filter(
        Q(created_at__gte=since) | Q(mail_again_at__gte=since),
        ~Q(person__mail_choice__wants_mail=False),
        mailed_at=None,
        mail_claimed_at=None,
        mail_failures__lt=MOST_FAILURES,
        person__email__isnull=False,
        person__is_active=True,
        person__is_sample=False,
    )


def send_slice(cursor: dict[str, object]) -> Slice:
    """Mail the next ten people, each once in a round; `cursor` holds the last person's id.

    A mail server that cannot be reached ends the round: nothing is counted as failed, the next
    round tries again.
    """
    after, sent = int(str(cursor.get("after", 0))), int(str(cursor.get("sent", 0)))
    done = int(str(cursor.get("done", 0)))
    waiting = unsent().filter(person__gt=after).order_by("person")
    people = list(waiting.values_list("person", flat=True).distinct()[:PEOPLE_A_SLICE])
    if not people:
        return Slice(cursor, done, done, is_finished=True, result={"sent": sent})
    connection: BaseEmailBackend = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        return Slice(
            cursor, done, done, is_finished=True, result={"sent": sent, "error": _words(error)}
        )
    try:
        last = people[-1]
        for person in User.objects.filter(pk__in=people).order_by("pk"):
            outcome = _mail(person, connection)
            done, sent = done + 1, sent + (outcome is Outcome.SENT)
            if outcome is Outcome.UNCERTAIN:
                # A server that hangs must not hold the worker: the next slice connects anew.
                last = person.pk
                break
    finally:
        connection.close()
    left = unsent().filter(person__gt=last).order_by().values("person").distinct().count()
    return Slice({"after": last, "sent": sent, "done": done}, done, done + left, is_finished=False)


class Outcome(Enum):
    """What became of one person's mail."""

    SENT = 1
    NOTHING_TO_SEND = 2
    REFUSED = 3
    UNCERTAIN = 4


def _mail(person: User, connection: BaseEmailBackend) -> Outcome:
    """One mail with everything unsent for the person."""
    notices = _claim(person)
    if not notices:
        return Outcome.NOTHING_TO_SEND
    claimed = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    try:
        _message(person, notices, connection).send()
    except (
        smtplib.SMTPResponseException,
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPNotSupportedError,
    ) as error:
        # The server said no: certainly not sent, so the claim is given back.
        claimed.update(
            mail_claimed_at=None, mail_failures=F("mail_failures") + 1, mail_error=_words(error)
        )
        return Outcome.REFUSED
    except (OSError, smtplib.SMTPException) as error:
        # The line broke: it may have arrived. The claim stays, the administrator decides.
        claimed.update(mail_error=_words(error))
        return Outcome.UNCERTAIN
    claimed.update(mailed_at=clock.now(), mail_error="")
    return Outcome.SENT


@transaction.atomic
def _claim(person: User) -> list[Notice]:
    """Take the person's unsent notices; another worker that asks now gets none of them."""
    rows = unsent().filter(person=person).order_by("pk").select_for_update(of=("self",))
    notices = list(rows[:MOST_IN_ONE_MAIL])
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        mail_claimed_at=clock.now()
    )
    return notices


def _message(person: User, notices: Sequence[Notice], connection: BaseEmailBackend) -> EmailMessage:
    several = f"Sổ OCOP: {len(notices)} thông báo mới"
    subject = notices[0].title if len(notices) == 1 else several
    address = settings.OCOP_PUBLIC_ADDRESS.rstrip("/")
    parts = [f"Kính gửi {person.full_name},"]
    for notice in notices:
        lines = [notice.title] if len(notices) > 1 else []
        lines += [notice.body] if notice.body else []
        if notice.due_on:
            lines.append(f"Ngày cần nhớ: {notice.due_on:%d/%m/%Y}")
        if notice.link:
            lines.append(f"Xem: {address}{notice.link}")
        parts.append("\n".join(lines))
    parts.append(
        "Thư này do Sổ OCOP tự gửi, xin đừng trả lời.\n"
        f"Không muốn nhận thư nữa: {address}{reverse('notices:settings')}"
    )
    return EmailMessage(
        # A name of a product may hold a line break; a subject must not.
        subject=" ".join(subject.split()),
        body="\n\n".join(parts) + "\n",
        to=[str(person.email)],
        headers={"Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
