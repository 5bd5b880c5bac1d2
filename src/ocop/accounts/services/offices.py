"""Offices held by people: granted, ended, delegated, handed over. Each step is in the audit chain."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from ocop.accounts import policy
from ocop.accounts.models import Membership, User
from ocop.accounts.roles import Role, UnitLevel, levels_of
from ocop.kernel import audit, clock
from ocop.kernel.errors import RefusedError
from ocop.kernel.text import nfc
from ocop.places.models import Level, Unit

_LEVELS = {Level.COMMUNE: UnitLevel.COMMUNE, Level.PROVINCE: UnitLevel.PROVINCE}
NOT_YOURS = "Bạn không quản trị đơn vị này nên không làm được việc này."
NOT_YOURSELF = "Không ai tự giao vai trò cho chính mình. Hãy nhờ người quản trị khác."


@dataclass(frozen=True)
class Office:
    """What a grant or an invitation is about. `sectors` are codes "I" to "VI", for departments."""

    role: Role
    unit: Unit | None
    starts_on: dt.date
    ends_on: dt.date | None = None
    title: str = ""
    organisation: str = ""
    capacity: Membership.Capacity = Membership.Capacity.OWN
    sectors: Collection[str] = ()

    def stored(self) -> dict[str, Any]:
        """The columns that a membership and an invitation to it share."""
        return {
            "role": self.role,
            "unit": self.unit,
            "title": nfc(self.title),
            "organisation": nfc(self.organisation),
            "capacity": self.capacity,
            "sectors": list(self.sectors),
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
        }


@dataclass(frozen=True)
class Handover:
    """The two ends of a handover: who left, and who continues."""

    ended: Membership
    opened: Membership


@transaction.atomic
def grant_membership(*, by: User, to: User, office: Office) -> Membership:
    """Give a person an office.

    Raises RefusedError where `by` does not manage the unit or grants to themselves, at "unit" for
    a unit of the wrong level or no longer in force, at "ends_on" for dates in the wrong order, and
    where the person holds the same office in that time.
    """
    if not policy.administers(by, office.unit):
        raise RefusedError(NOT_YOURS)
    if not policy.may_grant(by, office.unit, to):
        raise RefusedError(NOT_YOURSELF)
    check_office(office)
    return open_membership(by=by, to=to, office=office)


def check_office(office: Office) -> None:
    """Role, unit and dates fit together; raises RefusedError at the field that does not."""
    unit = office.unit
    if unit is not None and unit.valid_to is not None:
        raise RefusedError("Đơn vị này không còn. Hãy chọn đơn vị hiện nay.", field="unit")
    level = _LEVELS.get(Level(unit.level)) if unit else UnitLevel.NATION
    levels = levels_of(office.role)
    if level not in levels:
        named = " hoặc ".join(one.label.lower() for one in UnitLevel if one in levels)
        raise RefusedError(f"Vai trò “{office.role.label}” thuộc cấp {named}.", field="unit")
    if office.ends_on and office.ends_on < office.starts_on:
        raise RefusedError("Ngày kết thúc phải từ ngày bắt đầu trở đi.", field="ends_on")


def open_membership(
    *, by: User, to: User, office: Office, delegated_by: Membership | None = None
) -> Membership:
    """The one place where a membership begins. The caller has checked who may."""
    _refuse_overlap(to, office)
    membership = Membership.objects.create(user=to, delegated_by=delegated_by, **office.stored())
    _record("membership_delegated" if delegated_by else "membership_granted", by, membership)
    return membership


@transaction.atomic
def end_membership(*, by: User, membership: Membership, on: dt.date | None = None) -> None:
    """End an office; `on` is its last day (today by default), not before yesterday.

    What was delegated from it ends with it; an office that had not begun is taken back whole.
    Raises RefusedError where `by` may not, or at "on"; the country keeps one administrator.
    """
    last_day = on or clock.today()
    membership = _locked(membership)
    if not policy.may_end(by, membership):
        raise RefusedError(NOT_YOURS)
    if last_day < clock.today() - dt.timedelta(days=1):
        raise RefusedError("Ngày cuối không được trước hôm qua.", field="on")
    has_begun = membership.starts_on <= clock.today()
    if has_begun and last_day < membership.starts_on:
        raise RefusedError("Vai trò mới bắt đầu hôm nay, sớm nhất là hết hôm nay.", field="on")
    if membership.ends_on and membership.ends_on < last_day:
        raise RefusedError("Vai trò này đã kết thúc trước ngày đó.", field="on")
    _keep_an_administrator(membership)
    _close(by, membership, last_day)


@transaction.atomic
def delegate(
    *,
    by: User,
    membership: Membership,
    to: User,
    capacity: Membership.Capacity,
    starts_on: dt.date,
    ends_on: dt.date,
    title: str = "",
) -> Membership:
    """Let someone act in a leader's office for a time, signing KT. or TUQ.

    Nghị định 30/2020/NĐ-CP, Điều 13. Raises RefusedError where the office is no leader's, is
    itself delegated, or is not the delegator's; at "to", "capacity", "starts_on" or "ends_on".
    """
    membership = _locked(membership)
    if not policy.may_delegate(by, membership):
        raise RefusedError(
            "Chỉ lãnh đạo mới ủy quyền được vai trò của mình; vai trò được ủy quyền thì không "
            "ủy quyền lại."
        )
    if to == membership.user:
        raise RefusedError("Hãy chọn một người khác.", field="to")
    if to == by:
        raise RefusedError(NOT_YOURSELF, field="to")
    if capacity == Membership.Capacity.OWN:
        raise RefusedError("Hãy chọn ký thay (KT.) hoặc thừa ủy quyền (TUQ.).", field="capacity")
    if starts_on < max(membership.starts_on, clock.today()):
        raise RefusedError("Không ủy quyền cho ngày đã qua.", field="starts_on")
    if ends_on < starts_on:
        raise RefusedError("Ngày kết thúc phải từ ngày bắt đầu trở đi.", field="ends_on")
    if membership.ends_on and ends_on > membership.ends_on:
        raise RefusedError(
            f"Không ủy quyền quá ngày {membership.ends_on:%d/%m/%Y}, ngày cuối của người ủy quyền.",
            field="ends_on",
        )
    office = Office(
        role=Role(membership.role),
        unit=membership.unit,
        starts_on=starts_on,
        ends_on=ends_on,
        title=title,
        organisation=membership.organisation,
        capacity=capacity,
        sectors=membership.sectors,
    )
    return open_membership(by=by, to=to, office=office, delegated_by=membership)


@transaction.atomic
def hand_over(*, by: User, membership: Membership, to: User, title: str = "") -> Handover:
    """Move an office from one person to the next, from today.

    The work on the leaver's desk is moved by the caller (`dossiers.services.handover`). Raises
    RefusedError where `by` does not manage the unit, the office is over or delegated, or at "to".
    """
    membership = _locked(membership)
    if not policy.administers(by, membership.unit):
        raise RefusedError(NOT_YOURS)
    today = clock.today()
    if membership.delegated_by_id or (membership.ends_on and membership.ends_on < today):
        raise RefusedError("Chỉ bàn giao được vai trò đang giữ, không phải vai trò được ủy quyền.")
    if to == membership.user:
        raise RefusedError("Hãy chọn một người khác.", field="to")
    if to == by:
        raise RefusedError(NOT_YOURSELF, field="to")
    office = Office(
        role=Role(membership.role),
        unit=membership.unit,
        starts_on=max(today, membership.starts_on),
        ends_on=membership.ends_on,
        title=title or membership.title,
        organisation=membership.organisation,
        capacity=Membership.Capacity(membership.capacity),
        sectors=membership.sectors,
    )
    # An office taken up today cannot have ended yesterday; it ends with the day.
    last_day = max(today - dt.timedelta(days=1), min(membership.starts_on, today))
    _close(by, membership, last_day)
    return Handover(ended=membership, opened=open_membership(by=by, to=to, office=office))


def _locked(membership: Membership) -> Membership:
    """The row as it stands now, held until the transaction ends."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related(
        "user", "unit", "delegated_by"
    )
    return rows.get(pk=membership.pk)


def _close(by: User, membership: Membership, last_day: dt.date) -> None:
    for delegation in membership.delegations.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)
    ):
        _close(by, delegation, last_day)
    if membership.starts_on > last_day:
        # It never took effect; the chain keeps that it was once given.
        _record("membership_taken_back", by, membership)
        membership.delete()
        return
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])
    _record("membership_ended", by, membership)


def _refuse_overlap(to: User, office: Office) -> None:
    same = Membership.objects.filter(user=to, role=office.role, unit=office.unit).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=office.starts_on)
    )
    if office.ends_on:
        same = same.filter(starts_on__lte=office.ends_on)
    if same.exists():
        raise RefusedError(f"{to} đã giữ vai trò “{office.role.label}” ở đây trong thời gian này.")


def _keep_an_administrator(membership: Membership) -> None:
    if membership.role != Role.ADMINISTRATOR or membership.unit_id is not None:
        return
    others = Membership.objects.filter(role=Role.ADMINISTRATOR, unit=None, ends_on=None)
    if not others.exclude(pk=membership.pk).filter(starts_on__lte=clock.today()).exists():
        raise RefusedError(
            "Đây là người quản trị cuối cùng của hệ thống. Hãy mời người khác trước."
        )


def _record(act: str, by: User, membership: Membership) -> None:
    audit.record(
        act=act,
        actor=by.actor,
        subject=f"user:{membership.user_id}",
        facts={
            "membership": membership.pk,
            "role": membership.role,
            "unit": membership.unit_id,
            "capacity": membership.capacity,
            "starts_on": membership.starts_on,
            "ends_on": membership.ends_on,
            "delegated_by": membership.delegated_by_id,
        },
    )
