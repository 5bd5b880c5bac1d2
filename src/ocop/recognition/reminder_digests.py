"""One message a day for each office person, listing what the clock brought about in their place."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from ocop.accounts.roles import COMMUNE_ROLES, Role
from ocop.kernel import clock
from ocop.notices.models import NoticeKind, Occasion
from ocop.notices.services import Message, tell
from ocop.places.models import Unit
from ocop.recognition import paper_reminders
from ocop.recognition.certificate_clock import Moment
from ocop.recognition.reminder_words import HEADINGS, Listed, digest
from ocop.recognition.told import officials_by_unit
from ocop.register.models import Certificate

Office = tuple[frozenset[Role], int | None]
_COMMUNE, _PROVINCE = frozenset(COMMUNE_ROLES), frozenset({Role.PROVINCE_OFFICE})
_MINISTRY = frozenset({Role.MINISTRY_OFFICE})
_ROWS_AT_ONCE = 1000
NATIONAL_STAR = 5


@transaction.atomic
def write_digests(on: dt.date) -> int:
    """Tell communes, provincial offices and, for 5 stars, the ministry what is not yet in a digest.

    All or nothing: a worker that dies here leaves every occasion for the next run. Returns how
    many messages were written.
    """
    waiting = list(Occasion.objects.select_for_update().filter(digested_at=None).order_by("pk"))
    if not waiting:
        return 0
    written = 0
    papers = [(commune, 0, line) for commune, line in paper_reminders.listed(waiting, on)]
    for about, lines in (
        (NoticeKind.CERTIFICATE, _certificates(waiting)),
        (NoticeKind.PAPER, papers),
    ):
        written += tell(_messages(about, _by_office(lines), on, waiting[-1].pk))
    Occasion.objects.filter(digested_at=None, pk__lte=waiting[-1].pk).update(
        digested_at=clock.now()
    )
    return written


def _certificates(waiting: list[Occasion]) -> list[tuple[Unit, int, Listed]]:
    """Each certificate's commune of today, star and line."""
    about = [each for each in waiting if each.about == NoticeKind.CERTIFICATE]
    rows: dict[int, Certificate] = {}
    ids = [each.subject_id for each in about]
    for begin in range(0, len(ids), _ROWS_AT_ONCE):
        rows |= Certificate.objects.select_related(
            "recognition__product__producer", "recognition__product__current_commune"
        ).in_bulk(ids[begin : begin + _ROWS_AT_ONCE])
    lines = []
    for each in about:
        recognition = rows[each.subject_id].recognition
        product = recognition.product
        if product.current_commune is None:
            continue
        line = Listed(
            heading=HEADINGS[Moment(each.moment)],
            day=each.due_on,
            product=product.name,
            producer=product.producer.name,
            place=product.current_commune.full_name,
        )
        lines.append((product.current_commune, recognition.star, line))
    return lines


def _by_office(lines: Iterable[tuple[Unit, int, Listed]]) -> dict[Office, list[Listed]]:
    """Papers have no star: they concern the commune alone."""
    offices: dict[Office, list[Listed]] = {}
    for commune, star, line in lines:
        offices.setdefault((_COMMUNE, commune.pk), []).append(line)
        if star:
            offices.setdefault((_PROVINCE, commune.province_today_id), []).append(line)
        if star == NATIONAL_STAR:
            offices.setdefault((_MINISTRY, None), []).append(line)
    return offices


def _messages(
    about: NoticeKind, offices: dict[Office, list[Listed]], on: dt.date, last: int
) -> list[Message]:
    """`last` is the newest occasion inside: a second run of the day has a key of its own."""
    what = "mốc về hạn của sao" if about == NoticeKind.CERTIFICATE else "giấy tờ sắp hết hạn"
    link = reverse("desk:expiry:list")
    people = {
        roles: officials_by_unit(roles, {unit for held, unit in offices if held == roles}, on)
        for roles in {roles for roles, _ in offices}
    }
    # Someone with two offices gets one message with everything, each product once.
    lines: dict[int, dict[Listed, None]] = {}
    for (roles, unit), listed in offices.items():
        for person in people[roles].get(unit, []):
            lines.setdefault(person, {}).update(dict.fromkeys(listed))
    messages = []
    for person, listed_for in lines.items():
        words = digest(list(listed_for), on, what=what)
        key = f"digest:{about.value}:{last}"
        messages.append(Message(person, key, about, words.title, words.body, link))
    return messages
