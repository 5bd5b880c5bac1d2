"""What every page knows without asking for it."""

import datetime as dt
from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest

from ocop.kernel import clock


class Page(TypedDict):
    """`demo_data` puts the banner "Dữ liệu mẫu" on the page; `today` is the date in Vietnam."""

    demo_data: bool
    today: dt.date


def page(request: HttpRequest) -> Page:
    """Context processor of the base templates."""
    return {"demo_data": settings.OCOP_DEMO, "today": clock.today()}
