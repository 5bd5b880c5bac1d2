"""Announcing changes to packages above."""

import pytest

from ocop.kernel import changes
from ocop.kernel.changes import Changed, announce, announced_once, follow


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Changed]:
    monkeypatch.setattr(changes, "_followers", [])
    told: list[Changed] = []
    follow(told.append)
    return told


def test_nothing_is_not_announced(heard: list[Changed]) -> None:
    announce(products=[])
    announce(products=[1, 1], units=[2])
    assert heard == [Changed(products=frozenset({1}), units=frozenset({2}))]


def test_many_rows_are_announced_once(heard: list[Changed]) -> None:
    with announced_once():
        announce(products=[1])
        with announced_once():
            announce(products=[2], producers=[9])
        assert heard == []
    assert heard == [Changed(frozenset({1, 2}), frozenset({9}))]


def test_a_failed_act_announces_nothing(heard: list[Changed]) -> None:
    with pytest.raises(ZeroDivisionError), announced_once():
        announce(products=[1])
        raise ZeroDivisionError
    assert heard == []
    announce(products=[3])
    assert heard == [Changed(frozenset({3}))]
