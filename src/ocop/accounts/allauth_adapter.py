"""Where the account library meets our own sign-up: it serves second factors and e-mail only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up happens on our own pages; the library's are closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
