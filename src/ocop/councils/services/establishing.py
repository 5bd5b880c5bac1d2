"""Setting up a council by decision, and changes of its members (Điều 7.3.b, 7.4.b QĐ 26/2026)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.config.law import law_settings
from ocop.councils import policy
from ocop.councils.models import Council, CouncilLevel, CouncilMember
from ocop.councils.regulation import stored_regulation
from ocop.councils.services.records import require_text
from ocop.files.models import StoredFile
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.places.models import Unit

Seat = CouncilMember.Seat


@dataclass(frozen=True)
class NewSeat:
    """A person to be seated; `organisation` is what they represent ("Sở Công Thương")."""

    user: User
    seat: str
    organisation: str = ""


@transaction.atomic
def establish_council(
    *,
    by: User,
    level: CouncilLevel,
    unit: Unit | None,
    name: str,
    decision_number: str,
    decided_on: dt.date,
    decision_signer: str,
    seats: Sequence[NewSeat],
    regulation: Mapping[str, object] | None = None,
    decision_file: StoredFile | None = None,
) -> Council:
    """Enter a council as its decision names it, with its regulation (defaults where it is silent).

    `unit` is the province, None for the central council. Raises RefusedError at "name",
    "decision_number", "decided_on", "decision_signer", "seats" or the setting's name.
    """
    place = unit.pk if unit else None
    policy.require(
        policy.office_of(by, level, place),
        "Chỉ cơ quan tham mưu OCOP mới lập được Hội đồng của cấp mình.",
    )
    if decided_on > clock.today():
        raise RefusedError("Ngày quyết định không thể ở tương lai.", field="decided_on")
    number = require_text(nfc(decision_number), "Hãy nhập số quyết định.", field="decision_number")
    if Council.objects.filter(unit=unit, decision_number=number, decided_on=decided_on).exists():
        raise RefusedError(
            f"Hội đồng theo Quyết định {number} ngày {decided_on:%d/%m/%Y} đã có trên hệ thống.",
            field="decision_number",
        )
    rules = stored_regulation(regulation or {}, law_settings())
    council = Council.objects.create(
        level=level,
        unit=unit,
        name=require_text(nfc(name), "Hãy nhập tên Hội đồng.", field="name"),
        decision_number=number,
        decided_on=decided_on,
        decision_signer=require_text(
            nfc(decision_signer), "Hãy nhập người ký quyết định.", field="decision_signer"
        ),
        decision_file=decision_file,
        regulation=rules.stored(),
    )
    _check_seats(seats, rules.least_sheets)
    for new in seats:
        _seat(council, new)
    audit.record(
        act="council_established",
        actor=by.actor,
        subject=council.subject,
        facts={
            "decision": number,
            "decided_on": decided_on,
            "signer": council.decision_signer,
            "file_sha256": decision_file.sha256 if decision_file else "",
            "regulation": council.regulation,
            "seats": [
                {"user": new.user.pk, "seat": new.seat, "organisation": new.organisation}
                for new in seats
            ],
        },
    )
    return council


@transaction.atomic
def seat_member(*, by: User, council: Council, new: NewSeat) -> CouncilMember:
    """Add a member to a council, or seat one again. Raises RefusedError at "user" or "seat"."""
    policy.require(policy.is_office(by, council), "Chỉ cơ quan tham mưu OCOP mới thêm thành viên.")
    member = _seat(council, new)
    audit.record(
        act="council_member_seated",
        actor=by.actor,
        subject=council.subject,
        facts={"user": new.user.pk, "seat": new.seat, "organisation": new.organisation},
    )
    return member


@transaction.atomic
def unseat_member(*, by: User, member: CouncilMember, left_on: dt.date) -> None:
    """The member leaves; sheets already submitted stay. Raises RefusedError at "left_on"."""
    council = member.council
    policy.require(policy.is_office(by, council), "Chỉ cơ quan tham mưu OCOP mới bớt thành viên.")
    if member.left_on:
        raise RefusedError("Thành viên này đã rời Hội đồng.", field="left_on")
    if not council.decided_on <= left_on <= clock.today():
        raise RefusedError("Ngày rời phải từ ngày lập Hội đồng đến hôm nay.", field="left_on")
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    audit.record(
        act="council_member_left",
        actor=by.actor,
        subject=council.subject,
        facts={"member": member.pk, "left_on": left_on},
    )


def _check_seats(seats: Sequence[NewSeat], least_sheets: int) -> None:
    kinds = [new.seat for new in seats]
    if kinds.count(Seat.CHAIR) != 1:
        raise RefusedError("Hội đồng phải có đúng một Chủ tịch.", field="seats")
    scoring = len(kinds) - kinds.count(Seat.SECRETARY)
    if scoring < least_sheets:
        raise RefusedError(
            f"Quy chế cần ít nhất {least_sheets} phiếu nhưng chỉ có {scoring} người chấm.",
            field="seats",
        )
    if len({new.user.pk for new in seats}) != len(seats):
        raise RefusedError("Một người chỉ giữ một vị trí trong Hội đồng.", field="seats")


def _seat(council: Council, new: NewSeat) -> CouncilMember:
    seat = Seat(new.seat)
    if not policy.holds_role_of(new.user, council, seat):
        raise RefusedError(
            f"{new.user} chưa được giao vai trò {seat.label} trên hệ thống. "
            "Hãy nhờ quản trị giao vai trò trước.",
            field="seats",
        )
    others = council.members.filter(left_on=None)
    if others.filter(user=new.user).exists():
        raise RefusedError(f"{new.user} đã ở trong Hội đồng này.", field="seats")
    if seat == Seat.CHAIR and others.filter(seat=Seat.CHAIR).exists():
        raise RefusedError("Hội đồng đã có Chủ tịch.", field="seats")
    member, _ = CouncilMember.objects.update_or_create(
        council=council,
        user=new.user,
        defaults={"seat": seat, "organisation": nfc(new.organisation), "left_on": None},
    )
    return member
