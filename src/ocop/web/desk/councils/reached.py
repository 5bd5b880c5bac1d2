"""Getting what an address names, through the scoped queries: not found where not for this person."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ocop.accounts.models import User
from ocop.councils import queries
from ocop.councils.models import AgendaItem, Council, Session


def person(request: HttpRequest) -> User:
    """The signed-in person (the first gate has let nobody else in)."""
    return cast(User, request.user)


def council_of(request: HttpRequest, pk: int) -> Council:
    """A council the person works with."""
    return get_object_or_404(queries.worked_with(request.user).select_related("unit"), pk=pk)


def session_of(request: HttpRequest, pk: int) -> Session:
    """A session of such a council."""
    return get_object_or_404(queries.sessions_visible_to(request.user), pk=pk)


def item_of(request: HttpRequest, pk: int) -> AgendaItem:
    """An agenda item of such a council, one taken off included."""
    rows = queries.items_visible_to(request.user).select_related("submission__snapshot", "result")
    return get_object_or_404(rows, pk=pk)
