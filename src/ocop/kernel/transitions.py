"""State machines as tables: from, act, to. Who may act is the policy's word, not the table's."""

from collections.abc import Iterable
from dataclasses import dataclass

from ocop.kernel.errors import RefusedError


@dataclass(frozen=True)
class Transition:
    """One allowed step: in state `source`, the act named `act` leads to `target`."""

    source: str
    act: str
    target: str


class TransitionTable:
    """All steps of one kind of record."""

    def __init__(self, steps: Iterable[Transition]) -> None:
        self._targets = {(step.source, step.act): step.target for step in steps}

    def target(self, source: str, act: str) -> str:
        """The state after `act`. Raises RefusedError where the state does not allow it."""
        try:
            return self._targets[source, act]
        except KeyError:
            raise RefusedError(
                "Việc này không làm được ở bước hiện tại. Hãy tải lại trang để xem bước mới nhất."
            ) from None

    def allows(self, source: str, act: str) -> bool:
        """Whether `act` is possible in state `source`."""
        return (source, act) in self._targets

    def acts(self, source: str) -> frozenset[str]:
        """Every act possible in state `source`."""
        return frozenset(act for state, act in self._targets if state == source)
