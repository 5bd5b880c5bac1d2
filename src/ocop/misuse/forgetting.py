"""Every night: what the reports no longer need is forgotten."""

import datetime as dt

from django.conf import settings

from ocop.kernel import clock
from ocop.misuse.models import DailySalt, Filing, Report


def forget() -> int:
    """Delete contacts some days after closing, and the counts and salts of earlier days.

    Returns how many contacts were deleted. Safe to repeat.
    """
    before = clock.now() - dt.timedelta(days=settings.OCOP_CONTACT_KEPT_DAYS)
    today = clock.today()
    Filing.objects.filter(day__lt=today).delete()
    DailySalt.objects.filter(day__lt=today).delete()
    return Report.objects.filter(closed_at__lt=before).exclude(contact="").update(contact="")
