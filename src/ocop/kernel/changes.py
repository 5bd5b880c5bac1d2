"""Telling packages above that facts below have changed, without importing them.

A package that keeps something derived follows; a service that writes facts announces, in its own
transaction. Followers run at once, so what they keep is committed together with the facts.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """Ids of the rows whose public facts changed: products, producers, administrative units."""

    products: frozenset[int] = frozenset()
    producers: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()


Follower = Callable[[Changed], None]
_followers: list[Follower] = []
_held: ContextVar[list[Changed] | None] = ContextVar("held", default=None)


def follow(follower: Follower) -> None:
    """Have `follower` called for every change; once, however often it is asked for."""
    if follower not in _followers:
        _followers.append(follower)


def announce(
    *, products: Iterable[int] = (), producers: Iterable[int] = (), units: Iterable[int] = ()
) -> None:
    """Say that something public about these rows changed; call it after the last write."""
    changed = Changed(frozenset(products), frozenset(producers), frozenset(units))
    if changed == Changed():
        return
    held = _held.get()
    if held is not None:
        held.append(changed)
        return
    for follower in _followers:
        follower(changed)


@contextmanager
def announced_once() -> Iterator[None]:
    """What is announced inside is announced together at the end: for acts on many rows.

    Nothing is announced where the act fails. Use it inside the act's transaction.
    """
    if _held.get() is not None:
        yield
        return
    held: list[Changed] = []
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
    announce(
        products={pk for changed in held for pk in changed.products},
        producers={pk for changed in held for pk in changed.producers},
        units={pk for changed in held for pk in changed.units},
    )
