"""The board of a session: products down, members across, nothing of a sealed sheet on it.

Before the council has every counted sheet, a cell says only whether its member has begun or
submitted; totals and their spread exist from the last submission on.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ocop.councils.counting import Outcome, counting_of, outcome, voting_members
from ocop.councils.models import AgendaItem, CouncilMember, CouncilResult, ScoreSheet, Session
from ocop.councils.queries import conflicts_of, standing_items


class CellKind(StrEnum):
    """All that others see of a member's sheet."""

    NONE = "none"
    DOING = "doing"
    SENT = "sent"
    CONFLICT = "conflict"
    AWAY = "away"


@dataclass(frozen=True)
class Cell:
    """One member at one product; `at` is the moment of submission."""

    member: CouncilMember
    kind: CellKind
    at: dt.datetime | None = None


@dataclass(frozen=True)
class BoardRow:
    """One product. `outcome` only when every counted member has submitted and the reader may see
    it; `result` when the council has concluded."""

    item: AgendaItem
    cells: tuple[Cell, ...]
    waiting: int
    is_complete: bool
    outcome: Outcome | None
    result: CouncilResult | None


@dataclass(frozen=True)
class Board:
    """The whole session. Counts are of members who score; `least` is the quorum."""

    session: Session
    columns: tuple[CouncilMember, ...]
    rows: tuple[BoardRow, ...]
    present: int
    voting: int
    least: int
    conflicts: int

    @property
    def submitted(self) -> int:
        """Sheets submitted that count."""
        return self.expected - sum(row.waiting for row in self.rows)

    @property
    def expected(self) -> int:
        """Sheets that count once all are in."""
        counted = (CellKind.NONE, CellKind.DOING, CellKind.SENT)
        return sum(cell.kind in counted for row in self.rows for cell in row.cells)

    @property
    def silent(self) -> tuple[CouncilMember, ...]:
        """Members with a sheet still to return, by seat; who has is on the board."""
        owing = {
            cell.member.pk
            for row in self.rows
            for cell in row.cells
            if cell.kind in {CellKind.NONE, CellKind.DOING, CellKind.AWAY}
        }
        return tuple(member for member in self.columns if member.pk in owing)

    @property
    def complete_rows(self) -> int:
        """Products with every counted sheet."""
        return sum(row.is_complete for row in self.rows)


def board_of(session: Session, *, with_outcomes: bool) -> Board:
    """The board; `with_outcomes` adds totals to complete rows, for those who run the session.

    Eight queries whatever the number of products and members.
    """
    voting = voting_members(session)
    scores_chair = session.council.rules.chair_scores
    columns = tuple(m for m in voting if scores_chair or m.seat != CouncilMember.Seat.CHAIR)
    present = set(session.present.values_list("pk", flat=True))
    items = list(standing_items(session))
    for item in items:
        item.session = session
    conflicts: dict[int, set[int]] = defaultdict(set)
    for row in conflicts_of(session):
        conflicts[row.item_id].add(row.member_id)
    begun = _begun(session)
    started = session.state != Session.State.PLANNED
    plain = [
        _row(
            item,
            columns,
            present if started else None,
            conflicts[item.pk],
            begun,
            is_collected=session.collected_at is not None,
        )
        for item in items
    ]
    rows = _with_outcomes(session, plain) if with_outcomes else plain
    return Board(
        session=session,
        columns=columns,
        rows=tuple(rows),
        present=sum(member.pk in present for member in voting),
        voting=len(voting),
        least=session.council.rules.least_present(len(voting)),
        conflicts=sum(map(len, conflicts.values())),
    )


def _begun(session: Session) -> dict[tuple[int, int, int], dt.datetime | None]:
    """(item, member, round) of every sheet begun, with the moment it was submitted: no content."""
    rows = ScoreSheet.objects.filter(item__session=session)
    return {
        (item, member, number): at
        for item, member, number, at in rows.values_list(
            "item_id", "member_id", "round", "submitted_at"
        )
    }


def _row(
    item: AgendaItem,
    columns: tuple[CouncilMember, ...],
    present: set[int] | None,
    conflicted: set[int],
    begun: Mapping[tuple[int, int, int], dt.datetime | None],
    *,
    is_collected: bool,
) -> BoardRow:
    cells = []
    for member in columns:
        key = (item.pk, member.pk, item.round)
        if member.pk in conflicted:
            cells.append(Cell(member, CellKind.CONFLICT))
        elif (present is not None and member.pk not in present) or (
            is_collected and begun.get(key) is None
        ):
            cells.append(Cell(member, CellKind.AWAY))
        elif key not in begun:
            cells.append(Cell(member, CellKind.NONE))
        elif begun[key] is None:
            cells.append(Cell(member, CellKind.DOING))
        else:
            cells.append(Cell(member, CellKind.SENT, begun[key]))
    waiting = sum(cell.kind in {CellKind.NONE, CellKind.DOING} for cell in cells)
    sent = any(cell.kind == CellKind.SENT for cell in cells)
    return BoardRow(
        item=item,
        cells=tuple(cells),
        waiting=waiting,
        is_complete=sent and not waiting,
        outcome=None,
        result=getattr(item, "result", None),
    )


def _with_outcomes(session: Session, rows: list[BoardRow]) -> list[BoardRow]:
    complete = [row.item.pk for row in rows if row.is_complete]
    sheets: dict[int, list[ScoreSheet]] = defaultdict(list)
    for sheet in ScoreSheet.objects.filter(item__in=complete, submitted_at__isnull=False):
        sheets[sheet.item_id].append(sheet)
    return [
        row
        if not row.is_complete
        else BoardRow(
            item=row.item,
            cells=row.cells,
            waiting=0,
            is_complete=True,
            outcome=outcome(counting_of(row.item, _counted(row), sheets[row.item.pk])),
            result=row.result,
        )
        for row in rows
    ]


def _counted(row: BoardRow) -> list[CouncilMember]:
    return [cell.member for cell in row.cells if cell.kind == CellKind.SENT]
