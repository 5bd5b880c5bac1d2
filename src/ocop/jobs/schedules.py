"""What the worker does by the clock."""

import datetime as dt

from django_q.models import Schedule

from ocop.kernel import clock

AT_NIGHT = dt.time(2, 30)


def ensure_nightly(name: str, function: str) -> None:
    """Have the worker call `function` (a dotted name) every night; an existing schedule stays."""
    tomorrow = clock.today() + dt.timedelta(days=1)
    Schedule.objects.get_or_create(
        name=name,
        defaults={
            "func": function,
            "schedule_type": Schedule.DAILY,
            "next_run": dt.datetime.combine(tomorrow, AT_NIGHT, clock.VIETNAM),
        },
    )
