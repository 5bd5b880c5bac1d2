"""Telling people, once each."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.kernel import clock
from ocop.notices import mailing
from ocop.notices.models import Notice, NoticeKind

LONGEST_TITLE = 200
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell one person; `key` names the event, `link` is a path of this site."""

    person_id: int
    key: str
    kind: NoticeKind
    title: str
    body: str
    link: str = ""
    due_on: dt.date | None = None


def notify(
    *,
    to: Iterable[User],
    key: str,
    kind: NoticeKind,
    title: str,
    body: str,
    link: str = "",
    due_on: dt.date | None = None,
) -> int:
    """Tell the active ones of these people; returns how many had not been told before.

    The same `key` is told to a person once, however often this runs. It shows in the application
    at once; the e-mail follows by a job after the commit.
    """
    people = {person.pk for person in to if person.is_active}
    return tell(
        [Message(person, key, kind, title, body, link, due_on) for person in sorted(people)]
    )


@transaction.atomic
def tell(messages: Sequence[Message]) -> int:
    """Many messages at once, each to one person; returns how many are new.

    Two processes that tell the same at the same time leave one notice: the database keeps the
    first and ignores the second.
    """
    now = clock.now()
    new = 0
    for begin in range(0, len(messages), _ROWS_AT_ONCE):
        some = messages[begin : begin + _ROWS_AT_ONCE]
        wanted = {(message.person_id, message.key): message for message in some}
        told = Notice.objects.filter(
            person__in={person for person, _ in wanted}, key__in={key for _, key in wanted}
        )
        for person_and_key in told.values_list("person_id", "key"):
            wanted.pop(person_and_key, None)
        Notice.objects.bulk_create(
            [_notice(message, now) for message in wanted.values()], ignore_conflicts=True
        )
        new += len(wanted)
    if new:
        transaction.on_commit(mailing.begin)
    return new


def _notice(message: Message, now: dt.datetime) -> Notice:
    title = message.title
    if len(title) > LONGEST_TITLE:
        title = title[: LONGEST_TITLE - 1] + "…"
    return Notice(
        person_id=message.person_id,
        key=message.key,
        kind=message.kind,
        title=title,
        body=message.body,
        link=message.link,
        due_on=message.due_on,
        created_at=now,
    )
