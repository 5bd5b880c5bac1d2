"""Signing in with a phone number or an e-mail address and a password."""

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
        try:
            user = User.objects.get_by_natural_key(username)
        except (User.DoesNotExist, ValueError):
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
