"""A program's token instead of a session: its owner acts, with the rights of one office."""

from django.http import HttpRequest

from ocop.accounts.services.tokens import note_use
from ocop.accounts.tokens import live_token, opens


def by_token(request: HttpRequest, scope: str) -> bool:
    """Whether the request's bearer token is alive and opens the scope; then its owner is the user.

    Every policy then asks the owner's offices and finds the token's office alone.
    """
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = live_token(secret.strip()) if kind.lower() == "bearer" and secret.strip() else None
    if token is None or not opens(token, scope):
        return False
    owner = token.user
    owner._held_roles = [token.membership]  # type: ignore[attr-defined]
    request.user = owner
    note_use(token)
    return True
