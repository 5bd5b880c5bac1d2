"""The demo province: Đồng Tháp with real published history and invented work on every desk."""

from collections.abc import Callable

from django.db import transaction

from ocop.accounts.models import User
from ocop.demo import councils, outcomes, units
from ocop.demo.accounts import DONG_THAP, VINH_LONG
from ocop.demo.after_the_star import show_withdrawals_and_reports
from ocop.demo.benefits import reward_and_hand_over
from ocop.demo.catalogue import CATALOGUE, Past, SampleProduct
from ocop.demo.certificates import add_papers
from ocop.demo.desks import bring_to_desk
from ocop.demo.drafts import World, register_catalogue
from ocop.demo.imports import load_waiting_list
from ocop.demo.inspections import inspect
from ocop.demo.key_sectors import sort_into_key_sectors
from ocop.demo.news import publish_news
from ocop.demo.open_data import publish
from ocop.demo.people import open_accounts, unit_today
from ocop.demo.recorded import SOURCES, record_source
from ocop.demo.reevaluation import evaluate_again
from ocop.demo.reminders import remind_once
from ocop.demo.signatures import sign_one_certificate
from ocop.demo.storefront import enrich_pages
from ocop.dossiers.models import Dossier
from ocop.dossiers.states import DossierState as S
from ocop.producers.models import Producer

Dossiers = dict[SampleProduct, Dossier]
_BY_THE_MINISTRY = frozenset({S.IN_CENTRAL_COUNCIL, S.CENTRALLY_SCORED, S.BACK_AT_PROVINCE})
_AFTER_A_SESSION = _BY_THE_MINISTRY | {S.SCORED, S.NOT_RECOGNISED, S.RECOGNISED, S.FORWARDED}
_ON_PAPER = (Past.OVERDUE_AT_COMMUNE, Past.ACCEPTED_ON_PAPER)


def has_demo() -> bool:
    """Whether the demo was loaded here."""
    return User.objects.filter(is_sample=True).exists()


@transaction.atomic
def load_demo(say: Callable[[str], object] = lambda _: None) -> None:
    """Fill an installation that has its units: all of it or nothing."""
    people = open_accounts()
    say(f"{len(people)} tài khoản mẫu")
    offices = {
        unit_today(DONG_THAP).pk: people["tinh"],
        unit_today(VINH_LONG).pk: people["vinhlong"],
    }
    for source in SOURCES:
        record_source(source, offices)
    say(f"{Producer.objects.count()} cơ sở thật theo tài liệu đã công bố")
    world = World(people)
    register_catalogue(world)
    dossiers = _work_on_desks(world)
    _work_of_councils(world, dossiers)
    units.leave_one_to_be_placed(people["tinh"])
    add_papers(world)
    show_withdrawals_and_reports(world)
    inspect(world)
    load_waiting_list(world)
    evaluate_again(world)
    sort_into_key_sectors(unit_today(DONG_THAP), people["tinh"])
    enrich_pages(world)
    reward_and_hand_over(world)
    publish_news(world)
    sign_one_certificate(world)
    remind_once()
    publish()
    say(f"{len(world.products)} sản phẩm mẫu, {len(dossiers)} hồ sơ ở mọi bước")


def _work_on_desks(world: World) -> Dossiers:
    samples = [described for sample in CATALOGUE for described in sample.products]
    for described in samples:
        if described.reached in outcomes.AGE_IN_MONTHS:
            outcomes.record_past(described, world)
    # What came on paper stands first in the books of receipts.
    on_desks = [d for d in samples if d.reached in _ON_PAPER]
    on_desks += [d for d in samples if d.reached not in Past]
    return {described: bring_to_desk(described, world) for described in on_desks}


def _work_of_councils(world: World, dossiers: Dossiers) -> None:
    """One session of each council has concluded, one is in the middle of its work."""
    province = councils.establish(world, unit_today(DONG_THAP))
    judged = _at(dossiers, _AFTER_A_SESSION)
    councils.hold_session(
        province, world, [(dossiers[d], d.star, d.points) for d in judged], "Phiên thứ nhất"
    )
    councils.begin_session(
        province,
        world,
        [(dossiers[d], d.star, d.points) for d in _at(dossiers, {S.IN_COUNCIL})],
        "Phiên thứ hai",
    )
    recognised = [dossiers[d] for d in _at(dossiers, {S.RECOGNISED}) if d.star < 5]
    outcomes.recognise(recognised, world)
    for dossier in [*recognised, *(dossiers[d] for d in _at(dossiers, {S.NOT_RECOGNISED}))]:
        outcomes.tell(dossier, world)
    sent = [d for d in judged if d.central_points or d.reached is S.FORWARDED]
    outcomes.forward([dossiers[described] for described in sent], world)
    _work_of_ministry(world, dossiers)


def _work_of_ministry(world: World, dossiers: Dossiers) -> None:
    central = councils.establish(world, None)
    judged = [
        (dossiers[d], 5 if d.central_points >= 90 else 4, d.central_points)
        for d in dossiers
        if d.central_points and d.reached is not S.IN_CENTRAL_COUNCIL
    ]
    councils.hold_session(central, world, judged, "Phiên trung ương thứ nhất")
    councils.begin_session(
        central,
        world,
        [(dossiers[d], d.star, d.points) for d in _at(dossiers, {S.IN_CENTRAL_COUNCIL})],
        "Phiên trung ương thứ hai",
    )
    for described in _at(dossiers, {S.RECOGNISED}):
        if described.star == 5:
            outcomes.recognise_five_stars(dossiers[described], world)
    for described in _at(dossiers, {S.BACK_AT_PROVINCE}):
        outcomes.send_back(dossiers[described], world)


def _at(dossiers: Dossiers, states: frozenset[S] | set[S]) -> list[SampleProduct]:
    return [described for described in dossiers if described.reached in states]
