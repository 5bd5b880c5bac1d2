"""How often pages were opened, for those who look after the product."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Sum

from ocop.visits.models import VisitCount

DAYS = 30


def opened_lately(certificates: Collection[int], on: dt.date) -> dict[int, int]:
    """How often each certificate's page was opened in the 30 days up to `on`, by certificate id.

    Those never opened are left out. Machines that follow links are counted like people.
    """
    since = on - dt.timedelta(days=DAYS)
    rows = VisitCount.objects.filter(certificate__in=certificates, day__gt=since, day__lte=on)
    return dict(rows.values_list("certificate").annotate(count=Sum("count")))
