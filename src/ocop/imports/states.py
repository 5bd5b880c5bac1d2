"""The steps of an import."""

from ocop.imports.models import Import
from ocop.kernel.transitions import Transition, TransitionTable

S = Import.State
STEPS = TransitionTable(
    [
        Transition(S.COLUMNS, "examine", S.EXAMINING),
        Transition(S.CHECKING, "examine", S.EXAMINING),
        Transition(S.EXAMINING, "examined", S.CHECKING),
        Transition(S.EXAMINING, "stop", S.COLUMNS),
        Transition(S.CHECKING, "write", S.WRITING),
        Transition(S.WRITING, "written", S.WRITTEN),
        Transition(S.WRITING, "undo", S.UNDOING),
        Transition(S.WRITTEN, "undo", S.UNDOING),
        Transition(S.UNDOING, "undone", S.UNDONE),
        Transition(S.COLUMNS, "discard", S.DISCARDED),
        Transition(S.CHECKING, "discard", S.DISCARDED),
    ]
)
