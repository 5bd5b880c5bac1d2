"""The two sample councils: sessions that have concluded, and sessions in the middle of scoring."""

import datetime as dt
from collections.abc import Iterable, Sequence

from ocop.accounts.models import User
from ocop.councils.models import AgendaItem, Council, CouncilLevel, CouncilMember, Session
from ocop.councils.services.agenda import (
    declare_conflict,
    place_on_agenda,
    plan_session,
    report_advice,
)
from ocop.councils.services.concluding import conclude_item, conclude_session
from ocop.councils.services.establishing import NewSeat, establish_council
from ocop.councils.services.meeting import open_scoring
from ocop.councils.services.sheets import save_answers, save_sheet, submit_sheet
from ocop.demo.accounts import OFFICES
from ocop.demo.answers import Answers, answers_for
from ocop.demo.drafts import World
from ocop.dossiers.models import Dossier
from ocop.kernel import clock
from ocop.law.loading import load_rubric
from ocop.places.models import Unit

# A dossier with the star and the points that the council gives it.
Judged = tuple[Dossier, int, int]


def establish(world: World, province: Unit | None) -> Council:
    """The council of a province, or the central one for None, with everyone who has a seat there."""
    code = province.code if province else ""
    seats = [login for login in OFFICES if login.seat and login.unit == code]
    name = f"tỉnh {province.name}" if province else "trung ương"
    return establish_council(
        by=world.people["tinh" if province else "bo"],
        level=CouncilLevel.PROVINCE if province else CouncilLevel.CENTRAL,
        unit=province,
        name=f"Hội đồng đánh giá, phân hạng sản phẩm OCOP {name} (mẫu)",
        decision_number="10/QĐ-UBND (mẫu)" if province else "10/QĐ-BNNMT (mẫu)",
        decided_on=clock.today() - dt.timedelta(days=20),
        decision_signer="Chủ tịch UBND tỉnh (mẫu)" if province else "Bộ trưởng (mẫu)",
        seats=[NewSeat(world.people[login.key], login.seat, login.organisation) for login in seats],
    )


def hold_session(council: Council, world: World, judged: Sequence[Judged], name: str) -> Session:
    """A session that scored and concluded every product of its list, with as few as may score."""
    scorers = _scorers(council)[: council.rules.least_sheets]
    session = _open_session(council, world, [d for d, _, _ in judged], name, present=scorers)
    chair = _chair(council)
    for item, (dossier, star, points) in zip(session.items.all(), judged, strict=True):
        for member in scorers:
            _submit(item, member.user, _answers(dossier, star, points))
        conclude_item(by=chair, item=item, discussion="Các thành viên thống nhất (mẫu).")
    conclude_session(by=chair, session=session, minutes_number=f"{session.pk:02d}/BB-HĐ (mẫu)")
    return session


def begin_session(council: Council, world: World, judged: Sequence[Judged], name: str) -> Session:
    """A session in the middle of scoring: sheets submitted, sheets half filled, sheets untouched."""
    scorers = _scorers(council)
    session = _open_session(council, world, [d for d, _, _ in judged], name, present=scorers)
    _, first, second, *others = scorers
    items = list(session.items.all())
    for item, (dossier, star, points) in zip(items, judged, strict=True):
        answers = _answers(dossier, star, points)
        _submit(item, first.user, answers)
        if item is items[0]:
            _submit(item, second.user, answers)
        else:
            _fill(item, second.user, answers, criteria=9)
    for member in others[:1]:
        declare_conflict(
            by=member.user,
            item=items[-1],
            member=member,
            reason="Có người nhà làm việc tại cơ sở (mẫu).",
        )
    return session


def _open_session(
    council: Council,
    world: World,
    dossiers: Iterable[Dossier],
    name: str,
    *,
    present: Sequence[CouncilMember],
) -> Session:
    office = world.people["tinh" if council.unit else "bo"]
    session = plan_session(
        by=office,
        council=council,
        name=f"{name} (mẫu)",
        held_on=clock.today(),
        starts_at=dt.time(8),
        place="Phòng họp số 2 (mẫu)",
    )
    for dossier in dossiers:
        item = place_on_agenda(by=office, session=session, dossier=dossier)
        report_advice(
            by=office,
            item=item,
            report="Hồ sơ đủ thành phần, giấy tờ còn hạn; đã xem sản phẩm mẫu (mẫu).",
        )
    secretaries = council.members.filter(seat=CouncilMember.Seat.SECRETARY)
    open_scoring(by=_chair(council), session=session, present=[*present, *secretaries])
    session.refresh_from_db()
    return session


def _scorers(council: Council) -> list[CouncilMember]:
    """Who fills in a sheet: the chair first."""
    seats = council.members.exclude(seat=CouncilMember.Seat.SECRETARY).select_related("user")
    return sorted(seats, key=lambda member: (member.seat != CouncilMember.Seat.CHAIR, member.pk))


def _chair(council: Council) -> User:
    return _scorers(council)[0].user


def _answers(dossier: Dossier, star: int, points: int) -> Answers:
    return answers_for(load_rubric(dossier.instrument, dossier.set_number), star, points)


def _fill(item: AgendaItem, by: User, answers: Answers, *, criteria: int | None = None) -> int:
    """Save the first `criteria` answers of a sheet, or all; returns the sheet's version."""
    rubric = load_rubric(item.dossier.instrument, item.dossier.set_number)
    first, *_ = chosen = [leaf.code for leaf in rubric.leaves[:criteria]]
    sheet = save_answers(
        by=by,
        item=item,
        answers={code: answers.options[code] for code in chosen},
        cases=answers.cases,
        version=1,
    )
    return save_sheet(
        by=by,
        item=item,
        criterion=first,
        option=answers.options[first],
        case=answers.cases.get(first),
        comment="Nên làm nhãn rõ hơn (mẫu).",
        version=sheet.version,
    ).version


def _submit(item: AgendaItem, by: User, answers: Answers) -> None:
    submit_sheet(by=by, item=item, version=_fill(item, by, answers))
