"""Back to where a form was opened from."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def back_to(request: HttpRequest, view: str, *args: object) -> str:
    """The address in `?ve=` where it is one of ours, otherwise the named view."""
    asked = request.GET.get("ve", "")
    if asked.startswith("/co-so/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse(view, args=list(args))
