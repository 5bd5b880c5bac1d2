"""Who makes snapshots and exports."""

from ocop.accounts.policy import Visitor, has_national_role, has_role
from ocop.accounts.roles import Role

EXPORTERS = frozenset({Role.PROVINCE_OFFICE, Role.MINISTRY_OFFICE, Role.ADMINISTRATOR})


def may_make_snapshots(user: Visitor) -> bool:
    """The ministry's office, and who looks after this installation."""
    return has_role(user, Role.MINISTRY_OFFICE) or has_national_role(user, {Role.ADMINISTRATOR})
