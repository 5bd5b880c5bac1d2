"""The calendar a phone or an office program reads by its secret address."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from ocop.accounts.models import User
from ocop.kernel import clock
from ocop.notices.reading import person_of_calendar
from ocop.recognition.due_dates import due_days
from ocop.web.access import anyone


@anyone
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The due days behind the secret: names of products and kinds of papers, nothing of people."""
    person = person_of_calendar(token)
    if person is None:
        raise Http404
    response = HttpResponse(
        calendar_of(person, clock.today()), content_type="text/calendar; charset=utf-8"
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def calendar_of(person: User, on: dt.date) -> bytes:
    """The person's calendar as iCalendar (RFC 5545): whole days that block no time."""
    calendar = Calendar()
    calendar.add("prodid", "-//So OCOP//Lich//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Sổ OCOP")
    host = settings.OCOP_PUBLIC_ADDRESS.partition("://")[2].partition("/")[0]
    stamp = dt.datetime.combine(on, dt.time(), dt.UTC)
    for due in due_days(person, on):
        event = Event()
        event.add("uid", f"{due.key}@{host}")
        event.add("dtstamp", stamp)
        event.add("dtstart", due.day)
        event.add("dtend", due.day + dt.timedelta(days=1))
        event.add("summary", due.summary)
        event.add("description", due.details)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
