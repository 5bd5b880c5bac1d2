"""Preparing a ceremony, its order and seats, and who received the certificate."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from ocop.accounts.models import User
from ocop.benefits import policy
from ocop.benefits.ceremony_queries import certificates_for, lines_of
from ocop.benefits.models import Ceremony, CeremonyLine
from ocop.benefits.states import Presence
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit
from ocop.register.models import Certificate

MOST_LINES = 500


@dataclass(frozen=True)
class Plan:
    """What stands on the invitation; `event` is the fair or market day it belongs to."""

    name: str
    held_on: dt.date
    place: str
    starts_at: dt.time | None = None
    event: str = ""


@dataclass(frozen=True)
class Seat:
    """One line as the office typed it."""

    position: int
    seat: str = ""
    receiver: str = ""


@transaction.atomic
def plan_ceremony(
    *, province: Unit | None, plan: Plan, by: User, is_sample: bool = False
) -> Ceremony:
    """Open a ceremony of a province, or of the ministry (None)."""
    policy.require(policy.may_hold_ceremony(by, province.pk if province else None))
    ceremony = Ceremony(province=province, made_by=by, is_sample=is_sample)
    return _write(ceremony, plan, by, "ceremony_planned")


@transaction.atomic
def change_ceremony(*, ceremony: Ceremony, plan: Plan, by: User) -> Ceremony:
    """Another day, place or event."""
    return _write(_lock(ceremony, by), plan, by, "ceremony_changed")


def _write(ceremony: Ceremony, plan: Plan, by: User, act: str) -> Ceremony:
    ceremony.name, ceremony.held_on = plan.name.strip(), plan.held_on
    ceremony.place, ceremony.starts_at = plan.place.strip(), plan.starts_at
    ceremony.event = plan.event.strip()
    ceremony.save()
    _record(act, ceremony, by, name=ceremony.name, held_on=plan.held_on, place=ceremony.place)
    return ceremony


@transaction.atomic
def add_certificates(*, ceremony: Ceremony, certificates: Sequence[Certificate], by: User) -> int:
    """Put certificates on the list, after those already there; returns how many are new.

    The new ones stand by star, the lowest first (the highest closes the ceremony), a producer's
    together; seats follow the order. Those that may not be handed over here are left out. Raises
    RefusedError where none is left, or beyond 500 lines.
    """
    ceremony = _lock(ceremony, by)
    allowed = certificates_for(ceremony).filter(pk__in=[each.pk for each in certificates])
    new = list(
        allowed.order_by(
            "recognition__star",
            "recognition__product__producer__folded_name",
            "recognition__product__folded_name",
            "pk",
        )
    )
    if not new:
        raise RefusedError("Các giấy này đã ở trong danh sách hoặc không trao ở đây được.")
    last = ceremony.lines.order_by("-position").values_list("position", flat=True).first() or 0
    if ceremony.lines.count() + len(new) > MOST_LINES:
        raise RefusedError(f"Một buổi lễ trao nhiều nhất {MOST_LINES} giấy.")
    CeremonyLine.objects.bulk_create(
        CeremonyLine(ceremony=ceremony, certificate=each, position=place, seat=f"Ghế {place}")
        for place, each in enumerate(new, start=last + 1)
    )
    _record("ceremony_certificates_added", ceremony, by, codes=[each.short_code for each in new])
    return len(new)


@transaction.atomic
def arrange(*, ceremony: Ceremony, seats: Mapping[int, Seat], by: User) -> None:
    """Write order, seat and receiver of lines by id; positions become 1, 2, 3 … in that order.

    Lines left out of `seats` keep what they have. Raises RefusedError for a line of another list.
    """
    ceremony = _lock(ceremony, by)
    lines = {line.pk: line for line in ceremony.lines.select_for_update()}
    if seats.keys() - lines.keys():
        raise RefusedError("Danh sách đã đổi. Hãy tải lại trang.")
    for pk, typed in seats.items():
        line = lines[pk]
        line.position, line.seat = typed.position, typed.seat.strip()
        line.receiver = typed.receiver.strip()
    ordered = sorted(lines.values(), key=lambda line: (line.position, line.pk))
    for position, line in enumerate(ordered, start=1):
        line.position = position
    CeremonyLine.objects.bulk_update(ordered, ["position", "seat", "receiver"])
    _record("ceremony_arranged", ceremony, by, lines=len(ordered))


@transaction.atomic
def take_off(*, line: CeremonyLine, by: User) -> None:
    """Take a certificate off the list; those after it move up."""
    ceremony = _lock(line.ceremony, by)
    _record("ceremony_certificate_taken_off", ceremony, by, code=line.certificate.short_code)
    line.delete()
    rest = list(lines_of(ceremony))
    for position, each in enumerate(rest, start=1):
        each.position = position
    CeremonyLine.objects.bulk_update(rest, ["position"])


@transaction.atomic
def mark_presence(
    *,
    line: CeremonyLine,
    presence: str,
    collected_on: dt.date | None = None,
    receiver: str = "",
    by: User,
) -> CeremonyLine:
    """Write down whether the certificate was received: at the ceremony, or later on a day.

    Raises RefusedError at "presence" or "collected_on"; also before the day of the ceremony.
    """
    ceremony = _lock(line.ceremony, by)
    line = CeremonyLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if presence not in Presence.values:
        raise RefusedError("Chọn đã nhận hay vắng.", field="presence")
    today = clock.today()
    if presence != Presence.EXPECTED and ceremony.held_on > today:
        raise RefusedError("Chưa đến ngày trao.", field="presence")
    if presence == Presence.COLLECTED:
        if collected_on is None:
            raise RefusedError("Ghi ngày nhận.", field="collected_on")
        if not ceremony.held_on <= collected_on <= today:
            raise RefusedError("Ngày nhận phải từ ngày lễ đến hôm nay.", field="collected_on")
    line.presence = presence
    line.collected_on = collected_on if presence == Presence.COLLECTED else None
    line.receiver = receiver.strip() or line.receiver
    line.save(update_fields=["presence", "collected_on", "receiver"])
    _record(
        "certificate_handed_over",
        ceremony,
        by,
        line=line.pk,
        presence=presence,
        collected_on=line.collected_on,
    )
    return line


def _lock(ceremony: Ceremony, by: User) -> Ceremony:
    locked = Ceremony.objects.select_for_update(of=("self",)).get(pk=ceremony.pk)
    policy.require(policy.may_keep_ceremony(by, locked))
    return locked


def _record(act: str, ceremony: Ceremony, by: User, **facts: object) -> None:
    audit.record(act=act, actor=by.actor, subject=f"ceremony:{ceremony.pk}", facts=facts)
