"""What keeps machines from the form without asking anybody else: time, a trap, the address."""

import time

from django.conf import settings
from django.core import signing
from django.http import HttpRequest

_SALT = "ocop.reporting"
LEAST_SECONDS = 3
MOST_SECONDS = 12 * 3600


def opened_now() -> str:
    """A signed note of when the page was opened."""
    return signing.dumps(int(time.time()), salt=_SALT)


def age_of(token: str) -> int | None:
    """Seconds since the page was opened; None for a token we did not make."""
    try:
        return int(time.time()) - int(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def address_of(request: HttpRequest) -> str:
    """The sender's network address: the last hop that our own proxy saw, where there is one."""
    passed = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.SECURE_PROXY_SSL_HEADER and passed:
        return str(passed).rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
