"""Who triages reports: the office of the province it belongs to; the ministry's where none does."""

from ocop.accounts.policy import Visitor, has_national_role, has_role
from ocop.accounts.roles import Role
from ocop.kernel.errors import RefusedError
from ocop.misuse.models import Report


def may_handle(user: Visitor, report: Report) -> bool:
    """The provincial office and leader; the ministry's office for what has no province or five stars."""
    if report.province_id and has_role(
        user, Role.PROVINCE_OFFICE, Role.PROVINCE_LEADER, unit_id=report.province_id
    ):
        return True
    certificate = report.certificate
    is_ministrys = report.province_id is None or (
        certificate is not None and certificate.recognition.star == 5
    )
    return is_ministrys and has_national_role(user, {Role.MINISTRY_OFFICE})


def require(allowed: bool) -> None:
    """Raise RefusedError where the policy says no."""
    if not allowed:
        raise RefusedError("Tài khoản này không xử lý phản ánh này.")
