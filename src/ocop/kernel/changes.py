"""Telling packages above that facts below have changed, without importing them.

A package that keeps something derived follows; a service that writes facts announces, in its own
transaction. Followers run at once, so what they keep is committed together with the facts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """Ids of the rows whose public facts changed: products, producers, administrative units."""

    products: frozenset[int] = frozenset()
    producers: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()


Follower = Callable[[Changed], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have `follower` called for every change; once, however often it is asked for."""
    if follower not in _followers:
        _followers.append(follower)


def announce(
    *, products: Iterable[int] = (), producers: Iterable[int] = (), units: Iterable[int] = ()
) -> None:
    """Say that something public about these rows changed; call it after the last write."""
    changed = Changed(frozenset(products), frozenset(producers), frozenset(units))
    if changed != Changed():
        for follower in _followers:
            follower(changed)
