"""What one member has to score, over all open sessions of their councils."""

from dataclasses import dataclass

from ocop.accounts.models import User
from ocop.councils.board import CellKind
from ocop.councils.models import AgendaItem, Conflict, CouncilMember, ScoreSheet, Session
from ocop.councils.queries import own_items, own_seats
from ocop.kernel import clock


@dataclass(frozen=True)
class OwnLine:
    """One product on the member's list; `answered` criteria are the member's own business."""

    item: AgendaItem
    kind: CellKind
    answered: int
    sheet: ScoreSheet | None

    @property
    def is_to_do(self) -> bool:
        """Whether the member has still something to write."""
        return self.kind in {CellKind.NONE, CellKind.DOING} and (
            self.item.session.takes_sheets(clock.today())
        )


def own_lines(user: User) -> list[OwnLine]:
    """The member's list, what is to do first, newest session first. Five queries."""
    items = list(own_items(user).order_by("-session__held_on", "order"))
    seats = {seat.council_id: seat for seat in own_seats(user)}
    sheets = {
        (sheet.item_id, sheet.round): sheet
        for sheet in ScoreSheet.objects.filter(member__user=user, item__in=items)
    }
    conflicted = set(
        Conflict.objects.filter(member__user=user, item__in=items).values_list("item_id", flat=True)
    )
    present = set(
        Session.present.through.objects.filter(
            councilmember__user=user, session__in={item.session_id for item in items}
        ).values_list("session_id", flat=True)
    )
    lines = []
    for item in items:
        if item.is_withdrawn or _is_silent_chair(seats[item.session.council_id], item):
            continue
        sheet = sheets.get((item.pk, item.round))
        kind = CellKind.NONE
        if item.pk in conflicted:
            kind = CellKind.CONFLICT
        elif sheet is not None:
            kind = CellKind.SENT if sheet.submitted_at else CellKind.DOING
        elif item.session.state != Session.State.PLANNED and item.session_id not in present:
            kind = CellKind.AWAY
        lines.append(OwnLine(item, kind, len(sheet.answers) if sheet else 0, sheet))
    return sorted(lines, key=lambda line: not line.is_to_do)


def _is_silent_chair(seat: CouncilMember, item: AgendaItem) -> bool:
    return seat.seat == CouncilMember.Seat.CHAIR and not item.session.council.rules.chair_scores
