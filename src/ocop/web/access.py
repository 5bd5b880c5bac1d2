"""Who may open an address. Deny by default: a view without a declaration answers 403.

The declaration is the first gate only; rows are scoped by `visible_to`, acts by each policy.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from ocop.accounts.policy import has_role
from ocop.accounts.roles import Role
from ocop.accounts.tokens import Scope
from ocop.web.api.problems import problem
from ocop.web.api.tokens import by_token

View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True)
class Access:
    """What a view declared. `anyone` needs no account; `roles` empty means any account.

    With a `scope` a program's token is asked for, and no session counts.
    """

    anyone: bool = False
    roles: frozenset[Role] = field(default_factory=frozenset)
    scope: str = ""

    def allows(self, request: HttpRequest) -> bool:
        """Whether this request's user passes the first gate."""
        if self.anyone:
            return True
        if self.scope:
            return by_token(request, self.scope)
        if not request.user.is_authenticated:
            return False
        return not self.roles or has_role(request.user, *self.roles)


def _declare(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


anyone = _declare(Access(anyone=True))
"""Open to the whole world."""

signed_in = _declare(Access())
"""Needs an account; a producer's people and officials alike."""


def officials(*roles: Role) -> Callable[[View], View]:
    """Needs one of these office roles today."""
    return _declare(Access(roles=frozenset(roles)))


def token_for(scope: Scope) -> Callable[[View], View]:
    """Needs an official's token that names this scope."""
    return _declare(Access(scope=scope))


# Views of installed libraries, by the beginning of their full name; the first that fits counts.
LIBRARY_ACCESS = {
    # Between password and second factor nobody is signed in yet; the view checks that stage itself.
    "allauth.mfa.base.views.AuthenticateView": Access(anyone=True),
    "allauth.mfa.": Access(),
    "allauth.account.views": Access(),
    "django.contrib.staticfiles.": Access(anyone=True),
    "django.views.i18n": Access(anyone=True),
}


def declared_access(view: Callable[..., object]) -> Access | None:
    """The declaration of a view function, of its class, or of the library it comes from."""
    own = getattr(view, "access", None) or getattr(
        getattr(view, "view_class", None), "access", None
    )
    if own is not None:
        return own
    target = getattr(view, "view_class", view)
    name = f"{getattr(target, '__module__', '')}.{getattr(target, '__qualname__', '')}"
    return next((a for prefix, a in LIBRARY_ACCESS.items() if name.startswith(prefix)), None)


class AccessMiddleware:
    """Applies the declarations to every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: object, kwargs: object
    ) -> HttpResponse | None:
        access = declared_access(view)
        if access is not None and access.allows(request):
            return None
        if access is not None and access.scope:
            return problem(401, headers={"WWW-Authenticate": "Bearer"})
        if access is not None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
