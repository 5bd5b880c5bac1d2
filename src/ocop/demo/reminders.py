"""One night of the clock: notices on the bells, a paper behind a star that soon ends."""

import datetime as dt

from ocop.dossiers.models import Evidence
from ocop.dossiers.states import DossierState
from ocop.kernel import clock
from ocop.notices.models import Notice
from ocop.producers.queries import users_of
from ocop.producers.vault import update_paper
from ocop.recognition.reminders import remind_slice

PAPER_ENDS_IN_DAYS = 25


def remind_once() -> int:
    """Let a paper of a recognised sample product end soon, then run the round; notices written."""
    shown = (
        Evidence.objects.filter(
            dossier__state=DossierState.RECOGNISED,
            dossier__product__is_sample=True,
            paper__kind__in=["production_certificate", "quality_system", "quality_declaration"],
            paper__replaced_by=None,
        )
        .select_related("paper__producer")
        .order_by("dossier_id", "criterion", "pk")
        .first()
    )
    owner = users_of(shown.paper.producer).first() if shown else None
    if shown and owner:
        ends = clock.today() + dt.timedelta(days=PAPER_ENDS_IN_DAYS)
        update_paper(paper=shown.paper, by=owner, expires_on=ends)
    cursor: dict[str, object] = {}
    while not (piece := remind_slice(cursor)).is_finished:
        cursor = piece.cursor
    return Notice.objects.count()
