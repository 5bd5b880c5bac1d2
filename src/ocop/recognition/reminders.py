"""The nightly clock: who is told that a certificate's window opens, closes, or its time ends.

Producers are told of each product; offices get one digest a day. `Occasion` rows remember what was
told, so a run that is repeated, stopped or late tells nothing twice and loses nothing younger than
the horizon of `certificate_clock`.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, Prefetch, Q, QuerySet
from django.urls import reverse

from ocop.config.law import law_settings
from ocop.jobs.models import JobRun
from ocop.jobs.queue import Slice, enqueue
from ocop.kernel import clock
from ocop.law.readings import LawSettings
from ocop.notices.models import NoticeKind, Occasion
from ocop.notices.services import Message, tell
from ocop.recognition import paper_reminders
from ocop.recognition.certificate_clock import (
    Due,
    due_on,
    filing_late_extends,
    last_days_concerned,
)
from ocop.recognition.expiry import newer_of_product
from ocop.recognition.reminder_digests import write_digests
from ocop.recognition.reminder_words import for_producer
from ocop.recognition.told import people_by_producer, unnoted
from ocop.register.models import Certificate, CertificateFact
from ocop.register.status import CertificateDates, Fact

TASK = "ocop.recognition.reminders.remind_slice"
TITLE = "Nhắc các mốc về hạn của sao và giấy tờ"
CERTIFICATES_A_SLICE = 500


def begin() -> None:
    """Ask for tonight's round, unless one is still going on."""
    if not JobRun.objects.filter(task=TASK, state__in=["waiting", "running"]).exists():
        enqueue(TASK, title=TITLE)


def remind_slice(cursor: dict[str, object]) -> Slice:
    """The next part of the round: certificates, then papers of the vaults, then the digests.

    `cursor` holds the leg, the day the round began, the last id done and how many are done.
    """
    on = dt.date.fromisoformat(str(cursor.get("on", clock.today().isoformat())))
    leg, after = str(cursor.get("leg", "certificates")), int(str(cursor.get("after", 0)))
    done = int(str(cursor.get("done", 0)))
    if leg == "digests":
        written = write_digests(on)
        return Slice({**cursor}, done, done, is_finished=True, result={"digests": written})
    is_papers = leg == "papers"
    last, count = (paper_reminders.remind if is_papers else _remind)(on, after)
    following = leg if last is not None else ("digests" if is_papers else "papers")
    done += count
    return Slice(
        {"on": on.isoformat(), "leg": following, "after": last or 0, "done": done},
        done,
        done + _left(on, following, last or 0),
        is_finished=False,
    )


def _left(on: dt.date, leg: str, after: int) -> int:
    papers = paper_reminders.concerned(on)
    if leg == "certificates":
        return concerned(on).filter(pk__gt=after).count() + papers.count()
    return papers.filter(pk__gt=after).count() if leg == "papers" else 0


def concerned(on: dt.date) -> QuerySet[Certificate]:
    """The certificates with a moment in the horizon before a day, whatever happened to them."""
    ranges = Q()
    for first, last in last_days_concerned(on).values():
        ranges |= Q(expires_on__gte=first, expires_on__lte=last)
    return Certificate.objects.filter(ranges).order_by("pk")


@transaction.atomic
def _remind(on: dt.date, after: int) -> tuple[int | None, int]:
    """Tell the producers of up to 500 certificates; the last id (None at the end), how many."""
    rows = list(_with_facts(concerned(on).filter(pk__gt=after))[:CERTIFICATES_A_SLICE])
    settings = law_settings()
    dues = {row.pk: due for row in rows if (due := _due(row, on, settings))}
    rows_due = {key_of(row, dues[row.pk]): row for row in rows if row.pk in dues}
    new = unnoted(rows_due)
    people = people_by_producer({rows_due[key].recognition.product.producer_id for key in new}, on)
    messages = [
        message
        for key in new
        for message in _messages(rows_due[key], dues[rows_due[key].pk], people, on, settings)
    ]
    tell(messages)
    Occasion.objects.bulk_create(
        [_occasion(key, rows_due[key], dues[rows_due[key].pk]) for key in new],
        ignore_conflicts=True,
    )
    return (rows[-1].pk if len(rows) == CERTIFICATES_A_SLICE else None), len(rows)


def key_of(certificate: Certificate, due: Due) -> str:
    """The name of the event, the same for everyone who is told of it."""
    return f"certificate:{certificate.pk}:{due.moment.value}"


def _with_facts(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    return (
        certificates.annotate(has_newer=Exists(newer_of_product()))
        .select_related("recognition__product")
        .prefetch_related(Prefetch("facts", CertificateFact.objects.order_by("on", "pk")))
    )


def _dates(certificate: Certificate) -> CertificateDates:
    return CertificateDates(certificate.issued_on, certificate.expires_on)


def _due(certificate: Certificate, on: dt.date, settings: LawSettings) -> Due | None:
    facts = [Fact(fact.kind, fact.on, fact.ground) for fact in certificate.facts.all()]
    has_newer: bool = certificate.has_newer  # type: ignore[attr-defined]
    return due_on(_dates(certificate), facts, on, settings, has_newer=has_newer)


def _messages(
    certificate: Certificate,
    due: Due,
    people: dict[int, list[int]],
    on: dt.date,
    settings: LawSettings,
) -> Sequence[Message]:
    product = certificate.recognition.product
    words = for_producer(
        product.name,
        certificate.expires_on,
        due,
        on,
        late_extends=filing_late_extends(_dates(certificate), settings),
    )
    link = reverse("portal:product", args=[product.pk])
    return [
        Message(
            person,
            key_of(certificate, due),
            NoticeKind.CERTIFICATE,
            words.title,
            words.body,
            link,
            words.due_on,
        )
        for person in people.get(product.producer_id, [])
    ]


def _occasion(key: str, certificate: Certificate, due: Due) -> Occasion:
    return Occasion(
        key=key,
        about=NoticeKind.CERTIFICATE,
        subject_id=certificate.pk,
        moment=due.moment.value,
        due_on=due.day,
        noted_at=clock.now(),
    )
