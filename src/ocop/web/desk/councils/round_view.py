"""Where a round of written opinions is: who has returned, never what."""

import datetime as dt
from dataclasses import dataclass

from ocop.councils.board import Board
from ocop.councils.models import CouncilMember, Session


@dataclass(frozen=True)
class RoundView:
    """The head of a written round's page."""

    reply_by: dt.date
    days_left: int
    is_planned: bool
    is_collecting: bool
    is_collected: bool
    is_all_in: bool
    silent: tuple[CouncilMember, ...]

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.days_left < 0

    @property
    def may_collect(self) -> bool:
        """Whether the collecting may end now."""
        return self.is_collecting and (self.is_all_in or self.is_over)


def round_view(session: Session, board: Board, today: dt.date) -> RoundView:
    """The state of a written round on a day, from its board."""
    is_scoring = session.state == Session.State.SCORING
    return RoundView(
        reply_by=session.held_on,
        days_left=(session.held_on - today).days,
        is_planned=session.state == Session.State.PLANNED,
        is_collecting=is_scoring and session.collected_at is None,
        is_collected=session.collected_at is not None,
        is_all_in=bool(board.rows) and all(row.is_complete for row in board.rows),
        silent=board.silent if session.state != Session.State.PLANNED else (),
    )
