"""Who may decide: the province's leader for 3 and 4 stars, the ministry's for 5 (Điều 4.1)."""

from ocop.accounts.policy import Visitor, has_national_role, has_role
from ocop.accounts.roles import Role
from ocop.dossiers.models import Dossier
from ocop.kernel.errors import RefusedError


def may_decide_for_province(user: Visitor, dossier: Dossier) -> bool:
    """The chairman of the province, or who signs for them (KT., TUQ.)."""
    return has_role(user, Role.PROVINCE_LEADER, unit_id=dossier.province_id)


def may_close(user: Visitor, dossier: Dossier) -> bool:
    """The provincial office tells commune and producer the result (Điều 7.3.g)."""
    return has_role(user, Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, unit_id=dossier.province_id)


def may_decide_for_ministry(user: Visitor) -> bool:
    """The Minister, or who signs for them."""
    return has_national_role(user, {Role.MINISTER})


def may_return_to_province(user: Visitor) -> bool:
    """The ministry's office or leader tells the province the result (Điều 7.4.g)."""
    return has_national_role(user, {Role.MINISTER, Role.MINISTRY_OFFICE})


def require(allowed: bool) -> None:
    """Raise RefusedError where the policy says no."""
    if not allowed:
        raise RefusedError("Tài khoản này không có thẩm quyền làm việc này.")
