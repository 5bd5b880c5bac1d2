"""Rounds of written opinions, moved by their own services."""

from ocop.councils.models import AgendaItem, Session
from ocop.councils.services.agenda import place_on_agenda
from ocop.councils.services.rounds import open_written_round, plan_written_round
from ocop.demo.answers import Answers, answers_for
from ocop.dossiers.models import Dossier
from ocop.kernel import clock
from ocop.law.loading import load_rubric
from tests.factories.council_journey import World


def planned_round(world: World, *dossiers: Dossier) -> Session:
    """A round with today as its last day and the dossiers on its list."""
    session = plan_written_round(
        by=world.office, council=world.council, name="Đợt ý kiến 1", reply_by=clock.today()
    )
    for dossier in dossiers:
        place_on_agenda(by=world.office, session=session, dossier=dossier)
    return session


def opened_round(world: World, *dossiers: Dossier) -> Session:
    """The same, sent to the members."""
    session = planned_round(world, *dossiers)
    open_written_round(by=world.office, session=session)
    session.refresh_from_db()
    return session


def answers(item: AgendaItem, star: int = 4, aim: int | None = None) -> Answers:
    """A complete sheet of that star."""
    return answers_for(load_rubric(item.dossier.instrument, item.dossier.set_number), star, aim)
