"""Two stars evaluated again: one with its new certificate and an upgrade that did not rise, one
in a written round."""

import datetime as dt

from ocop.councils.models import AgendaItem, Council, CouncilLevel, CouncilMember, Session
from ocop.councils.services.agenda import place_on_agenda
from ocop.councils.services.concluding import conclude_item, conclude_session
from ocop.councils.services.rounds import collect, open_written_round, plan_written_round
from ocop.councils.services.sheets import save_answers, submit_sheet
from ocop.demo.answers import answers_for
from ocop.demo.catalogue import Past, SampleProduct
from ocop.demo.councils import hold_session
from ocop.demo.desks import PATHS
from ocop.demo.drafts import World, fill_in
from ocop.demo.outcomes import record_past, tell
from ocop.demo.pictures import product_photo
from ocop.dossiers.models import Dossier
from ocop.dossiers.services.drafting import save_texts, start_dossier
from ocop.dossiers.services.province import SiteVisit, accept
from ocop.dossiers.states import DossierState as S
from ocop.kernel import clock
from ocop.law.loading import load_rubric
from ocop.producers.models import ProducerPerson
from ocop.products.services import add_photo, register_product
from ocop.recognition.services.decisions import DecisionPaper
from ocop.recognition.services.recognising import Award, recognise_by_province
from ocop.register.models import EvaluationKind

KEY = "dong-sen"
CONCLUDED = SampleProduct(
    "Khô cá lăng Đồng Sen (mẫu)", 8, Past.CERTIFICATE_IN_WINDOW, 4, 78, "Cá lăng phơi hai nắng."
)
UNDER_WAY = SampleProduct(
    "Mắm cá linh Đồng Sen (mẫu)", 8, Past.CERTIFICATE_IN_WINDOW, 3, 62, "Mắm ủ chín trong ba tháng."
)
DAYS_TO_ANSWER = 5
NO_VISIT = SiteVisit("none", "Quy mô không đổi lớn, giấy tờ rõ ràng (mẫu).")


def evaluate_again(world: World) -> None:
    """Both products from the list of earlier years to where they stand today (Điều 7.6)."""
    done, waiting = (_accepted(described, world) for described in (CONCLUDED, UNDER_WAY))
    council = Council.objects.filter(level=CouncilLevel.PROVINCE, unit=done.province).latest("pk")
    _conclude(council, done, world)
    _try_upgrade(council, done, world)
    today = clock.today()
    _ask(
        council, waiting, world, "Đánh giá lại, đợt hai", today + dt.timedelta(days=DAYS_TO_ANSWER)
    )
    item = AgendaItem.objects.get(dossier=waiting)
    for member in _scorers(council)[:2]:
        _return_sheet(item, member, UNDER_WAY)


def _accepted(described: SampleProduct, world: World) -> Dossier:
    person = ProducerPerson.objects.get(user=world.people[KEY], part=ProducerPerson.Part.OWNER)
    commune = person.producer.current_commune
    assert commune is not None, "a sample producer has its place"
    world.products[described] = register_product(
        producer=person.producer,
        commune=commune,
        by=person.user,
        name=described.name,
        leaf=described.leaf,
        description=described.description,
        is_sample=True,
    )
    photo = product_photo(described.name, described.leaf, person.user)
    add_photo(product=world.products[described], file=photo, by=person.user, caption="Ảnh mẫu")
    record_past(described, world)
    dossier = fill_in(described, world, kind=EvaluationKind.REEVALUATION)
    for step in PATHS[S.AT_PROVINCE]:
        step(dossier, world)
    accept(dossier=dossier, by=world.people["tinh"], note="Hồ sơ đủ (mẫu).", site=NO_VISIT)
    return dossier


def _conclude(council: Council, dossier: Dossier, world: World) -> None:
    session = _ask(council, dossier, world, "Đánh giá lại, đợt một", clock.today())
    item = session.items.get()
    for member in _scorers(council):
        _return_sheet(item, member, CONCLUDED)
    collect(by=world.people["tinh"], session=session)
    chair = council.members.get(seat=CouncilMember.Seat.CHAIR).user
    conclude_item(by=chair, item=item, discussion="Ý kiến bằng văn bản thống nhất (mẫu).")
    conclude_session(by=chair, session=session, minutes_number=f"{session.pk:02d}/BB-HĐ (mẫu)")
    recognise_by_province(
        awards=[Award(dossier, f"{dossier.pk:02d}/{clock.today().year}/OCOP (mẫu)")],
        paper=DecisionPaper(
            number="140/QĐ-UBND (mẫu)", signed_on=clock.today(), signer_title="Chủ tịch (mẫu)"
        ),
        by=world.people["lanhdaotinh"],
    )


def _try_upgrade(council: Council, evaluated: Dossier, world: World) -> None:
    """Prefilled from the dossier before, judged by a meeting, told that the star stays."""
    owner = world.owner_of(evaluated.product)
    dossier = start_dossier(product=evaluated.product, kind=EvaluationKind.UPGRADE, by=owner)
    save_texts(
        dossier=dossier,
        version=dossier.texts_version,
        by=owner,
        results_production=dossier.results_production,
        results_quality=dossier.results_quality,
        results_market=dossier.results_market,
        results_business=dossier.results_business,
        plan=dossier.plan_text,
        changes="Thêm một nhà phơi và bao bì mới (mẫu).",
        samples=dossier.samples,
    )
    for step in PATHS[S.ACCEPTED]:
        step(dossier, world)
    hold_session(council, world, [(dossier, CONCLUDED.star, CONCLUDED.points)], "Phiên nâng hạng")
    dossier.refresh_from_db()
    tell(dossier, world)


def _ask(council: Council, dossier: Dossier, world: World, name: str, reply_by: dt.date) -> Session:
    office = world.people["tinh"]
    session = plan_written_round(
        by=office, council=council, name=f"{name} (mẫu)", reply_by=reply_by
    )
    place_on_agenda(by=office, session=session, dossier=dossier)
    open_written_round(by=office, session=session)
    session.refresh_from_db()
    return session


def _scorers(council: Council) -> list[CouncilMember]:
    seats = council.members.exclude(seat=CouncilMember.Seat.SECRETARY).select_related("user")
    return list(seats.filter(left_on=None))


def _return_sheet(item: AgendaItem, member: CouncilMember, described: SampleProduct) -> None:
    rubric = load_rubric(item.dossier.instrument, item.dossier.set_number)
    answers = answers_for(rubric, described.star, described.points)
    sheet = save_answers(
        by=member.user, item=item, answers=answers.options, cases=answers.cases, version=1
    )
    submit_sheet(by=member.user, item=item, version=sheet.version)
