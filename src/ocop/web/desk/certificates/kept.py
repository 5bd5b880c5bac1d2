"""For which offices a person keeps numbers, wording and rules."""

from dataclasses import dataclass

from django.http import Http404

from ocop.accounts.policy import Visitor, held_roles
from ocop.accounts.roles import Role
from ocop.places.models import Unit

KEEPERS = frozenset({Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER})
NATIONAL_KEEPERS = frozenset({Role.MINISTRY_OFFICE, Role.MINISTER})
MINISTRY = "Bộ Nông nghiệp và Môi trường"


@dataclass(frozen=True)
class Office:
    """An issuing office: a province, or the ministry (`unit` None)."""

    unit: Unit | None

    @property
    def name(self) -> str:
        """As it stands on papers."""
        return f"Ủy ban nhân dân {self.unit.name_in_sentence}" if self.unit else MINISTRY


def offices_kept(user: Visitor) -> list[Office]:
    """The offices whose papers the person keeps, each once."""
    units = {m.unit_id: m.unit for m in held_roles(user) if m.role in KEEPERS and m.unit}
    offices = [Office(unit) for unit in units.values()]
    if any(m.role in NATIONAL_KEEPERS and m.unit_id is None for m in held_roles(user)):
        offices.append(Office(None))
    return offices


def office_kept(user: Visitor) -> Office:
    """The first of them. Raises Http404 where there is none."""
    offices = offices_kept(user)
    if not offices:
        raise Http404
    return offices[0]
