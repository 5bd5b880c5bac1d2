"""Councils for tests: established, meeting, scoring and concluding through their own services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ocop.accounts.models import User
from ocop.accounts.roles import Role
from ocop.councils.models import (
    AgendaItem,
    Council,
    CouncilLevel,
    CouncilMember,
    CouncilResult,
    ScoreSheet,
    Session,
)
from ocop.councils.services.agenda import place_on_agenda, plan_session
from ocop.councils.services.concluding import conclude_item, conclude_session
from ocop.councils.services.establishing import NewSeat, establish_council
from ocop.councils.services.meeting import open_scoring
from ocop.councils.services.sheets import own_sheet, submit_sheet
from ocop.demo.answers import Answers, answers_for
from ocop.dossiers.models import Dossier
from ocop.kernel import clock
from ocop.law.loading import load_rubric
from ocop.places.models import Unit
from ocop.products.models import Product
from tests.factories import desk_journey
from tests.factories.basic import Places, make_official
from tests.factories.desk_journey import make_desk

Seat = CouncilMember.Seat
ORGANISATIONS = (
    "Sở Nông nghiệp và Môi trường",
    "Sở Công Thương",
    "Sở Y tế",
    "Sở Khoa học và Công nghệ",
    "Sở Văn hóa, Thể thao và Du lịch",
)


def accepted_dossier(places: Places, *, star: int = 4, product: Product | None = None) -> Dossier:
    """A dossier of Tân Hộ Cơ that waits for a council, with officials of its own."""
    return desk_journey.accepted_dossier(places, make_desk(places), star=star, product=product)


@dataclass(frozen=True)
class World:
    """A council with the people around it; `members` are the chair first, then the members."""

    council: Council
    office: User
    chair: User
    secretary: User
    scorers: tuple[User, ...] = field(default=())

    def member(self, user: User) -> CouncilMember:
        """The seat of one of its people."""
        return self.council.members.get(user=user)


def council_with(
    places: Places | None,
    *,
    members: int = 3,
    regulation: Mapping[str, object] | None = None,
    unit: Unit | None = None,
) -> World:
    """A provincial council of Đồng Tháp (or of `unit`) with a chair, a secretary and `members`
    members; without `places` and `unit` the central council."""
    province = unit or (places.dong_thap if places else None)
    if province is None:
        office = make_official(Role.MINISTRY_OFFICE, None)
        roles = dict.fromkeys(Seat, Role.MINISTRY_COUNCIL)
    else:
        office = make_official(Role.PROVINCE_OFFICE, province)
        roles = {
            Seat.CHAIR: Role.COUNCIL_CHAIR,
            Seat.MEMBER: Role.COUNCIL_MEMBER,
            Seat.SECRETARY: Role.COUNCIL_SECRETARY,
        }
    chair = make_official(roles[Seat.CHAIR], province)
    secretary = make_official(roles[Seat.SECRETARY], province)
    others = [make_official(roles[Seat.MEMBER], province) for _ in range(members)]
    council = establish_council(
        by=office,
        level=CouncilLevel.PROVINCE if province else CouncilLevel.CENTRAL,
        unit=province,
        name="Hội đồng đánh giá, phân hạng sản phẩm OCOP (mẫu)",
        decision_number=f"{office.pk}/QĐ-UBND",
        decided_on=clock.today(),
        decision_signer="Chủ tịch UBND tỉnh (mẫu)",
        seats=[
            NewSeat(chair, Seat.CHAIR, "Lãnh đạo UBND tỉnh"),
            *(
                NewSeat(user, Seat.MEMBER, ORGANISATIONS[place % len(ORGANISATIONS)])
                for place, user in enumerate(others)
            ),
            NewSeat(secretary, Seat.SECRETARY, "Cơ quan tham mưu OCOP"),
        ],
        regulation=regulation,
    )
    return World(council, office, chair, secretary, (chair, *others))


def planned_session(world: World, *dossiers: Dossier) -> Session:
    """A session of today with the dossiers on its list, not opened yet."""
    session = plan_session(
        by=world.office,
        council=world.council,
        name="Phiên họp sáng (mẫu)",
        held_on=clock.today(),
        place="Phòng họp số 2",
    )
    for dossier in dossiers:
        place_on_agenda(by=world.office, session=session, dossier=dossier)
    return session


def open_session(world: World, *dossiers: Dossier, absent: Sequence[User] = ()) -> Session:
    """The same session with attendance taken and scoring open."""
    session = planned_session(world, *dossiers)
    away = {user.pk for user in absent}
    present = [member for member in world.council.members.all() if member.user_id not in away]
    open_scoring(by=world.secretary, session=session, present=present)
    session.refresh_from_db()
    return session


def fill_sheet(item: AgendaItem, by: User, answers: Answers) -> ScoreSheet:
    """One member's sheet with these answers, not submitted.

    Written at once: saving criterion by criterion is the subject of its own tests, and the
    submission checks the whole.
    """
    item.refresh_from_db(fields=["round"])
    sheet = own_sheet(item, item.session.council.members.get(user=by))
    sheet.answers, sheet.cases = dict(answers.options), dict(answers.cases)
    sheet.version += 1
    sheet.save()
    return sheet


def submit(item: AgendaItem, by: User, answers: Answers) -> ScoreSheet:
    """One member's sheet, filled and submitted."""
    return submit_sheet(by=by, item=item, version=fill_sheet(item, by, answers).version)


def submit_all(item: AgendaItem, world: World, star: int, aim: int | None = None) -> None:
    """Every scorer submits the same sheet of that star."""
    rubric = load_rubric(item.dossier.instrument, item.dossier.set_number)
    for user in world.scorers:
        submit(item, user, answers_for(rubric, star, aim))


@dataclass(frozen=True)
class Scored:
    """A dossier with its concluded result, its council and its (closed) session."""

    dossier: Dossier
    result: CouncilResult
    session: Session
    world: World


def scored_dossier(
    places: Places, *, star: int = 4, aim: int | None = None, members: int = 2, close: bool = True
) -> Scored:
    """A dossier of Tân Hộ Cơ that the provincial council concluded with `star`.

    `aim` is the wanted total (92 with `star=5` for a referral); `close` ends the session too.
    """
    world = council_with(places, members=members)
    dossier = accepted_dossier(places, star=star)
    session = open_session(world, dossier)
    item = session.items.get()
    submit_all(item, world, star, aim)
    result = conclude_item(by=world.chair, item=item)
    if close:
        session = conclude_session(by=world.chair, session=session, minutes_number="02/BB-HĐ")
    dossier.refresh_from_db()
    return Scored(dossier, result, session, world)
