"""Signing in with a phone number or an e-mail address and a password."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from ocop.accounts.models import User


class PhoneOrEmailBackend(BaseBackend):
    """One field for both; an unknown name costs the same time as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> User | None:
        if not username or not password:
            return None
        user = _named(username)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()


def lockout_name(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str | None:
    """Under which name failed attempts are counted: the account's, however it was typed.

    After success django-axes asks with the account's id, before with what was typed.
    """
    typed = (credentials or {}).get("username")
    if typed is None or isinstance(typed, int):
        return None if typed is None else f"account {typed}"
    user = _named(typed)
    return f"account {user.pk}" if user else typed.strip().lower()[:200]


def _named(typed: str) -> User | None:
    try:
        return User.objects.get_by_natural_key(typed)
    except (User.DoesNotExist, ValueError):
        return None
