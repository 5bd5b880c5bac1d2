"""For whom a person writes."""

from ocop.accounts.policy import Visitor, units_with_role
from ocop.newsroom.policy import PROVINCE_WRITERS
from ocop.places.models import Unit
from ocop.web.access import officials
from ocop.web.desk.offices import NATIONAL_OFFICES, NEWS_DESK, OFFICES

readers = officials(*NEWS_DESK)
writers = officials(*OFFICES, *NATIONAL_OFFICES)


def own_province(user: Visitor) -> Unit | None:
    """The province for which the person writes, the first where several; None for the nation."""
    held = units_with_role(user, PROVINCE_WRITERS)
    return Unit.objects.filter(pk__in=held).order_by("code").first() if held else None
