"""Who may say what became of a unit."""

from ocop.accounts.policy import Visitor, administers, has_national_role, units_with_role
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.places.models import Unit

SETTLERS = frozenset({Role.PROVINCE_OFFICE, Role.ADMINISTRATOR})


def may_settle(user: Visitor, old: Unit) -> bool:
    """The office or administrator of the province that has the divided unit's territory today."""
    if has_national_role(user, {Role.ADMINISTRATOR}):
        return True
    return old.province_today_id in units_with_role(user, SETTLERS)


def may_reform(user: Visitor) -> bool:
    """The country's administrator: a change of units reaches every office."""
    return administers(user, None)


def require(allowed: bool) -> None:
    """Raise RefusedError where the policy says no."""
    if not allowed:
        raise RefusedError("Tài khoản này không có quyền sửa đơn vị hành chính ở đây.")
