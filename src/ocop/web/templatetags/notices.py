"""`{% load notices %}`: the line about unread notices in every page's head."""

from dataclasses import dataclass

from django import template
from django.template.context import Context

from ocop.notices.queries import MOST_COUNTED, unread_count

register = template.Library()


@dataclass(frozen=True, slots=True)
class Unread:
    """How many are unread: the number as shown, and whether there are any."""

    count: int

    @property
    def words(self) -> str:
        """The number, or "99+" beyond what is counted."""
        return f"{MOST_COUNTED}+" if self.count > MOST_COUNTED else str(self.count)


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> Unread | None:
    """What waits unread for the person; None for a visitor. One query."""
    # An error page may be drawn before anybody has asked who the visitor is.
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return None
    return Unread(unread_count(user))
